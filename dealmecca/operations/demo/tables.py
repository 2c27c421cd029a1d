"""From plain rows to tables and back to nothing: the one place that knows which of them hold demo data, in order."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from dealmecca.crm.models import Deal, FollowUp, Interaction, InteractionContact, LeadScore, Note, RecordView
from dealmecca.database.bulk import insert_rows
from dealmecca.directory.models import FormerTitle, Move, Position, RecordEvidence
from dealmecca.events.models import Event, Suggestion
from dealmecca.forum.models import Category, Post, Tag, TextLine
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Change, Door, Verb
from dealmecca.operations.demo.roster_rows import DemoRoster
from dealmecca.outlook.models import Calibration, PlanningDate, RoutingRule
from dealmecca.quality.models import DuplicatePair, DuplicatePass, QualitySnapshot, RecordMerge
from dealmecca.roster.models import Evidence, Handling, Membership, Partnership, ReportingLine, Team

AT_ONCE = 5_000
AT_ONCE_BY_KEY = 400
Report = Callable[[str, int, int], None]

# Each after those that it refers to. Another domain's tables go below: what is written last is cleared first.
TABLES: tuple[type[models.Model], ...] = (
    QualitySnapshot, DuplicatePair, DuplicatePass, RecordMerge,
    RecordEvidence,
    Position, FormerTitle, Move, Partnership, Handling, Evidence, Team, Membership, ReportingLine,
    Calibration, PlanningDate, RoutingRule,
    Interaction, InteractionContact, FollowUp, Note, Deal, LeadScore, RecordView,
    Event, Suggestion, Tag, Post,
)  # fmt: skip


def write_roster(roster: DemoRoster, report: Report) -> None:
    """Careers first: everything else hangs on them."""
    phases: tuple[tuple[str, tuple[tuple[type[models.Model], Sequence[Any]], ...]], ...] = (
        ("careers", ((Position, roster.positions), (FormerTitle, roster.former_titles))),
        ("accounts", ((Partnership, roster.partnerships),)),
        ("duties", ((Handling, roster.handlings), (Evidence, roster.evidence))),
        ("teams", ((Team, roster.teams), (Membership, roster.memberships), (ReportingLine, roster.reporting_lines))),
    )
    for phase, tables in phases:
        done, total = 0, sum(len(rows) for _, rows in tables)
        report(phase, done, total)
        for model, rows in tables:
            for start in range(0, len(rows), AT_ONCE):
                chunk = rows[start : start + AT_ONCE]
                write_rows(model, chunk)
                done += len(chunk)
                report(phase, done, total)


def write_rows(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Rows whose fields are named like columns of the model; other columns get their default."""
    names = type(rows[0]).__slots__ if rows else ()
    insert_rows(model, [model(**{name: getattr(row, name) for name in names}) for row in rows])


def write_news(news: Sequence[Entry], batch: str, report: Report) -> None:
    """Lines of history; who moved or was promoted since we first knew them was first known with the old job."""
    report("history", 0, len(news))
    record_changes(actor=None, door=Door.SYSTEM, entries=news, batch=batch)
    before = {entry.record_id: entry.fields for entry in news if "title" in entry.fields}
    keys = list(before)
    for start in range(0, len(keys), AT_ONCE_BY_KEY):
        made = Change.objects.filter(
            record_kind="contact", verb=Verb.CREATE, batch=batch, record_id__in=keys[start : start + AT_ONCE_BY_KEY]
        )
        changes = list(made)
        for change in changes:
            for name, (old, _) in before[change.record_id].items():
                if name in change.fields:
                    change.fields[name][1] = old
        Change.objects.bulk_update(changes, ["fields"])
    report("history", len(news), len(news))


def clear_tables() -> None:
    """Raises ProtectedError and RestrictedError when rows of a table that is not named above depend on them."""
    TextLine.WORDS.clear()  # the words of the posts that go
    for model in reversed(TABLES):
        model._default_manager.all().delete()
    Category.objects.update(post_count=0)
