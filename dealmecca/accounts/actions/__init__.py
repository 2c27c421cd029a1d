"""Writes of accounts, one noun per file."""
