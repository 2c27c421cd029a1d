"""The roster's questions go through their indexes on both databases, so that they stay fast when the tables grow."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Position
from dealmecca.roster.models import Evidence, Membership, Partnership, ReportingLine
from dealmecca.roster.queries import ClaimFilter, claims

DAY = timezone.localdate()


def assert_reads_by(column: str, index: str, rows: QuerySet[Any]) -> None:
    """Through this index; PostgreSQL, while tables are small, takes any that begins with the column."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for other in ("seqscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{other} = off")
    plan = rows.explain()
    if connection.vendor == "postgresql":
        conditions = [line for line in plan.splitlines() if "Index Cond:" in line]
        assert any(f"({column})" in line for line in conditions) and "Seq Scan" not in plan, plan
    else:
        assert f"{index} ({column}=?" in plan, plan


def drop_indexes_on(table: str, column: str) -> None:
    """Those that begin with the column, until this test's transaction is rolled back."""
    with connection.cursor() as cursor:
        find = "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexdef LIKE %s"
        cursor.execute(find, [table, f"%({column}%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")


@pytest.mark.parametrize(
    ("wanted", "column", "index"),
    [
        ({"accounts": ("c1",), "duties": ("c2",)}, "duty_id", "handling_of_duty"),
        ({"accounts": ("c1",)}, "account_id", "handling_of_account"),
        ({"accounts": ("c1", "c2"), "day": date(2024, 1, 1)}, "account_id", "handling_of_account"),
        ({"contacts": ("c1",)}, "contact_id", "handling_of_contact"),
    ],
)
def test_claims(ana: User, wanted: dict[str, Any], column: str, index: str) -> None:
    if (
        connection.vendor == "postgresql"
    ):  # over empty tables it may begin at the jobs, or probe for two keys as for all
        drop_indexes_on("handlings", "position_id")
        wanted = {name: value[:1] if isinstance(value, tuple) else value for name, value in wanted.items()}
    assert_reads_by(column, index, claims.rows_of(ana, ClaimFilter(**wanted)))


@pytest.mark.parametrize(
    ("rows", "column", "index"),
    [
        (Partnership.objects.filter(advertiser="c1").on(DAY), "advertiser_id", "partnership_of_advertiser"),
        (Partnership.objects.filter(agency__in=["c1"]).on(DAY), "agency_id", "partnership_of_agency"),
        (Position.objects.filter(contact="c1").on(DAY), "contact_id", "position_of_contact"),
        (Membership.objects.filter(contact="c1").on(DAY), "contact_id", "membership_of_contact"),
        (ReportingLine.objects.filter(manager="c1").on(DAY), "manager_id", "reporting_to_manager"),
        (Evidence.objects.filter(handling__in=["c1"], withdrawn_at=None), "handling_id", "evidence_of_handling"),
    ],
)
def test_accounts_careers_teams_and_reports(ana: User, rows: QuerySet[Any], column: str, index: str) -> None:
    assert_reads_by(column, index, rows)
