"""Named reads of a seller's own work, one per question that a door asks; each starts from the viewer."""
