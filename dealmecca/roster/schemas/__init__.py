"""JSON shapes of the roster, one resource per file: what the API answers and what it takes."""
