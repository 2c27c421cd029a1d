"""JSON shapes of a seller's own work: what the API answers and what it takes."""
