"""Reading teams: one team with its people on a day, and lists of teams."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.roster.models import Membership, Team
from dealmecca.roster.queries.titles import former_titles

MOST = 500


@dataclass(frozen=True)
class Member:
    """A membership as it was on a day; it ends with the job at the latest."""

    membership: Membership
    title: str
    until: date | None


def get_team(*, viewer: User, team_id: str) -> Team:
    """Raises Team.DoesNotExist."""
    if "\0" in team_id:
        raise Team.DoesNotExist
    return Team.objects.visible_to(viewer).select_related("company", "account").get(pk=team_id)


def get_membership(*, viewer: User, team: Team, membership_id: str) -> Membership:
    """Raises Membership.DoesNotExist."""
    if "\0" in membership_id:
        raise Membership.DoesNotExist
    rows = Membership.objects.visible_to(viewer).filter(team=team).select_related("contact", "role", "duty")
    return rows.get(pk=membership_id)


def members_of(*, viewer: User, team: Team, day: date) -> tuple[list[Member], list[Member]]:
    """Who was on the team on that day, and who had been before. Two queries at most."""
    rows = Membership.objects.visible_to(viewer).filter(team=team, since__lte=day)
    rows = rows.select_related("contact", "position__company", "role", "duty").order_by("since", "pk")[:MOST]
    former = former_titles([row.position_id for row in rows], day)
    present: list[Member] = []
    past: list[Member] = []
    for row in rows:
        ends = [end for end in (row.until, row.position.until, team.until) if end]
        until = min(ends) if ends else None
        member = Member(row, former.get(row.position_id, row.position).title, until)
        (past if until and until <= day else present).append(member)
    return present, sorted(past, key=lambda member: (member.until, member.membership.pk), reverse=True)


def list_teams(
    *, viewer: User, day: date, company: Company | None = None, after: str | None = None, limit: int = 25
) -> tuple[list[Team], str | None]:
    """A page of the teams of that day, newest first: all, or those of a company or that serve it; and the id to go on
    after."""
    rows = Team.objects.visible_to(viewer).on(day).select_related("company", "account").order_by("-pk")
    if company:
        rows = rows.filter(Q(company=company) | Q(account=company))
    found = list((rows.filter(pk__lt=after) if after else rows)[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None
