"""The roster's questions go through their indexes on both databases, so that they stay fast when the tables grow."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from dealmecca.accounts.models import User
from dealmecca.database.bulk import insert_rows
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.roster.models import Duty, Evidence, Handling, Membership, Partnership, ReportingLine, Team
from dealmecca.roster.queries import ClaimFilter, claims

DAY, LONG_AGO = timezone.localdate(), date(2020, 1, 1)
PEOPLE, COMPANIES, DUTIES = 3_000, 1_000, 100
IS_POSTGRES = connection.vendor == "postgresql"
LARGE_ACCOUNT = ClaimFilter(accounts=("c0",), duties=("d1",))


@pytest.fixture(scope="module")
def many_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL weighs plans by what the tables hold: over empty ones any index is as good to it as another."""
    if not IS_POSTGRES:
        yield
        return
    with django_db_blocker.unblock(), transaction.atomic():
        for rows in made_up_rows():
            insert_rows(type(rows[0]), rows)
        connection.check_constraints()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def among_many_rows(many_rows: None, db: None) -> None:
    """The module's rows first, then the transaction of one test inside theirs."""


def made_up_rows() -> Iterator[list[models.Model]]:
    """Everybody has one job and handles one duty; one handling in ten is for c0, the large account."""
    yield [Company(id=f"c{n}", name="Example", slug=f"c{n}") for n in range(COMPANIES)]
    yield [Duty(id=f"d{n}", category="ROLE", name="Example", slug=f"d{n}") for n in range(DUTIES)]
    yield [Contact(id=f"p{n}", first_name="Example") for n in range(PEOPLE)]
    yield [
        Position(id=f"j{n}", contact_id=f"p{n}", company_id=f"c{n % COMPANIES}", since=LONG_AGO) for n in range(PEOPLE)
    ]
    yield [
        Handling(id=f"h{n}", account_id=f"c{n % COMPANIES if n % 10 else 0}", duty_id=f"d{n // 10 % DUTIES}", **job(n))
        for n in range(PEOPLE)
    ]
    yield [Evidence(handling_id=f"h{n}", said="CONFIRMED", said_on=DAY) for n in range(PEOPLE)]
    yield [Team(id=f"t{n}", kind="PROJECT", name="Example", company_id="c0", since=LONG_AGO) for n in range(COMPANIES)]
    yield [Membership(team_id=f"t{n % COMPANIES}", **job(n)) for n in range(PEOPLE)]
    yield [ReportingLine(manager_id=f"j{n // 10}", **job(n)) for n in range(1, PEOPLE)]
    pairs = [(n % COMPANIES, (n + 1 + n // COMPANIES) % COMPANIES) for n in range(PEOPLE)]
    yield [
        Partnership(agency_id=f"c{a}", advertiser_id=f"c{b}", discipline="MEDIA", market="US", since=LONG_AGO)
        for a, b in pairs
    ]


def job(number: int) -> dict[str, Any]:
    return {"contact_id": f"p{number}", "position_id": f"j{number}", "since": LONG_AGO}


def assert_reads_by(index: str, columns: set[str], rows: QuerySet[Any]) -> None:
    """SQLite: through this index. PostgreSQL: by its own choice, through one that begins with one of the columns and
    finds by all of them, so that nothing else is read; and it reads no table from one end to the other."""
    if IS_POSTGRES:
        steps = list(steps_of(json.loads(rows.explain(format="json"))[0]["Plan"]))
        assert not [step for step in steps if step["Node Type"] == "Seq Scan"], steps
        assert any(finds_by(columns, step, rows.model._meta.db_table) for step in steps), steps
    else:
        plan = rows.explain()
        assert any(f"{index} ({column}=?" in plan for column in columns), plan


def steps_of(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", ()):
        yield from steps_of(below)


def finds_by(columns: set[str], step: dict[str, Any], table: str) -> bool:
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, table)
    found = known.get(step.get("Index Name", ""))
    condition = step.get("Index Cond", "")
    return found is not None and found["columns"][0] in columns and all(f"({column}" in condition for column in columns)


@pytest.mark.parametrize(
    ("wanted", "columns", "index"),
    [
        (LARGE_ACCOUNT, {"account_id", "duty_id"}, "handling_of_duty"),
        (ClaimFilter(accounts=("c1",)), {"account_id"}, "handling_of_account"),
        (ClaimFilter(accounts=("c1", "c2"), day=date(2024, 1, 1)), {"account_id"}, "handling_of_account"),
        (ClaimFilter(contacts=("p1",)), {"contact_id"}, "handling_of_contact"),
    ],
)
def test_claims(ana: User, wanted: ClaimFilter, columns: set[str], index: str) -> None:
    assert_reads_by(index, columns, claims.rows_of(ana, wanted))


def test_a_missing_index_is_noticed(ana: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX handling_of_duty")
        cursor.execute("DROP INDEX handling_of_account")
    rows = claims.rows_of(ana, LARGE_ACCOUNT).order_by("since")  # for the same text SQLite tells the plan it had before
    with pytest.raises(AssertionError):
        assert_reads_by("handling_of_duty", {"account_id", "duty_id"}, rows)


@pytest.mark.parametrize(
    ("rows", "column", "index"),
    [
        (Partnership.objects.filter(advertiser="c1").on(DAY), "advertiser_id", "partnership_of_advertiser"),
        (Partnership.objects.filter(agency__in=["c1"]).on(DAY), "agency_id", "partnership_of_agency"),
        (Position.objects.filter(contact="p1").on(DAY), "contact_id", "position_of_contact"),
        (Membership.objects.filter(contact="p1").on(DAY), "contact_id", "membership_of_contact"),
        (ReportingLine.objects.filter(manager="j1").on(DAY), "manager_id", "reporting_to_manager"),
        (Evidence.objects.filter(handling__in=["h1"], withdrawn_at=None), "handling_id", "evidence_of_handling"),
    ],
)
def test_accounts_careers_teams_and_reports(rows: QuerySet[Any], column: str, index: str) -> None:
    assert_reads_by(index, {column}, rows)
