"""Which records of a directory are one and the same: the engine, without a database."""
