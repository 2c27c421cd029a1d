"""Telling members something. Knows no domain: whoever has something to say calls `notify`."""

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.actions.outbox import send_mail_later
from dealmecca.notifications.composing import notice_mail
from dealmecca.notifications.kinds import DIGESTS, Cadence, Kind
from dealmecca.notifications.models import Notification
from dealmecca.notifications.queries.preferences import channels_of


@transaction.atomic
def notify(*, user: User, kind: Kind, key: str, sentence: str, link: str = "", details: str = "") -> None:
    """Tell a member once; in the caller's transaction, so that what is rolled back was never told.

    `key` names the occasion ("follow-up <id> <due day>"): the same key for the same user tells nothing new.
    `link` is a path on this site. `details` is plain text, shown below the sentence and in the mail.
    On the pages, by mail at once, or in a digest: as the member chose.
    """
    if link and not (link.startswith("/") and not link.startswith(("//", "/\\"))):
        raise ValueError(f"{link!r} is no path on this site.")
    in_app, mail = channels_of(viewer=user)[kind]
    if not user.is_active or not (in_app or mail != Cadence.NEVER):
        return
    if Notification.objects.filter(user=user, key=key).exists():
        return
    now, sentence = timezone.now(), sentence[:300]
    row = Notification(
        user=user, kind=kind, key=key, sentence=sentence, link=link, details=details, created_at=now,
        is_shown=in_app, read_at=None if in_app else now, mail_by=mail if mail in DIGESTS else "",
    )  # fmt: skip
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    if mail == Cadence.NOW:
        words = notice_mail(user=user, kind=kind, sentence=sentence, details=details, link=link)
        send_mail_later(
            key=f"notice {user.pk} {key}", user=user, kind=kind, subject=words.subject, text=words.text,
            headers=words.headers,
        )  # fmt: skip


@transaction.atomic
def tell_on_pages(*, user: User, kind: Kind, key: str, sentence: str, details: str = "") -> None:
    """Tell a member once, in the centre whatever they chose, and by no mail: for what no mailbox should hold."""
    row = Notification(
        user=user, kind=kind, key=key, sentence=sentence[:300], details=details, created_at=timezone.now(),
        is_shown=True, mail_by="",
    )  # fmt: skip
    Notification.objects.bulk_create([row], ignore_conflicts=True)
