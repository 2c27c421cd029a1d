"""JSON that mixes domains, one resource per file."""
