"""Pages of the outlook, one per file."""
