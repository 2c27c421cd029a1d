"""Made-up directories with known doubles: drawn, scored, compared with another tool (`python -m bench.duplicates`)."""
