"""Pages and forms of a seller's own work, one file for each."""
