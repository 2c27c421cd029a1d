"""Named reads of events."""
