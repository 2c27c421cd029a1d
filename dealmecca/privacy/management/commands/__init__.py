"""`dealmecca privacy`."""
