"""The record browser: Django's admin over every table, to read, for admins, by the product's rules of who sees what."""
