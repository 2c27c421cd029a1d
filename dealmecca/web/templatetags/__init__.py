"""Makes the parts known to the template engine."""
