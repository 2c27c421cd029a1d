"""The demo's planning dates and etiquette, and the lessons of its invented past. Called after the roster was made.

Through the domain's own actions, so that history is there; each account draws from a generator of its own.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from dealmecca.directory.models import Company, Contact
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.operations.demo.rows import REFERENCE
from dealmecca.outlook.actions.etiquette import set_rule
from dealmecca.outlook.actions.lessons import learn_lessons
from dealmecca.outlook.actions.planning import record_planning_date
from dealmecca.outlook.models import PlanningDate

SHARE_WITH_DATES = 0.5
LARGE = ("1001-5000", "5001-10000", "10001+")
SOURCES = ("SPOKE", "EMAIL", "COLLEAGUE", "PRESS", "WORKED")

# name: (kind, label, month, day, end month, end day, weeks ahead, how)
Days = tuple[str, str, int, int, int | None, int | None, int, str]
HERO_DATES: dict[str, tuple[Days, ...]] = {
    "Kestrel Cola": (
        ("PLANNING_START", "", 1, 4, 2, 13, 6, "COLLEAGUE"),
        ("RFP_WINDOW", "", 2, 22, 3, 15, 8, "EMAIL"),
        ("UPFRONT", "", 5, 10, 6, 5, 10, "PRESS"),
    ),
    "Kestrel Sparkling": (("PLANNING_START", "", 3, 1, None, None, 6, "SPOKE"),),
    "Tallgrass Bank": (
        ("PLANNING_START", "", 3, 1, 3, 31, 6, "SPOKE"),
        ("RFP_WINDOW", "", 4, 8, 4, 26, 8, "SPOKE"),
        ("FISCAL_YEAR", "", 7, 1, None, None, 4, "PROFILE"),
    ),
    "Avenna Air": (
        ("PLANNING_START", "", 5, 15, 6, 20, 6, "WORKED"),
        ("RFP_WINDOW", "", 7, 1, 7, 18, 8, "WORKED"),
    ),
    "Sundown Outfitters": (
        ("PLANNING_START", "Spring", 2, 20, 3, 20, 6, "EMAIL"),
        ("PLANNING_START", "Holidays", 8, 1, 8, 31, 6, "EMAIL"),
    ),
    "Ostler Motors": (
        ("PLANNING_START", "", 9, 1, 10, 10, 6, "PRESS"),
        ("BUDGET_APPROVAL", "", 11, 15, None, None, 4, "COLLEAGUE"),
    ),
}  # fmt: skip


def make_outlook(
    *, companies: Sequence[Company], contacts: Sequence[Contact], seed: int, batch: str = ""
) -> tuple[int, int]:
    """Planning dates and rules of etiquette; how many of each. Needs partnerships, jobs and handlings to be there."""
    heroes = {company.name: company for company in reversed(companies)}
    people = {person.full_name: person for person in reversed(contacts)}
    dates = _hero_dates(heroes, batch)
    for company in companies:
        is_large = company.company_type == "ADVERTISER" and company.size in LARGE
        if is_large and company.name not in HERO_DATES:
            dates += _dates_of(company, random.Random(f"outlook {seed} {company.pk}"), batch)
    rules = _etiquette(heroes, people, batch)
    learn_lessons(again=True)
    return dates, rules


MOVED_ON = REFERENCE - timedelta(days=12)


def _hero_dates(heroes: dict[str, Company], batch: str) -> int:
    count = 0
    known = REFERENCE.date() - timedelta(days=400)
    for name, dates in HERO_DATES.items():
        if name not in heroes:
            continue
        for days in dates:
            is_moved = name == "Kestrel Cola" and days[0] == "PLANNING_START"
            first: Days = (days[0], days[1], days[2], 25, *days[4:]) if is_moved else days
            row = _record(heroes[name], first, known, batch)
            if is_moved:  # it used to start three weeks later
                PlanningDate.objects.filter(pk=row.pk).update(until=MOVED_ON.date())
                now = _record(heroes[name], days, MOVED_ON.date(), batch)
                moved = {row.name: (row.days_text, f"{now.days_text} (a colleague of theirs said so)")}
                entry = Entry("company", heroes[name].pk, Verb.EDIT, moved, MOVED_ON)
                record_changes(actor=None, door=Door.SYSTEM, entries=[entry], batch=batch)
            count += 1
    return count


def _dates_of(company: Company, rng: random.Random, batch: str) -> int:
    """Half of the larger advertisers: planning in one month, proposals some weeks later, now and then more."""
    if rng.random() > SHARE_WITH_DATES:
        return 0
    known = REFERENCE.date() - timedelta(days=rng.randrange(30, 700))
    starts = date(2026, 1, 1) + timedelta(days=rng.randrange(365))
    how = rng.choice(SOURCES)
    rows = [_days("PLANNING_START", starts, rng.randrange(20, 50), how)]
    if rng.random() < 0.6:
        rows.append(_days("RFP_WINDOW", starts + timedelta(days=rng.randrange(45, 80)), rng.randrange(10, 25), how))
    if rng.random() < 0.3:
        rows.append(("FISCAL_YEAR", "", rng.choice((1, 2, 4, 7, 10)), 1, None, None, 4, "PROFILE"))
    for days in rows:
        _record(company, days, known, batch)
    return len(rows)


def _days(kind: str, first: date, length: int, how: str) -> Days:
    last = first + timedelta(days=length)
    return (kind, "", first.month, first.day, last.month, last.day, 6, how)


def _record(company: Company, days: Days, since: date, batch: str) -> PlanningDate:
    kind, label, month, day, end_month, end_day, weeks, how = days
    return record_planning_date(
        actor=None, door=Door.SYSTEM, account=company, kind=kind, label=label, month=month, day=day,
        end_month=end_month, end_day=end_day, weeks_ahead=weeks, how=how, since=since, batch=batch,
    )  # fmt: skip


def _etiquette(heroes: dict[str, Company], people: dict[str, Contact], batch: str) -> int:
    """(account, start with, is the client not to be gone to first, who asks for it, note)."""
    rules = (
        ("Tallgrass Bank", "Tobias Rao", True, "Maren Oduya", ""),
        ("Kestrel Cola", "Maren Oduya", False, "", "Upfront ideas before Christmas; send one page, no deck."),
        ("Avenna Air", "Mirela Fontaine", False, "", "In review: no pitches to the agency until it is decided."),
        ("Ostler Motors", "Thandiwe Kline", False, "", "Dealer groups buy by themselves: do not quote them here."),
    )
    count = 0
    for name, start, is_client_last, asker, note in rules:
        if name in heroes and start in people:
            set_rule(
                actor=None, door=Door.SYSTEM, account=heroes[name], start_with=people[start],
                not_first_company=heroes[name] if is_client_last else None, asked_by=people.get(asker), note=note,
                how="SPOKE", since=REFERENCE.date() - timedelta(days=40), batch=batch,
            )  # fmt: skip
            count += 1
    return count
