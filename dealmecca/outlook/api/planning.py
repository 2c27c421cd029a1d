"""An account's planning dates as JSON, and how likely it changes its media agency."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_company
from dealmecca.history.models import Door
from dealmecca.outlook import queries
from dealmecca.outlook.actions import planning
from dealmecca.outlook.models import PlanningDate
from dealmecca.outlook.queries import Opening
from dealmecca.outlook.schemas import (
    NewPlanningDate,
    PlanningDateAnswer,
    PlanningDateListing,
    PlanningDateValues,
    VulnerabilityAnswer,
    planning_date_answer,
    vulnerability_answer,
)

router = Router(tags=["Outlook"], by_alias=True)
EMPTY = {"label": "", "source": "", "how": "OTHER", "weeks_ahead": 6}  # what null means
AsOf = Annotated[date | None, Query(alias="asOf", description="As known to hold on that day; else today.")]


@router.get(
    "/companies/{company_id}/vulnerability",
    response=VulnerabilityAnswer,
    operation_id="getVulnerability",
    summary="How likely an account changes its media agency",
)
def get_vulnerability(request: HttpRequest, company_id: str, as_of: AsOf = None) -> VulnerabilityAnswer:
    """The chance within 12 months, with the evidence that sums to it. Nothing later than the day is looked at."""
    viewer = viewer_of(request)
    company = get_company(viewer=viewer, company_id=company_id)
    day = as_of or timezone.localdate()
    found = queries.vulnerability_of(viewer=viewer, company=company, day=day)
    return vulnerability_answer(company.pk, day, found)


@router.get(
    "/companies/{company_id}/planning-dates",
    response=PlanningDateListing,
    operation_id="listPlanningDates",
    summary="The days that come back in an account's year",
)
def list_planning_dates(request: HttpRequest, company_id: str, as_of: AsOf = None) -> PlanningDateListing:
    """Soonest first, seen from that day."""
    viewer = viewer_of(request)
    company = get_company(viewer=viewer, company_id=company_id)
    openings = queries.planning_dates_of(viewer=viewer, company=company, day=as_of)
    return PlanningDateListing(items=[planning_date_answer(one) for one in openings], next_cursor=None)


@router.post(
    "/companies/{company_id}/planning-dates",
    response={201: PlanningDateAnswer},
    operation_id="createPlanningDate",
    summary="Add a planning date",
)
def create_planning_date(request: HttpRequest, company_id: str, values: NewPlanningDate) -> PlanningDateAnswer:
    """The same again answers the one that is there; 409 when this date is another day now: change that one."""
    viewer = viewer_of(request)
    company = get_company(viewer=viewer, company_id=company_id)
    row = planning.record_planning_date(actor=viewer, door=Door.API, account=company, **_given(values))
    return _answer(row)


@router.patch(
    "/planning-dates/{planning_date_id}",
    response=PlanningDateAnswer,
    operation_id="changePlanningDate",
    summary="Change a planning date",
)
def change_planning_date(request: HttpRequest, planning_date_id: str, values: PlanningDateValues) -> PlanningDateAnswer:
    """Only what is sent changes; null empties a field. Another day ends this entry and answers a new one."""
    viewer = viewer_of(request)
    row = _row(viewer, planning_date_id)
    given = _given(values)
    return _answer(planning.change_planning_date(actor=viewer, door=Door.API, planning_date=row, values=given))


@router.delete(
    "/planning-dates/{planning_date_id}",
    response={204: None},
    operation_id="endPlanningDate",
    summary="End a planning date",
)
def end_planning_date(request: HttpRequest, planning_date_id: str) -> None:
    """It no longer comes back. It stays in the account's past, and reminders of it go."""
    viewer = viewer_of(request)
    planning.end_planning_date(actor=viewer, door=Door.API, planning_date=_row(viewer, planning_date_id))


def _row(viewer: User, planning_date_id: str) -> PlanningDate:
    return queries.get_planning_date(viewer=viewer, planning_date_id=planning_date_id)


def _given(values: PlanningDateValues) -> dict[str, Any]:
    sent = values.model_dump(exclude_unset=True)
    return {name: EMPTY.get(name) if value is None else value for name, value in sent.items()}


def _answer(row: PlanningDate) -> PlanningDateAnswer:
    today = timezone.localdate()
    return planning_date_answer(Opening(row, row.next_from(today), today))
