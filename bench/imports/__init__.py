"""How fast a file comes in, against the database's own fastest way of loading the same bytes."""
