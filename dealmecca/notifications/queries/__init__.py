"""Named reads of what members are told and of the outbox; each starts from the viewer."""

from dealmecca.notifications.queries.outbox import OutboxState, dead_letters, outbox_state

__all__ = ["OutboxState", "dead_letters", "outbox_state"]
