"""Looking behind a handle: one admin asks and says why, another agrees, and the author hears of it a week later.

docs/decisions/0018-unmasking.md says against whom each of these rules stands.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.rows import locked_comment, locked_post
from dealmecca.forum.models import Comment, Post, SealedAuthor, Unmasking
from dealmecca.forum.permissions import can_unmask, require
from dealmecca.forum.queries.unmasking import is_settled_admin
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.notifications.actions import tell_on_pages
from dealmecca.notifications.kinds import Kind

LEAST, MOST = 20, 1_000  # characters of a reason
TELL_AFTER = timedelta(days=7)
ONLY = "Only admins look behind a handle, and only two together."
OWN = "This is your own handle: two other admins decide about it."
DECIDED = "This was decided in the meantime. Look again."


@transaction.atomic
def ask_to_unmask(*, actor: User, door: Door, item: Post | Comment, reason: str) -> Unmasking:
    """The open question about the handle of a post or comment; nobody learns anything by it. Raises Conflict."""
    require(can_unmask(actor), ONLY)
    reason = one_line(reason)
    if not LEAST <= len(reason) <= MOST:
        raise ValidationError({"reason": [f"Say why in {LEAST} to {MOST:,} characters: the author reads it later."]})
    post = locked_post(item if isinstance(item, Post) else item.post, even_hidden=True)
    row = post if isinstance(item, Post) else locked_comment(item, even_hidden=True)
    if not row.is_anonymous:
        raise Conflict("This was written under a name.")
    _refuse_own(actor, post, row.handle)
    try:
        with transaction.atomic():
            asked = Unmasking.objects.create(post=post, handle=row.handle, reason=reason, asked_by=actor)
    except IntegrityError:
        raise Conflict("Somebody asked about this handle already, and another admin has yet to decide.") from None
    _write_down(actor, door, asked, Verb.CREATE, {"handle": ("", asked.handle), "reason": ("", reason)})
    return asked


@transaction.atomic
def agree_to_unmask(*, actor: User, door: Door, unmasking: Unmasking) -> Unmasking:
    """From now on the two read who it is, for a day. Raises Conflict."""
    row = _open(actor, unmasking)
    if row.asked_by_id == actor.pk:
        raise Conflict("You asked: another admin has to agree.")
    _refuse_own(actor, row.post, row.handle)
    if not (is_settled_admin(actor) and is_settled_admin(User.objects.get(pk=row.asked_by_id))):
        raise Conflict("Both of you must be admins, and have been for a week.")
    now = timezone.now()
    row.agreed_by, row.agreed_at, row.tell_at = actor, now, now + TELL_AFTER
    row.save(update_fields=["agreed_by", "agreed_at", "tell_at"])
    _write_down(actor, door, row, Verb.EDIT, {"agreed": ("", row.handle)})
    return row


@transaction.atomic
def refuse_to_unmask(*, actor: User, door: Door, unmasking: Unmasking) -> Unmasking:
    """By another admin; who asked withdraws by the same. Nobody learns anything. Raises Conflict."""
    row = _open(actor, unmasking)
    if row.asked_by_id != actor.pk:
        _refuse_own(actor, row.post, row.handle)
    row.refused_by, row.refused_at = actor, timezone.now()
    row.save(update_fields=["refused_by", "refused_at"])
    word = "withdrawn" if row.asked_by_id == actor.pk else "refused"
    _write_down(actor, door, row, Verb.EDIT, {word: ("", row.handle)})
    return row


def tell_unmasked() -> None:
    """The timed job: each author who was looked up hears of it once, on the pages only."""
    due = Unmasking.objects.filter(told_at=None, tell_at__lte=timezone.now()).order_by("tell_at", "pk")
    for key in list(due.values_list("pk", flat=True)):
        _tell(key)


@transaction.atomic
def _tell(key: str) -> None:
    row = Unmasking.objects.select_for_update(of=("self",), no_key=True).select_related("post").get(pk=key)
    if row.told_at is not None:
        return
    there = SealedAuthor.objects.filter(post=row.post_id, handle=row.handle).select_related("user").first()
    if there is not None:
        tell_on_pages(
            user=there.user, kind=Kind.MODERATION, key=f"forum unmasking {row.pk}",
            sentence=f"Two admins looked up who wrote as {row.handle} in “{row.post.title}”"[:300],
            details=f"A week ago they learned that it was you. Their reason: {row.reason}",
        )  # fmt: skip
    row.told_at = timezone.now()
    row.save(update_fields=["told_at"])


def _open(actor: User, unmasking: Unmasking) -> Unmasking:
    require(can_unmask(actor), ONLY)
    row = Unmasking.objects.select_for_update(of=("self",), no_key=True).select_related("post").get(pk=unmasking.pk)
    if row.agreed_at is not None or row.refused_at is not None:
        raise Conflict(DECIDED)
    return row


def _refuse_own(actor: User, post: Post, handle: str) -> None:
    """Only the author's own request is refused so, and nothing is written: nobody else sees that it was tried."""
    if SealedAuthor.objects.filter(post=post, handle=handle, user=actor).exists():
        raise Conflict(OWN)


def _write_down(actor: User, door: Door, row: Unmasking, verb: Verb, fields: dict[str, tuple[str, str]]) -> None:
    record_changes(actor=actor, door=door, entries=[Entry("unmasking", row.pk, verb, fields, timezone.now())])
