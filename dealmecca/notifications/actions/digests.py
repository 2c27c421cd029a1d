"""Making one member's digest of one morning: once, and only a mail when there is something to tell."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.actions.outbox import send_mail_later
from dealmecca.notifications.composing import digest_mail
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Digest, Notification
from dealmecca.notifications.periods import Period
from dealmecca.notifications.queries.digests import Section, digest_rows, sections_of

KEPT = timedelta(days=60)


@transaction.atomic
def send_digest(
    *,
    user: User,
    period: Period,
    ranked: Callable[[User, list[Notification]], list[Notification]] | None = None,
    news: Callable[[User, Period], Sequence[Section]] | None = None,
) -> bool:
    """Whether a mail goes. A second worker, and a second run, find that it was made.

    `ranked` orders what waits, and leaves out what is no news any more: that waits for no later digest either.
    `news` gathers what is not told by notifications; it is asked for what came since the last digest, in the member's
    own name, so that nothing is told that the pages would not show them.
    """
    _, is_new = Digest.objects.get_or_create(
        user=user, cadence=period.cadence, day=period.day, defaults={"until": period.until}
    )
    if not is_new:
        return False
    rows = digest_rows(viewer=user, cadence=period.cadence, until=period.until)
    sections = [*sections_of(ranked(user, rows) if ranked else rows), *(news(user, period) if news else ())]
    if not sections:
        return False
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=timezone.now())
    Digest.objects.filter(user=user, cadence=period.cadence, day=period.day).update(is_sent=True)
    mail = digest_mail(user=user, cadence=period.cadence, sections=sections)
    send_mail_later(
        key=f"digest {period.cadence} {user.pk} {period.day}", user=user, subject=mail.subject, text=mail.text,
        html=mail.html, headers=mail.headers, kind=Kind.RECORD_NEWS,
    )  # fmt: skip
    return True


@transaction.atomic
def forget_old_digests() -> int:
    deleted, _ = Digest.objects.filter(day__lt=(timezone.now() - KEPT).date()).delete()
    return deleted
