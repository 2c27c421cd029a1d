"""JSON shapes of data quality, one subject a file."""
