"""Named writes of data quality: permission, words, levels and history together, in one transaction."""
