"""The JSON door: plans, what was used, and receipts."""
