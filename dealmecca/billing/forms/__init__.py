"""What people fill in about their plan and their sales team."""
