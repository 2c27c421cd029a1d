"""What forms of data quality ask."""
