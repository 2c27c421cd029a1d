"""Named writes of people's rights: permission, write and history together, in one transaction."""
