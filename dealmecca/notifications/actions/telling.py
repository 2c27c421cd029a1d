"""Telling members something. Knows no domain: whoever has something to say calls `notify`."""

from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Notification


@transaction.atomic
def notify(*, user: User, kind: Kind, key: str, sentence: str, link: str = "", details: str = "") -> None:
    """Tell a member once; in the caller's transaction, so that what is rolled back was never told.

    `key` names the occasion ("follow-up <id> <due day>"): the same key for the same user tells nothing new.
    `link` is a path on this site. `details` is plain text, shown below the sentence and in the mail.
    """
    if link and not (link.startswith("/") and not link.startswith(("//", "/\\"))):
        raise ValueError(f"{link!r} is no path on this site.")
    row = Notification(user=user, kind=kind, key=key, sentence=sentence[:300], link=link, details=details)
    Notification.objects.bulk_create([row], ignore_conflicts=True)
