"""Everything about one person or company in the order of time: one's own and the team's work, and what the record was.

Each kind is asked for at most one page, so that the number of queries and rows does not depend on how much there is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, DealChange, FollowUp, Note
from dealmecca.crm.queries.entries import met_rows
from dealmecca.crm.vocabularies import STATUS
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change

PAGE = 30


@dataclass(frozen=True)
class Line:
    """`row` is an Interaction, Note, FollowUp, DealChange or Change, as `what` says."""

    what: str
    at: datetime
    id: str
    row: Any

    @property
    def is_own_work(self) -> bool:
        return self.what != "change"

    @property
    def old_status(self) -> str:
        return STATUS.label(self.row.old)

    @property
    def new_status(self) -> str:
        return STATUS.label(self.row.new)


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    next_after: tuple[str, str, str] | None  # moment, what, id of the last line


@dataclass(frozen=True)
class _Source:
    """One kind of line: its rows, and the column that says when."""

    what: str
    rows: Callable[[User, Contact | Company], QuerySet[Any]]
    at: str


def timeline_of(
    *, viewer: User, record: Contact | Company, after: tuple[str, str, str] | None = None, limit: int = PAGE
) -> Page:
    """Newest first. One query a kind, whatever is in it, and one for who took part."""
    lines: list[Line] = []
    for source in _SOURCES:
        rows = _after(source, source.rows(viewer, record), after)
        for row in rows.order_by(f"-{source.at}", "-pk")[: limit + 1]:
            lines.append(Line(source.what, getattr(row, source.at), str(row.pk), row))
    lines.sort(key=_place, reverse=True)
    page = lines[:limit]
    last = page[-1] if len(lines) > limit else None
    return Page(page, (last.at.isoformat(), last.what, last.id) if last else None)


def cursor_values(values: list[str | int]) -> tuple[str, str, str]:
    """What a cursor holds, checked. Raises ValueError."""
    at, what, key = (str(value) for value in values)
    moment = parse_datetime(at)
    if moment is None or moment.tzinfo is None or what not in _RANKS or (what == "change" and not key.isdecimal()):
        raise ValueError("This cursor is not one that we handed out. Leave it out to start from the first page.")
    return at, what, key


def _place(line: Line) -> tuple[datetime, int, Any]:
    return line.at, _RANKS[line.what], int(line.id) if line.what == "change" else line.id


def _after(source: _Source, rows: QuerySet[Any], after: tuple[str, str, str] | None) -> QuerySet[Any]:
    """Those that come after the last line shown, in the order of moment, kind and id."""
    if after is None:
        return rows
    at, what, key = after
    later = Q(**{f"{source.at}__lt": at})
    if _RANKS[source.what] < _RANKS[what]:
        later |= Q(**{source.at: at})
    elif source.what == what:
        later |= Q(**{source.at: at, "pk__lt": key})
    return rows.filter(later)


def _interactions(viewer: User, record: Contact | Company) -> QuerySet[Any]:
    return met_rows(viewer, record).select_related("user").prefetch_related("people")


def _notes(viewer: User, record: Contact | Company) -> QuerySet[Any]:
    return Note.objects.visible_to(viewer).filter(_about(record)).select_related("user")


def _done(viewer: User, record: Contact | Company) -> QuerySet[Any]:
    rows = FollowUp.objects.visible_to(viewer).filter(_about(record), done_at__isnull=False)
    return rows.select_related("user", "done_by")


def _steps(viewer: User, record: Contact | Company) -> QuerySet[Any]:
    deals = Deal.objects.visible_to(viewer).filter(_about(record))
    return DealChange.objects.filter(deal__in=deals).select_related("user", "deal")


def _changes(viewer: User, record: Contact | Company) -> QuerySet[Any]:
    """The caller has checked that the viewer may see the record."""
    return Change.objects.of(str(record._meta.model_name), record.pk).select_related("actor")


def _about(record: Contact | Company) -> Q:
    return Q(contact=record) if isinstance(record, Contact) else Q(company=record)


_SOURCES = (
    _Source("change", _changes, "at"),
    _Source("deal", _steps, "at"),
    _Source("follow_up", _done, "done_at"),
    _Source("note", _notes, "created_at"),
    _Source("interaction", _interactions, "happened_at"),
)
_RANKS = {source.what: rank for rank, source in enumerate(_SOURCES)}
