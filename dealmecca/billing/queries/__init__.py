"""Reads of plans, payments and seats, one noun per file."""
