"""The pages of plans, payments, usage and the sales team."""
