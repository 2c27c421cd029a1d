"""Tags of posts: any word for a tag finds it, and a new one is made by whoever first writes it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.database.locks import lock_until_commit
from dealmecca.forum.models import Post, PostTag, Tag, TagAlias
from dealmecca.forum.moments import id_for, moment_for
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.text_keys import fold, plain_words
from dealmecca.lib.visible_text import one_line

MOST, LONGEST = 8, 40


def tag_key(text: str) -> str:
    return fold(text.lstrip("# "))[:60]


def set_tags(post: Post, tags: Sequence[str] | None, media_types: Sequence[str] | None) -> None:
    """Make these the tags that its author gave; None leaves a kind as it is. Raises ValidationError."""
    for kind, texts, field in (("TOPIC", tags, "tags"), ("MEDIA", media_types, "media_types")):
        if texts is None:
            continue
        wanted = tags_called(texts, kind, field)
        mine = PostTag.objects.filter(post=post, tag__kind=kind)
        mine.filter(source="AUTHOR", is_rejected=False).exclude(tag__in=wanted).delete()
        mine.filter(tag__in=wanted).update(source="AUTHOR", confidence=1.0, is_rejected=False)
        rows = (PostTag(id=id_for(is_anonymous=post.is_anonymous), post=post, tag=tag) for tag in wanted)
        PostTag.objects.bulk_create(rows, ignore_conflicts=True)


def tags_called(texts: Sequence[str], kind: str, field: str) -> list[Tag]:
    """The tags of these words, each once; new words become tags of this kind. Raises ValidationError."""
    by_key = {key: text for text in map(one_line, texts) if (key := tag_key(text))}
    if len(by_key) > MOST:
        raise ValidationError({field: [f"{MOST} are the most."]})
    for text in by_key.values():
        if len(text) > LONGEST:
            raise ValidationError({field: [f"“{text[:LONGEST]}…” is too long: {LONGEST} characters are the most."]})
    known = {row.key: row.tag for row in TagAlias.objects.filter(key__in=by_key).select_related("tag")}
    found = [known.get(key) or _new_tag(key, text.lstrip("# "), kind) for key, text in by_key.items()]
    return list({tag.pk: tag for tag in found}.values())


@transaction.atomic
def add_alias(*, actor: User, tag: Tag, text: str) -> None:
    """Another word for a tag. Raises Conflict when it means another one."""
    require(can_moderate(actor), "Only moderators keep the tags.")
    key = tag_key(one_line(text))
    if not key or len(one_line(text)) > LONGEST:
        raise ValidationError({"text": [f"Give a word of at most {LONGEST} characters."]})
    lock_until_commit("forum tags")
    there = TagAlias.objects.filter(key=key).select_related("tag").first()
    if there and there.tag_id != tag.pk:
        raise Conflict(f"“{there.text}” is a word for “{there.tag.name}”.")
    if not there:
        TagAlias.objects.create(key=key, text=one_line(text)[:60], tag=tag)


def _new_tag(key: str, text: str, kind: str) -> Tag:
    lock_until_commit("forum tags")
    there = TagAlias.objects.filter(key=key).select_related("tag").first()  # by somebody else, just now
    if there:
        return there.tag
    slug = stem = ("-".join(plain_words(text)) or "tag")[:50]
    number = 1
    while Tag.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    # Of each tag only the hour is kept: that it is new would tell the minute of the anonymous post that brought it.
    tag = Tag.objects.create(
        id=id_for(is_anonymous=True), name=text[:60], slug=slug, kind=kind, created_at=moment_for(is_anonymous=True)
    )
    TagAlias.objects.create(key=key, text=text[:60], tag=tag)
    return tag
