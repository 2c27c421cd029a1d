"""Tables of what members are told: the notifications on the pages, and the mail that leaves the house."""

from dealmecca.notifications.models.mails import Mail
from dealmecca.notifications.models.notifications import Notification

__all__ = ["Mail", "Notification"]
