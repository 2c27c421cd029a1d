"""JSON doors of data quality."""
