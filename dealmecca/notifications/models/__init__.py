"""Tables of what members are told: notifications, the mail that leaves the house, and who wants which."""

from dealmecca.notifications.models.digests import Digest
from dealmecca.notifications.models.mails import Mail
from dealmecca.notifications.models.notifications import Notification
from dealmecca.notifications.models.preferences import Preference

__all__ = ["Digest", "Mail", "Notification", "Preference"]
