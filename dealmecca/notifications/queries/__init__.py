"""Named reads of what members are told and of the outbox; each starts from the viewer."""

from dealmecca.notifications.queries.centre import (
    Day,
    Told,
    by_day_and_kind,
    list_notifications,
    unread_count,
)
from dealmecca.notifications.queries.digests import (
    Line,
    Section,
    digest_rows,
    sections_of,
    told_since,
    users_due,
    users_waiting,
    users_who_want_news,
)
from dealmecca.notifications.queries.outbox import OutboxState, dead_letters, outbox_state
from dealmecca.notifications.queries.people import active_user
from dealmecca.notifications.queries.preferences import channels_of

__all__ = [
    "Day", "Line", "OutboxState", "Section", "Told", "active_user", "by_day_and_kind", "channels_of", "dead_letters",
    "digest_rows", "list_notifications", "outbox_state", "sections_of", "told_since", "unread_count", "users_due",
    "users_waiting", "users_who_want_news",
]  # fmt: skip
