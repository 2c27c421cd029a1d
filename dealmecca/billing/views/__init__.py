"""The pages of plans, payments and the sales team."""
