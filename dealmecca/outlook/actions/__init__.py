"""Named writes of the outlook."""
