"""Keeping the tags: another name, words that no longer mean one, and one tag made part of another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.locks import lock_until_commit
from dealmecca.forum.actions.tags import LONGEST, add_alias, tag_key
from dealmecca.forum.models import HiddenTag, PostTag, Tag, TagAlias
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.written_text import cleaned_line

ONLY = "Only moderators keep the tags."


@transaction.atomic
def rename_tag(*, actor: User, door: Door, tag: Tag, name: str) -> None:
    """The old name goes on meaning it. Raises ValidationError, and Conflict when the name means another tag."""
    require(can_moderate(actor), ONLY)
    name = cleaned_line(name, "name", LONGEST)
    if name == tag.name:
        return
    add_alias(actor=actor, tag=tag, text=name)
    Tag.objects.filter(pk=tag.pk).update(name=name)
    _write_down(actor, door, tag, {"name": (tag.name, name)})


@transaction.atomic
def remove_alias(*, actor: User, door: Door, tag: Tag, key: str) -> None:
    """A word means this tag no longer; whoever writes it next makes a new one. Raises Conflict for the tag's name."""
    require(can_moderate(actor), ONLY)
    lock_until_commit("forum tags")
    if key == tag_key(tag.name):
        raise Conflict("This is the tag's name: rename the tag first.")
    word = TagAlias.objects.filter(tag=tag, key=key).first()
    if word:
        word.delete()
        _write_down(actor, door, tag, {"word": (word.text, "")})


@transaction.atomic
def merge_tags(*, actor: User, door: Door, kept: Tag, dropped: Tag) -> int:
    """`dropped` ends: its words mean `kept`, its posts are of `kept`; how many those were. Cannot be taken back.

    What a person rejected stays rejected unless somebody said the other of the two.
    """
    require(can_moderate(actor), ONLY)
    lock_until_commit("forum tags")
    there = Tag.objects.in_bulk([kept.pk, dropped.pk])
    if kept.pk == dropped.pk:
        raise ValidationError({"into": ["This is the tag itself."]})
    if len(there) != 2:
        raise Conflict("One of the two tags is gone. Look again.")
    if kept.kind != dropped.kind:
        raise ValidationError({"into": ["A media type and a topic stay apart."]})
    rows = PostTag.objects.filter(tag=dropped)
    count = rows.count()
    both = PostTag.objects.filter(tag=kept, post__in=rows.values("post"))
    said = rows.filter(is_rejected=False, post__in=both.filter(is_rejected=True).values("post")).values_list("post")
    PostTag.objects.filter(tag=kept, post__in=list(said.values_list("post", flat=True))).update(is_rejected=False)
    rows.exclude(post__in=list(both.values_list("post", flat=True))).update(tag=kept)
    hidden = list(HiddenTag.objects.filter(tag=kept).values_list("user", flat=True))
    HiddenTag.objects.filter(tag=dropped).exclude(user__in=hidden).update(tag=kept)
    TagAlias.objects.filter(tag=dropped).update(tag=kept)
    Tag.objects.filter(pk=dropped.pk).delete()
    _write_down(actor, door, kept, {"merged": (dropped.name, kept.name)})
    return count


def _write_down(actor: User, door: Door, tag: Tag, fields: dict[str, tuple[str, str]]) -> None:
    record_changes(actor=actor, door=door, entries=[Entry("forum_tag", tag.pk, Verb.EDIT, fields, timezone.now())])
