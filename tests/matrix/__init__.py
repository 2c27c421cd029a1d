"""Every route, every method, everybody: who may come in, and who must not."""
