"""Reads of plans, payments and seats, and of what was used, one noun per file."""
