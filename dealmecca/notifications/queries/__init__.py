"""Named reads of what members are told and of the outbox; each starts from the viewer."""

from dealmecca.notifications.queries.centre import (
    Day,
    Told,
    by_day_and_kind,
    list_notifications,
    unread_count,
)
from dealmecca.notifications.queries.outbox import OutboxState, dead_letters, outbox_state

__all__ = [
    "Day", "OutboxState", "Told", "by_day_and_kind", "dead_letters", "list_notifications",
    "outbox_state", "unread_count",
]  # fmt: skip
