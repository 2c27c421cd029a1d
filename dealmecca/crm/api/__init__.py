"""A seller's own work as JSON, one router for each kind."""
