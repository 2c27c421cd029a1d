"""A member's own settings, one page per file."""
