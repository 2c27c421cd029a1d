"""Putting mail into the outbox, trying dead letters again, forgetting what is old."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.models import Mail
from dealmecca.notifications.models.mails import give_up_at
from dealmecca.notifications.permissions import can_keep_outbox, require

KEPT_SENT = timedelta(days=40)  # longer than any occasion that is asked for again: its key keeps it from going twice
KEPT_DEAD = timedelta(days=90)
LONGEST_SUBJECT = 300


@transaction.atomic
def send_mail_later(
    *,
    key: str,
    subject: str,
    text: str,
    user: User | None = None,
    address: str = "",
    kind: str = "",
    html: str = "",
    headers: Mapping[str, str] | None = None,
    sender: str = "",
) -> None:
    """Have one mail sent, in the caller's transaction: what is rolled back is never sent.

    It goes to `address`, or to wherever `user` is reached when it is sent. `key` names the occasion, for all users
    together ("digest <user> <day>"): the same key again sends nothing more. It arrives at least once; should the mail
    server take it twice, both copies carry one Message-ID.
    """
    if user and not user.is_active:
        return
    row = Mail(
        user=user, address=address, sender=sender, kind=kind, key=key, subject=one_line(subject), text=text, html=html,
        headers=dict(headers or {}),
    )  # fmt: skip
    Mail.objects.bulk_create([row], ignore_conflicts=True)


def one_line(text: str) -> str:
    """A subject cannot hold line breaks: what follows one would be read as another header."""
    return " ".join(text.split())[:LONGEST_SUBJECT]


@transaction.atomic
def retry_mails(*, actor: User | None, mail_ids: Collection[str] | None = None) -> int:
    """Put dead letters back into the outbox, all when none are named; returns how many. Twice is once."""
    require(can_keep_outbox(actor), "Only admins send mail again.")
    wanted = Q() if mail_ids is None else Q(pk__in=mail_ids)
    return Mail.objects.dead().filter(wanted).update(
        failed_at=None, next_try_at=timezone.now(), give_up_at=give_up_at(), tries=0
    )  # fmt: skip


@transaction.atomic
def forget_old_mails() -> int:
    now = timezone.now()
    old = Q(sent_at__lt=now - KEPT_SENT) | Q(failed_at__lt=now - KEPT_DEAD)
    deleted, _ = Mail.objects.filter(old).delete()
    return deleted
