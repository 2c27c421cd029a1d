"""Named reads of people's rights, one per question that a door asks; each starts from the viewer."""
