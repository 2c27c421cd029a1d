"""News: what others changed on the records that somebody follows, since they last looked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.following.models import Follow, LastLook
from dealmecca.following.queries.feed import Item, group_of, items_of, rows_of
from dealmecca.following.queries.follows import followed_scope
from dealmecca.history.models import Change
from dealmecca.search.criteria import Count

COUNTED = 200  # rows of history read


@dataclass(frozen=True)
class News:
    """`items` are the newest of `count`; `is_following` tells two kinds of nothing apart."""

    items: list[Item]
    count: Count
    since: datetime | None
    is_following: bool


def news_for(*, viewer: User, limit: int = 5) -> News:
    """What others did since the viewer last looked. The number of queries does not depend on it."""
    look = _look(viewer)
    if look is None or not Follow.objects.visible_to(viewer).exists():
        return News([], Count(0), None, False)
    scope = followed_scope(viewer=viewer)
    others = Q(actor=None) | ~Q(actor=viewer)
    rows = rows_of(scope, COUNTED, limits=others, since=look.seen_until)
    groups: dict[tuple[object, ...], list[Change]] = {}
    for row in rows:
        groups.setdefault(group_of(row), []).append(row)
    items = items_of(list(groups.values())[:limit], viewer, scope, look.seen_until)
    return News(items, Count(len(groups), len(rows) == COUNTED), look.seen_until, True)


def changes_between(*, viewer: User, since: datetime, until: datetime, limit: int) -> tuple[list[Item], Count]:
    """What others did after `since` and before `until` and the viewer was not shown: the newest, and how many."""
    look = _look(viewer)
    if look is None:
        return [], Count(0)
    since = max(since, look.seen_until)
    scope = followed_scope(viewer=viewer)
    wanted = (Q(actor=None) | ~Q(actor=viewer)) & Q(at__lt=until)
    rows = rows_of(scope, COUNTED, limits=wanted, since=since, until=until)
    groups: dict[tuple[object, ...], list[Change]] = {}
    for row in rows:
        groups.setdefault(group_of(row), []).append(row)
    items = items_of(list(groups.values())[:limit], viewer, scope, since)
    return items, Count(len(groups), len(rows) == COUNTED)


def marked_since(*, viewer: User) -> datetime | None:
    """What came after this is marked as new on a page shown now; None for who never followed anything."""
    look = _look(viewer)
    return look.marked_since if look else None


def _look(viewer: User) -> LastLook | None:
    return LastLook.objects.filter(user=viewer).first() if viewer.is_authenticated and viewer.sees_own else None
