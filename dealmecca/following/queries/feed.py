"""The feed: what changed on the records that somebody follows, newest first, one item for one action."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from dealmecca.accounts.models import User
from dealmecca.directory.change_words import DOORS, line_words, who_made
from dealmecca.following.queries.follows import Record, Scope, followed_scope, records_named
from dealmecca.history.models import Change, Door, Verb
from dealmecca.lib.cursors import decode_cursor, encode_cursor

PER_ITEM = 4  # rows of history read for each item wanted: one action may touch several followed records
WEEK = timedelta(days=7)
EARLIEST = 2000  # no change is older
MOVE = ("company", "title")


@dataclass(frozen=True)
class Line:
    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Part:
    """What one record was told: `did` for a record that was added or deleted, else lines."""

    record: Record
    did: str
    lines: list[Line]


@dataclass(frozen=True)
class Item:
    """One action; `by` says the door where that matters."""

    at: datetime
    who: str
    by: str
    verb: Verb
    is_own: bool
    is_new: bool
    parts: list[Part]


@dataclass(frozen=True)
class Feed:
    """`newest_at` is how far somebody has read who has seen this page."""

    items: list[Item]
    next_cursor: str | None
    newest_at: datetime | None


def feed_for(*, viewer: User, after: str | None = None, limit: int = 30, new_since: datetime | None = None) -> Feed:
    """A page of the feed. What others did after `new_since` is new. Raises ValueError for a broken cursor."""
    scope = followed_scope(viewer=viewer)
    until, limits = _before(after) if after else (None, Q())
    rows = rows_of(scope, limit * PER_ITEM + 1, limits=limits, until=until)
    groups, is_cut = _groups(rows, limit, len(rows) > limit * PER_ITEM)
    last = groups[-1][-1] if groups else None
    return Feed(
        items=items_of(groups, viewer, scope, new_since),
        next_cursor=encode_cursor([last.at.isoformat(), last.pk]) if last and is_cut else None,
        newest_at=rows[0].at if rows else None,
    )


def rows_of(
    scope: Scope, count: int, *, limits: Q, until: datetime | None = None, since: datetime | None = None
) -> list[Change]:
    """At most `count` rows of history that belong into the feed, newest first. Six queries at most.

    A busy feed has enough in the last week before `until`; only a quiet one is read from its beginning.
    """
    week = (until or timezone.now()) - WEEK
    rows = _rows_after(max(week, since) if since else week, scope, count, limits)
    if len(rows) < count and (since is None or since < week):
        rows = _rows_after(since, scope, count, limits)
    return rows


def _rows_after(since: datetime | None, scope: Scope, count: int, limits: Q) -> list[Change]:
    limits = limits & Q(at__gt=since) if since else limits
    found = [*_newest("company", scope.companies, limits, count), *_newest("contact", scope.contacts, limits, count)]
    found = sorted(found, key=_place, reverse=True)[:count]
    # Of people who handle a followed account only the moves are of interest, and no older ones than fit here.
    moves = limits & Q(fields__has_key="company", verb=Verb.EDIT)
    if len(found) == count:
        moves &= Q(at__gte=found[-1].at)
    others = set(scope.handlers) - set(scope.contacts)
    return sorted([*found, *_newest("contact", others, moves, count)], key=_place, reverse=True)[:count]


def items_of(groups: Sequence[Sequence[Change]], viewer: User, scope: Scope, new_since: datetime | None) -> list[Item]:
    """The groups in words, without what the viewer may not see. Three queries at most."""
    keys = {(row.record_kind, row.record_id) for group in groups for row in group}
    records = records_named(viewer=viewer, keys=keys) if keys else {}
    followed = {*scope.companies, *scope.contacts}
    items = []
    for group in groups:
        told: dict[Record, list[Part]] = {}
        for row in reversed(group):  # an action tells what ended before what began
            record = records.get((row.record_kind, row.record_id))
            if record:
                told.setdefault(record, []).append(_part(viewer, row, record, row.record_id in followed))
        parts = _in_account_words([_together(parts) for parts in told.values()])
        if parts:
            row = group[0]
            is_own = row.actor_id == viewer.pk
            is_new = new_since is not None and row.at > new_since and not is_own
            by = DOORS.get(Door(row.door), "")
            items.append(Item(row.at, who_made(row, viewer), by, Verb(row.verb), is_own, is_new, parts))
    return items


def group_of(row: Change) -> tuple[object, ...]:
    """Rows of one action share their instant. An import writes many records in one: there each stands for itself."""
    return (row.at, row.actor_id, row.door, row.record_id if row.batch else "")


def _groups(rows: Sequence[Change], limit: int, is_cut: bool) -> tuple[list[list[Change]], bool]:
    """Up to `limit` whole groups in order, and whether there is more."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for row in rows:
        key = group_of(row)
        if key not in groups and len(groups) == limit:
            return list(groups.values()), True
        groups.setdefault(key, []).append(row)
    if is_cut and len(groups) > 1:
        groups.popitem()  # the rest of it may be among the rows that were not read
    return list(groups.values()), is_cut


def _newest(kind: str, ids: Collection[str], wanted: Q, count: int) -> list[Change]:
    """The rows are chosen in the index alone, and only those are read."""
    if not ids:
        return []
    chosen = Change.objects.filter(wanted, record_kind=kind, record_id__in=ids).newest_first()[:count]
    return list(Change.objects.filter(pk__in=chosen.values("pk")).select_related("actor"))


def _place(row: Change) -> tuple[datetime, int]:
    return (row.at, row.pk)


def _part(viewer: User, row: Change, record: Record, is_followed: bool) -> Part:
    if row.verb != Verb.EDIT:
        return Part(record, "was added" if row.verb == Verb.CREATE else "was deleted", [])
    fields = row.fields if is_followed else {name: row.fields[name] for name in MOVE if name in row.fields}
    return Part(record, "", [Line(*words) for words in line_words(viewer, row.record_kind, fields)])


def _together(parts: Sequence[Part]) -> Part:
    """All that one record was told."""
    return Part(parts[0].record, parts[-1].did, [line for part in parts for line in part.lines])


def _in_account_words(parts: list[Part]) -> list[Part]:
    """The advertiser's wording says all that the agency's and the person's say."""
    parts = [part for part in parts if part.did or part.lines]
    for is_best in (
        lambda record: record.kind == "company" and not record.is_agency,
        lambda record: record.kind == "company",
    ):
        best = [part for part in parts if is_best(part.record)]
        if best:
            return best
    return parts


def _before(cursor: str) -> tuple[datetime, Q]:
    at, key = decode_cursor(cursor, (str, int))
    try:
        moment = parse_datetime(str(at))
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment) or moment.year < EARLIEST:
        raise ValueError("This cursor is not one that we handed out. Leave it out to start from the first page.")
    return moment, Q(at__lte=moment) & (Q(at__lt=moment) | Q(at=moment, pk__lt=key))
