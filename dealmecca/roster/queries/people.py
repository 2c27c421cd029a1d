"""Reading one person's roster: jobs, teams, whom they report to and who reports to them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Prefetch, Q, Value, When
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, FormerTitle, Position
from dealmecca.directory.queries import ids_above, ids_below
from dealmecca.lib.text_keys import fold
from dealmecca.roster.models import Membership, ReportingLine, Team

MOST = 200


@dataclass(frozen=True)
class Reports:
    """`manager` is the job above, `is_vacant` when nobody holds it now; `below` the jobs that report to this person."""

    manager: Position | None
    is_vacant: bool
    below: list[Position]


def career_of(*, viewer: User, contact: Contact, with_titles: bool = False) -> list[Position]:
    """Every job of a person, newest first; `with_titles` loads the former titles of each."""
    rows = Position.objects.visible_to(viewer).filter(contact=contact).select_related("company")
    if with_titles:
        rows = rows.prefetch_related(Prefetch("former_titles", FormerTitle.objects.order_by("-until", "-pk")))
    return list(rows.order_by("-since", "-pk")[:MOST])


def reports_of(*, viewer: User, contact: Contact, day: date | None = None) -> Reports:
    """Whom the person reports to on that day (today), and who reports to them."""
    day = day or timezone.localdate()
    lines = ReportingLine.objects.visible_to(viewer).on(day)
    job_lasts = Q(position__until=None) | Q(position__until__gt=day)
    up = (
        lines.filter(job_lasts, position__contact=contact)
        .select_related("manager__contact", "manager__company")
        .first()
    )
    down = lines.filter(job_lasts, manager__contact=contact).filter(Q(manager__until=None) | Q(manager__until__gt=day))
    below = [line.position for line in down.select_related("position__contact", "position__company")[:MOST]]
    below.sort(key=lambda job: (job.contact.last_name, job.contact.first_name, job.pk))
    manager = up.manager if up else None
    return Reports(manager, bool(manager and manager.until and manager.until <= day), below)


def memberships_of(*, viewer: User, contact: Contact, day: date | None = None) -> list[Membership]:
    """The teams that a person is on, on that day (today)."""
    day = day or timezone.localdate()
    job_lasts = Q(position__until=None) | Q(position__until__gt=day)
    rows = Membership.objects.visible_to(viewer).on(day).filter(job_lasts, contact=contact)
    return list(rows.select_related("team__company", "team__account", "role", "duty").order_by("-since", "pk")[:MOST])


def teams_of(*, viewer: User, company: Company, day: date | None = None) -> list[tuple[Team, list[Membership]]]:
    """The teams of a company, or that serve it, with their members on that day (today). Two queries."""
    day = day or timezone.localdate()
    mine = Q(company=company) | Q(account=company)
    teams = list(Team.objects.visible_to(viewer).on(day).filter(mine).select_related("company", "account")[:MOST])
    job_lasts = Q(position__until=None) | Q(position__until__gt=day)
    members: dict[str, list[Membership]] = {team.pk: [] for team in teams}
    rows = Membership.objects.visible_to(viewer).on(day).filter(job_lasts, team__in=teams)
    rows = rows.select_related("contact", "role", "duty").only(
        "team",
        "since",
        "until",
        "is_since_known",
        "contact__first_name",
        "contact__last_name",
        "role__name",
        "duty__name",
    )
    for row in rows.order_by("since", "pk"):
        members[row.team_id].append(row)
    return [(team, members[team.pk]) for team in sorted(teams, key=lambda team: (team.name, team.pk))]


def colleagues_of(*, viewer: User, company: Company, text: str = "") -> list[Contact]:
    """People of the company, then of its whole family, by name; with `text` only those whose name holds every word."""
    family = ids_below([ids_above(company.pk)[0]])
    rows = Contact.objects.visible_to(viewer).filter(company__in=family).select_related("company")
    for word in fold(text).split()[:10]:
        rows = rows.filter(name_key__contains=word)
    nearest = Case(When(company=company, then=Value(0)), default=Value(1))
    return list(rows.order_by(nearest, "last_name", "first_name", "pk")[:MOST])
