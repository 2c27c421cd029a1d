"""The roster's questions go through their indexes on both databases, so that they stay fast when the tables grow."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Position
from dealmecca.roster.models import Evidence, Handling, Membership, Partnership, ReportingLine
from dealmecca.roster.queries import ClaimFilter, claims

DAY = timezone.localdate()


def plan_of(rows: QuerySet[Any]) -> str:
    """The plan, on PostgreSQL without reading whole tables, which is what it prefers while they are small."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for other in ("seqscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{other} = off")
    return rows.explain()


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({"accounts": ("c1",), "duties": ("c2",)}, "handling_of_"),
        ({"accounts": ("c1",)}, "handling_of_account"),
        ({"accounts": ("c1", "c2"), "day": date(2024, 1, 1)}, "handling_of_account"),
        ({"contacts": ("c1",)}, "handling_of_contact"),
    ],
)
@pytest.mark.parametrize("is_list", [False, True])
def test_claims(ana: User, wanted: dict[str, Any], index: str, is_list: bool) -> None:
    rows = claims._rows(ana, ClaimFilter(**wanted)).order_by("-pk")[:26] if is_list else None
    plan = plan_of(rows if rows is not None else claims._rows(ana, ClaimFilter(**wanted)))
    assert index in plan or is_list, plan  # a page, newest first, may walk along the key instead
    assert (
        "SCAN handlings" not in plan.replace("SCAN handlings USING INDEX", "") and "Seq Scan on handlings" not in plan
    )


def test_what_supports_a_claim(ana: User) -> None:
    plan = plan_of(Evidence.objects.filter(handling__in=["c1", "c2"], withdrawn_at=None))
    assert "evidence_of_handling" in plan or "evidence_said_once_a_day" in plan, plan


@pytest.mark.parametrize(
    ("rows", "indexes"),
    [
        (lambda: Partnership.objects.filter(advertiser="c1").on(DAY), ["partnership_o"]),
        (lambda: Partnership.objects.filter(agency__in=["c1"]).on(DAY), ["partnership_of_agency"]),
        (lambda: Position.objects.filter(contact="c1").on(DAY), ["position_of_contact", "position_one_present"]),
        (lambda: Membership.objects.filter(contact="c1").on(DAY), ["membership_of_contact"]),
        (lambda: ReportingLine.objects.filter(manager="c1").on(DAY), ["reporting_to_manager"]),
        (lambda: Handling.objects.filter(position="c1", until=None, folded_into=None), ["handling"]),
    ],
)
def test_accounts_careers_teams_and_reports(ana: User, rows: Any, indexes: list[str]) -> None:
    plan = plan_of(rows())
    assert any(index in plan for index in indexes), plan
