"""Forms of accounts, one subject per file; the sign-in library finds its own by the settings."""
