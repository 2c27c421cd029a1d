"""Correcting what the machine found in a post: what a person rejected, added or wrote, it does not touch again.

The rows say that a person did it and not who, nor when: of an anonymous post, that could be its author alone.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.forum.actions.later import after_writing
from dealmecca.forum.actions.rows import locked_post
from dealmecca.forum.actions.tags import tags_called
from dealmecca.forum.models import CompanyMention, ContactMention, Post, PostTag
from dealmecca.forum.moments import id_for
from dealmecca.forum.permissions import can_correct, can_moderate, require
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.written_text import cleaned_text

SUMMARY = 1_000  # longest, in characters
_TABLES: dict[str, Any] = {"company": CompanyMention, "contact": ContactMention, "tag": PostTag}
_KNOWN: dict[str, Any] = {"company": Company, "contact": Contact}


@transaction.atomic
def reject_found(*, actor: User, post: Post, kind: str, key: str) -> None:
    """It is not about this `kind` (company, contact, tag). Raises Conflict for what the text itself names."""
    row = _open(actor, post)
    rows = _rows(row, kind, key)
    found = rows.first()
    if found is None:
        raise Conflict("This is no longer there. Look again.")
    if kind != "tag" and found.source == "AUTHOR":
        raise Conflict("The text itself names this: change the text instead.")
    rows.update(is_rejected=True)


@transaction.atomic
def restore_found(*, actor: User, post: Post, kind: str, key: str) -> None:
    """It is about this after all."""
    _rows(_open(actor, post), kind, key).update(is_rejected=False)


@transaction.atomic
def add_found(*, actor: User, post: Post, kind: str, key: str) -> None:
    """It is about this company or person, too. Raises ValidationError."""
    row = _open(actor, post)
    table, known = _TABLES.get(kind), _KNOWN.get(kind)
    if table is None or known is None or not known.objects.visible_to(actor).filter(pk=key.replace("\0", "")).exists():
        raise ValidationError({"name": ["There is no such company or person."]})
    _put(table, row, **{f"{kind}_id": key, "comment": None})


@transaction.atomic
def add_tag(*, actor: User, post: Post, text: str, kind: str = "TOPIC") -> None:
    """It has this tag, too; a new word becomes a tag. Raises ValidationError."""
    row = _open(actor, post)
    tags = tags_called([text], kind, "name")
    if not tags:
        raise ValidationError({"name": ["Write a tag first."]})
    _put(PostTag, row, tag_id=tags[0].pk)


@transaction.atomic
def correct_summary(*, actor: User, post: Post, text: str) -> None:
    """These words instead of the machine's; without words there is none. Raises ValidationError."""
    row = _open(actor, post)
    row.ai_summary = cleaned_text(text, "summary", SUMMARY) if text.strip() else ""
    row.is_summary_corrected = True
    row.save(update_fields=["ai_summary", "is_summary_corrected"])


@transaction.atomic
def restore_summary(*, actor: User, post: Post) -> None:
    """The machine's words again, as soon as it read the post anew."""
    row = _open(actor, post)
    if not row.is_summary_corrected:
        return
    row.is_summary_corrected, row.ai_summary, row.ai_processed_at = False, "", None
    row.save(update_fields=["is_summary_corrected", "ai_summary", "ai_processed_at"])
    after_writing(row, is_new=False)


def _open(actor: User, post: Post) -> Post:
    row = locked_post(post)
    require(can_correct(actor, row), "Only who wrote this and moderators may correct what was found in it.")
    if row.is_locked and not can_moderate(actor):
        raise Conflict("This thread is locked: nothing in it can be changed.")
    return row


def _rows(post: Post, kind: str, key: str) -> Any:
    if kind not in _TABLES:
        raise ValidationError({"kind": ["Name a company, a contact or a tag."]})
    of_post = {} if kind == "tag" else {"comment": None}
    return _TABLES[kind].objects.filter(post=post, **of_post, **{kind: key.replace("\0", "")})


def _put(table: Any, post: Post, **about: Any) -> None:
    row = table(id=id_for(is_anonymous=post.is_anonymous), post=post, source="PERSON", **about)
    table.objects.bulk_create([row], ignore_conflicts=True)
    table.objects.filter(post=post, **about).update(is_rejected=False)
