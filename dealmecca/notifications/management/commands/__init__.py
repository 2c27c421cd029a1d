"""Commands of the operator, one per file."""
