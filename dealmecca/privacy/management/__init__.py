"""Commands of people's rights."""
