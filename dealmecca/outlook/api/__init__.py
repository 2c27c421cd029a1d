"""The outlook as JSON, one resource per file."""
