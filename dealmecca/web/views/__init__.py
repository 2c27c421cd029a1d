"""Pages that mix domains, and pages for what went wrong."""
