"""What an address or a body of the API names: a choice, a tag, an event; and the tags as a list."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.events.models import Event
from dealmecca.forum.models import Choice, Comment, HiddenTag, Post, Tag, TagAlias
from dealmecca.forum.queries.threads import Line, Mine, is_by_asker, my_votes
from dealmecca.forum.queries.whose import is_mine
from dealmecca.lib.text_keys import fold


def get_choice(*, viewer: User, post: Post, choice_id: str) -> Choice:
    """Raises Choice.DoesNotExist."""
    return Choice.objects.get(pk=choice_id, post__in=Post.objects.visible_to(viewer).filter(pk=post.pk))


def find_tag(*, viewer: User, text: str) -> Tag | None:
    """By id, by slug, or by any word for it. Two queries at most."""
    if not (viewer.is_authenticated and viewer.is_active) or "\0" in text:
        return None
    there = Tag.objects.filter(Q(pk=text) | Q(slug=text)).first()
    if there is None:
        alias = TagAlias.objects.filter(key=fold(text.lstrip("# "))[:60]).select_related("tag").first()
        there = alias.tag if alias else None
    return there


def get_tag(*, viewer: User, tag_id: str) -> Tag:
    """Raises ObjectDoesNotExist."""
    there = find_tag(viewer=viewer, text=tag_id)
    if there is None:
        raise ObjectDoesNotExist
    return there


def list_tags(
    *, viewer: User, kind: str = "", after: str = "", limit: int
) -> tuple[list[tuple[Tag, list[str], bool]], str | None]:
    """Tags by slug, each with its words and whether the viewer hides it; and where the next page begins.

    Three queries, whatever the number of tags.
    """
    if not (viewer.is_authenticated and viewer.is_active):
        return [], None
    rows = Tag.objects.filter(slug__gt=after).order_by("slug").prefetch_related("aliases")
    if kind:
        rows = rows.filter(kind=kind)
    found = list(rows[: limit + 1])
    hidden = set(HiddenTag.objects.visible_to(viewer).values_list("tag", flat=True))
    next_after = found[limit - 1].slug if len(found) > limit else None
    return [
        (tag, sorted(alias.text for alias in tag.aliases.all()), tag.pk in hidden) for tag in found[:limit]
    ], next_after


def words_and_hiding(*, viewer: User, tag: Tag) -> tuple[list[str], bool]:
    """Of one tag, as the list tells them. Two queries."""
    words = sorted(TagAlias.objects.filter(tag=tag.pk).values_list("text", flat=True))
    return words, HiddenTag.objects.visible_to(viewer).filter(tag=tag.pk).exists()


def event_called(*, viewer: User, key: str) -> Event | None:
    """By id or slug."""
    if "\0" in key:
        return None
    return Event.objects.visible_to(viewer).filter(Q(pk=key) | Q(slug=key)).first()


def line_of(*, viewer: User, comment: Comment, mine: Mine) -> Line:
    """One comment as a thread shows it. One query beside those of `mine`."""
    return Line(
        comment,
        is_mine(viewer, comment, mine.handle),
        my_votes(viewer=viewer, comments=[comment]).get(comment.pk, 0),
        mine.read_number is not None and comment.number > mine.read_number,
        is_by_asker(comment, comment.post),
    )
