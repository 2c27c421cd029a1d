"""The exception for a write that is well-formed and permitted, but that the present state of the data forbids."""


class Conflict(Exception):
    """Its message is one sentence for the person who tried, and says what to do instead."""
