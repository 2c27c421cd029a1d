"""Pages about people and companies, one file per page."""
