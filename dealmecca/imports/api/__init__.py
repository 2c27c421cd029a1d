"""Imports as JSON, one resource a file."""
