"""Two records become one: what points at them, what becomes of each row, and the ledger that undoes it."""
