"""The web door of the roster: one view a file."""
