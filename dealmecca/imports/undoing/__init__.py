"""Taking a whole import back, and bringing it back again: what it changed, what was built on it since, and the runs."""
