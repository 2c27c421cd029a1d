"""Invented demo data: the same numbers and the same seed always make the same directory, to the letter."""
