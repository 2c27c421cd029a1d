"""`dealmecca quality`."""
