"""Whatever happened in whatever order: any day's answers are those of a replay in plain Python, and nothing is lost.

A merge of duties renames: no event in the world, so every day is asked and answered in the words of today.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db.models import F, Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dealmecca.history.models import Change
from dealmecca.roster.models import Evidence
from dealmecca.roster.models.handlings import HandlingQuerySet
from dealmecca.roster.models.spells import SpellQuerySet
from dealmecca.roster.queries import claims
from tests.imports.generated_files import undone
from tests.roster.recorded import KINDS, START, Event, Roster

EVENTS: st.SearchStrategy[Event] = st.tuples(
    st.sampled_from(KINDS), st.integers(0, 40), *(st.integers(0, 40) for _ in range(3)),
    st.none() | st.integers(0, 30) | st.integers(0, 300), st.booleans(),
)  # fmt: skip
# What may change on a row that was written: its end, and what a merge, a title or the undoing of either rewrites.
MAY_CHANGE = {
    "positions": {"since", "until", "title", "department", "seniority"},
    "handlings": {"until", "duty_id", "folded_into_id"},
    "evidence": {"handling_id", "withdrawn_at"},
    "partnerships": {"until"},
    "memberships": {"until", "role_id"},
    "reporting_lines": {"until"},
    "former_titles": set(),
    "moves": {"opened_id", "closed_id", "undone_at"},
    "duty_merges": {"undone_at"},
    "changes": set(),
}
TABLES = {model._meta.db_table: model for model in apps.get_models()}


@pytest.fixture
def roster(db: None) -> Roster:
    return Roster()


def events_of(seed: int, count: int) -> list[Event]:
    random = Random(seed)

    def event() -> Event:
        back = random.choice([None, random.randrange(30), random.randrange(300)])
        choices = (random.randrange(41), random.randrange(41), random.randrange(41))
        return (random.choice(KINDS), random.randrange(12), *choices, back, random.random() < 0.5)

    return [event() for _ in range(count)]


def days_of(roster: Roster, every: int) -> Iterator[date]:
    day = START - timedelta(300)
    while day <= roster.today:
        yield day
        day += timedelta(every)
    yield roster.today


def rows() -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row of the roster, without what may change on it."""
    found = {}
    for table, changing in MAY_CHANGE.items():
        fixed = [f.attname for f in TABLES[table]._meta.concrete_fields if f.attname not in changing]
        found[table] = {row["id"]: row for row in TABLES[table]._default_manager.values(*fixed)}
    return found


def assert_nothing_is_lost(before: dict[str, Any], after: dict[str, Any], kinds: set[str]) -> None:
    for table in MAY_CHANGE:
        if "undo_move" in kinds and table in ("positions", "former_titles"):
            continue  # the job that never was is gone again
        kept = {key: row for key, row in after[table].items() if key in before[table]}
        assert kept == before[table], (kinds, table)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(events=st.lists(EVENTS, min_size=4, max_size=18), days=st.lists(st.integers(-300, 900), min_size=2, max_size=3))
@example(events=events_of(3, 60), days=[-100, 0, 100, 200, 400, 600, 800])
def test_any_day_is_answered_as_a_replay_answers_it(roster: Roster, events: list[Event], days: list[int]) -> None:
    with undone():
        roster.begin()
        known = rows()
        for number, event in enumerate(events, 1):
            roster.record(event)
            if number % 6 == 0 or number == len(events):
                before, known = known, rows()
                assert_nothing_is_lost(before, known, {kind for kind, *_ in events[:number][-6:]})
        for day in {*(START + timedelta(n) for n in days), roster.today}:
            assert roster.answers(day) == roster.expected(day), day


def test_a_long_history_is_the_same_on_both_databases(roster: Roster) -> None:
    for event in events_of(141, 200):
        roster.record(event)
    found = {str(day): roster.answers(day) for day in days_of(roster, 60)}
    assert found == {day: roster.expected(date.fromisoformat(day)) for day in found}
    assert sum(len(day["claims"]) for day in found.values()) > 100, "a history worth comparing"
    assert Change.objects.count() > 100
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]
    assert digest == "1ae5140328b26080"


def _without_the_job(rows: HandlingQuerySet, day: date) -> Any:
    return rows.filter(Q(until=None) | Q(until__gt=day), since__lte=day, folded_into=None)


def _until_its_last_day(rows: SpellQuerySet, day: date) -> Any:
    return rows.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def _folded_twice(rows: HandlingQuerySet, day: date) -> Any:
    lasts = Q(until=None) | Q(until__gt=day)
    return rows.filter(lasts, Q(position__until=None) | Q(position__until__gt=day), since__lte=day)


def _withdrawn_too(handling_ids: list[str]) -> Any:
    found: dict[str, list[Any]] = {}
    for row in Evidence.objects.filter(handling__in=handling_ids).annotate(key=F("handling_id")):
        word = claims.Word(row.employer, row.said != "CONFIRMED", row.how, row.said_on, row.pk)
        found.setdefault(row.handling_id, []).append(word)
    return found


MISTAKES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "the end of the job is ignored": (HandlingQuerySet, "held_on", _without_the_job),
    "the last day counts": (SpellQuerySet, "on", _until_its_last_day),
    "folded rows count twice": (HandlingQuerySet, "held_on", _folded_twice),
    "withdrawn words count": (claims, "words_about", _withdrawn_too),
    "the title of today is told of every day": (claims, "former_titles", lambda *_: {}),
}


def test_mistakes_in_reading_are_found_out(roster: Roster) -> None:
    for event in events_of(33, 90):
        roster.record(event)
    ends = {date.fromordinal(row.until) for row in roster.world.partnerships if row.until}
    days = sorted({*days_of(roster, 60), *ends}, reverse=True)
    expected = {day: roster.expected(day) for day in days}
    assert all(roster.answers(day) == expected[day] for day in days)
    for mistake, (where, name, planted) in MISTAKES.items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(where, name, planted)
            assert any(roster.answers(day) != expected[day] for day in days), mistake
