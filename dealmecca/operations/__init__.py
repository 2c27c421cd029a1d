"""Health, demo data and the tools of the person who runs the product."""
