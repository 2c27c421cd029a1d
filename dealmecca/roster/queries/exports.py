"""Whole tables as rows of text, one after the other: what `dealmecca export` writes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from dealmecca.directory.models import Company, Contact, Position
from dealmecca.roster.models import (
    Duty,
    DutyWord,
    Evidence,
    Handling,
    Membership,
    Partnership,
    ReportingLine,
    Team,
)

AT_ONCE = 2_000

OnDay = Callable[[QuerySet[Any], date], QuerySet[Any]]


def _spell(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def _spell_in_job(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return _spell(rows, day).filter(Q(position__until=None) | Q(position__until__gt=day))


def _held(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return _spell_in_job(rows, day).filter(folded_into=None)


def _said(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=day), said_on__lte=day)


@dataclass(frozen=True)
class Export:
    """A table with all its columns, and the names of what its ids point to; `on_day` keeps what held on a day."""

    model: type[Model]
    names: tuple[str, ...] = ()
    on_day: OnDay | None = None

    @property
    def columns(self) -> list[str]:
        return [*(field.attname for field in self.model._meta.concrete_fields), *self.names]


_PERSON = ("contact__first_name", "contact__last_name")
EXPORTS = {
    "handlings": Export(Handling, (*_PERSON, "position__company_id", "account__name", "duty__name"), _held),
    "evidence": Export(Evidence, on_day=_said),
    "partnerships": Export(Partnership, ("agency__name", "advertiser__name"), _spell),
    "positions": Export(Position, (*_PERSON, "company__name"), _spell),
    "teams": Export(Team, ("company__name", "account__name"), _spell),
    "memberships": Export(Membership, ("team__name", *_PERSON, "role__name", "duty__name"), _spell_in_job),
    "reporting-lines": Export(
        ReportingLine, (*_PERSON, "manager__contact__first_name", "manager__contact__last_name"), _spell_in_job
    ),
    "duties": Export(Duty),
    "duty-words": Export(DutyWord, ("duty__name",)),
    "companies": Export(Company),
    "contacts": Export(Contact, ("company__name",)),
}


def export_rows(what: str, *, day: date | None = None) -> Iterator[list[str]]:
    """The names of the columns, then every row by id, as text; on that day, or all that was ever recorded.

    For the operator: evidence names its members. Raises ValueError for a day of what has no days.
    """
    export = EXPORTS[what]
    rows: QuerySet[Any] = export.model._default_manager.order_by("pk")
    if day:
        if export.on_day is None:
            raise ValueError(f"{what} have no days: leave --as-of out.")
        rows = export.on_day(rows, day)
    return _texts(rows, export.columns)


def _texts(rows: QuerySet[Any], columns: Sequence[str]) -> Iterator[list[str]]:
    yield [column.replace("__", "_") for column in columns]
    for row in rows.values_list(*columns).iterator(chunk_size=AT_ONCE):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return "" if value is None else str(value)
