"""Named writes of the roster: permission, write and history together, in one transaction."""
