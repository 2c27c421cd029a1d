"""Telling members something, and the mail that goes with it."""

from dealmecca.notifications.actions.digests import forget_old_digests, send_digest
from dealmecca.notifications.actions.outbox import forget_old_mails, retry_mails, send_mail_later
from dealmecca.notifications.actions.preferences import restore_mail, set_preferences, stop_mail
from dealmecca.notifications.actions.reading import mark_all_read, mark_read
from dealmecca.notifications.actions.telling import notify, tell_on_pages

__all__ = [
    "forget_old_digests", "forget_old_mails", "mark_all_read", "mark_read", "notify", "restore_mail", "retry_mails",
    "send_digest", "send_mail_later", "set_preferences", "stop_mail", "tell_on_pages",
]  # fmt: skip
