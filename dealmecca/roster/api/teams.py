"""Teams as JSON: list, read, make, join, leave."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router
from pydantic import BeforeValidator, Field

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company
from dealmecca.directory.queries import find_company, find_contact
from dealmecca.directory.schemas import CompanyName
from dealmecca.history.models import Door
from dealmecca.lib.json_shapes import Answer, Day, Id, Text, Values
from dealmecca.lib.problems import BadValues
from dealmecca.roster.actions import teams as actions
from dealmecca.roster.api.days import AsOf
from dealmecca.roster.models import Duty, Team, TeamKind
from dealmecca.roster.queries import Member, find_duty, get_membership, get_team, list_teams, members_of

router = Router(tags=["Teams"], by_alias=True)

DutyWord = Annotated[str, Field(max_length=80)]


class NamedDuty(Answer):
    id: str
    name: str


class TeamBrief(Answer):
    id: str
    kind: str = Field(description=f"One of {', '.join(TeamKind.values)}")
    name: str
    company: CompanyName
    account: CompanyName | None = Field(description="The client or advertiser that the team works for")
    since: date
    is_since_known: bool = Field(description="Otherwise since is the day on which it was first known")
    until: date | None


class Colleague(Answer):
    id: str
    full_name: str


class MemberAnswer(Answer):
    id: str
    contact: Colleague
    title: Text = Field(description="As it was on that day")
    role: NamedDuty | None
    duty: NamedDuty | None
    since: date
    is_since_known: bool
    until: date | None


class TeamAnswer(TeamBrief):
    members: list[MemberAnswer]
    former_members: list[MemberAnswer]


class TeamListing(Answer):
    items: list[TeamBrief]
    next_cursor: str | None


class NewTeam(Values):
    kind: str = Field(max_length=12, description=f"One of {', '.join(TeamKind.values)}.")
    name: str = Field(max_length=120)
    company_id: Id
    account_id: Id | None = Field(default=None, description="The client that an agency's team works for.")
    since: Day | None = None


class NewMember(Values):
    contact_id: Id
    role: DutyWord | None = Field(default=None, description="What the person does there: a duty's id, name or alias.")
    duty: DutyWord | None = Field(default=None, description="What the person looks after: a duty's id, name or alias.")
    since: Day | None = None


class MemberValues(Values):
    until: Day = Field(description="The first day on which the person is no longer on the team.")


@router.get("", response=TeamListing, operation_id="listTeams", summary="List teams")
def get_teams(
    request: HttpRequest,
    company_id: Annotated[
        Id | None,
        BeforeValidator(lambda value: value or None),
        Query(None, alias="companyId", description="Teams of this company, or that serve it."),
    ] = None,
    as_of: AsOf = None,
    cursor: Annotated[str | None, Query(max_length=25, description="The nextCursor of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Items a page.")] = 25,
) -> TeamListing:
    """The teams of that day, the one recorded last first."""
    viewer = viewer_of(request)
    company = _company(viewer, "companyId", company_id)
    if cursor and not cursor.isalnum():
        raise BadValues([("cursor", "This is no cursor of this list.")])
    day = as_of or timezone.localdate()
    teams, after = list_teams(viewer=viewer, day=day, company=company, after=cursor, limit=limit)
    return TeamListing(items=[TeamBrief.model_validate(team) for team in teams], next_cursor=after)


@router.post("", response={201: TeamAnswer}, operation_id="createTeam", summary="Make a team")
def create_team(request: HttpRequest, response: HttpResponse, values: NewTeam) -> TeamAnswer:
    """A team without members yet. Its address is in Location."""
    viewer = viewer_of(request)
    company = _company(viewer, "companyId", values.company_id)
    assert company
    team = actions.create_team(
        actor=viewer,
        door=Door.API,
        kind=values.kind,
        name=values.name,
        company=company,
        account=_company(viewer, "accountId", values.account_id),
        since=values.since,
    )
    response.headers["Location"] = reverse("api:get_team", args=[team.pk])
    return _answer(viewer, team, timezone.localdate())


@router.get("/{team_id}", response=TeamAnswer, operation_id="getTeam", summary="Read a team", url_name="get_team")
def read_team(request: HttpRequest, team_id: str, as_of: AsOf = None) -> TeamAnswer:
    """One team with its people on that day, and those who had left by then."""
    viewer = viewer_of(request)
    return _answer(viewer, get_team(viewer=viewer, team_id=team_id), as_of or timezone.localdate())


@router.post("/{team_id}/members", response=TeamAnswer, operation_id="joinTeam", summary="Add a person to a team")
def join_team(request: HttpRequest, team_id: str, values: NewMember) -> TeamAnswer:
    """The person is on the team in their present job. A second time changes role and duty."""
    viewer = viewer_of(request)
    team = get_team(viewer=viewer, team_id=team_id)
    contact = find_contact(viewer=viewer, contact_id=values.contact_id)
    if contact is None:
        raise BadValues([("contactId", "There is no such person.")])
    actions.join_team(
        actor=viewer,
        door=Door.API,
        team=team,
        contact=contact,
        role=_duty(viewer, "role", values.role),
        duty=_duty(viewer, "duty", values.duty),
        since=values.since,
    )
    return _answer(viewer, team, timezone.localdate())


@router.patch(
    "/{team_id}/members/{membership_id}",
    response=TeamAnswer,
    operation_id="leaveTeam",
    summary="End a membership",
)
def leave_team(request: HttpRequest, team_id: str, membership_id: str, values: MemberValues) -> TeamAnswer:
    """From `until` on the person is no longer on the team. Nobody's membership is deleted."""
    viewer = viewer_of(request)
    team = get_team(viewer=viewer, team_id=team_id)
    membership = get_membership(viewer=viewer, team=team, membership_id=membership_id)
    actions.leave_team(actor=viewer, door=Door.API, membership=membership, until=values.until)
    return _answer(viewer, team, timezone.localdate())


def _answer(viewer: User, team: Team, day: date) -> TeamAnswer:
    present, former = members_of(viewer=viewer, team=team, day=day)
    brief = TeamBrief.model_validate(team)
    return TeamAnswer(
        **dict(brief), members=[_member(one) for one in present], former_members=[_member(one) for one in former]
    )


def _member(member: Member) -> MemberAnswer:
    row = member.membership
    return MemberAnswer(
        id=row.pk,
        contact=Colleague.model_validate(row.contact),
        title=member.title,
        role=NamedDuty.model_validate(row.role) if row.role else None,
        duty=NamedDuty.model_validate(row.duty) if row.duty else None,
        since=row.since,
        is_since_known=row.is_since_known,
        until=member.until,
    )


def _company(viewer: User, field: str, company_id: str | None) -> Company | None:
    if not company_id:
        return None
    company = find_company(viewer=viewer, company_id=company_id)
    if company is None:
        raise BadValues([(field, "There is no such company.")])
    return company


def _duty(viewer: User, field: str, text: str | None) -> Duty | None:
    if not text:
        return None
    duty = find_duty(viewer=viewer, text=text)
    if duty is None:
        raise BadValues([(field, f"There is no duty called “{text}”.")])
    return duty
