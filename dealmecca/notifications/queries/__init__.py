"""Named reads of what members are told and of the outbox; each starts from the viewer."""

from dealmecca.notifications.queries.centre import (
    Day,
    Told,
    by_day_and_kind,
    list_notifications,
    unread_count,
)
from dealmecca.notifications.queries.outbox import OutboxState, dead_letters, outbox_state
from dealmecca.notifications.queries.people import active_user
from dealmecca.notifications.queries.preferences import channels_of

__all__ = [
    "Day", "OutboxState", "Told", "active_user", "by_day_and_kind", "channels_of", "dead_letters", "list_notifications",
    "outbox_state", "unread_count",
]  # fmt: skip
