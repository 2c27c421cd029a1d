"""Writes of a seller's own work. None of them touches the directory, its history or its search lines."""
