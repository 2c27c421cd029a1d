"""The shape of what people type about their own work; the actions check the rest, for every door."""
