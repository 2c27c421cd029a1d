"""Named reads of data quality, one per question that a door asks; each starts from the viewer."""
