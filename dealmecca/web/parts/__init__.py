"""The template tags and filters of every page, one subject per file."""
