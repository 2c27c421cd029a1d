"""The only code that knows SQLite from PostgreSQL."""
