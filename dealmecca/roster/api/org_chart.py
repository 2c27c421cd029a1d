"""The org chart of a company as JSON, and recording whom somebody reports to."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import find_contact, get_company, get_contact
from dealmecca.directory.schemas import CompanyName
from dealmecca.history.models import Door
from dealmecca.lib.json_shapes import Answer, Day, Id, Text, Values
from dealmecca.lib.problems import BadValues
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.api.days import AsOf
from dealmecca.roster.models import ReportingLine
from dealmecca.roster.queries import OrgChart, Seat, org_chart

router = Router(tags=["Org charts"], by_alias=True)


class PersonName(Answer):
    id: str
    full_name: str


class SeatAnswer(Answer):
    """A job in the chart. `managerId` is the id of another seat."""

    id: str
    contact: PersonName | None = Field(description="Null while the job is vacant")
    title: Text = Field(description="As it was on that day")
    department: Text
    company: CompanyName
    is_elsewhere: bool = Field(description="The job is at a company outside this chart")
    manager_id: str | None
    reports_since: date | None
    is_since_known: bool = Field(description="Otherwise reportsSince is the day on which it was first known")
    vacant_since: date | None
    held_before: PersonName | None = Field(description="Who left the job that is vacant")
    handles: Text
    left_out_count: int = Field(description="People below who did not fit into the chart")


class OrgChartAnswer(Answer):
    company: CompanyName
    as_of: date
    people_count: int = Field(description="People who worked there on that day")
    shown_count: int = Field(description="How many of them the chart holds: upper levels first, then people by name")
    seats: list[SeatAnswer] = Field(description="Managers before those who report to them")


class ManagerValues(Values):
    manager_id: Id | None = Field(description="Id of the person above; null for nobody.")
    since: Day | None = Field(default=None, description="First day of it, where that is known.")


class ManagerAnswer(Answer):
    contact: PersonName
    manager: PersonName | None
    since: date | None
    is_since_known: bool


@router.get(
    "/companies/{company_id}/org-chart",
    response=OrgChartAnswer,
    operation_id="getOrgChart",
    summary="Read an org chart",
)
def get_org_chart(
    request: HttpRequest,
    company_id: str,
    as_of: AsOf = None,
) -> OrgChartAnswer:
    """Who reports to whom at a company and its offices, with vacant jobs, on any day."""
    viewer = viewer_of(request)
    company = get_company(viewer=viewer, company_id=company_id)
    return _chart_answer(org_chart(viewer=viewer, company=company, day=as_of or timezone.localdate()))


@router.post(
    "/contacts/{contact_id}/manager",
    response=ManagerAnswer,
    operation_id="setManager",
    summary="Record whom a person reports to",
)
def post_manager(request: HttpRequest, contact_id: str, values: ManagerValues) -> ManagerAnswer:
    """From `since` on (today) the person reports to the manager, or to nobody; the line before stays in the past.
    Refused when it would close a circle on any day."""
    viewer = viewer_of(request)
    contact = get_contact(viewer=viewer, contact_id=contact_id)
    manager = find_contact(viewer=viewer, contact_id=values.manager_id) if values.manager_id else None
    if values.manager_id and manager is None:
        raise BadValues([("managerId", "There is no such person.")])
    line = set_manager(actor=viewer, door=Door.API, contact=contact, manager=manager, since=values.since)
    return ManagerAnswer(
        contact=PersonName.model_validate(contact),
        manager=PersonName.model_validate(manager) if manager else None,
        since=line.since if line else None,
        is_since_known=bool(line and line.is_since_known),
    )


def _chart_answer(chart: OrgChart) -> OrgChartAnswer:
    return OrgChartAnswer(
        company=CompanyName.model_validate(chart.company),
        as_of=chart.day,
        people_count=chart.people_count,
        shown_count=chart.shown_count,
        seats=[_seat_answer(seat) for seat in chart.seats()],
    )


def _seat_answer(seat: Seat) -> SeatAnswer:
    person = PersonName.model_validate(seat.contact)
    line: ReportingLine | None = seat.line
    return SeatAnswer(
        id=seat.id,
        contact=None if seat.is_vacant else person,
        title=seat.title,
        department=seat.department,
        company=CompanyName.model_validate(seat.position.company),
        is_elsewhere=seat.is_elsewhere,
        manager_id=seat.manager.id if seat.manager else None,
        reports_since=line.since if line else None,
        is_since_known=bool(line and line.is_since_known),
        vacant_since=seat.vacant_since,
        held_before=person if seat.is_vacant else None,
        handles=seat.handles,
        left_out_count=seat.left_out,
    )
