"""Teams: made, joined and left; nobody's membership is ever deleted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.contacts import lock_companies, lock_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.roster.actions.days import checked_day
from dealmecca.roster.actions.duties import VOCABULARY
from dealmecca.roster.actions.handlings import live_duty, present_position
from dealmecca.roster.actions.telling import day_text, since_text, tell
from dealmecca.roster.models import Duty, Membership, Team, TeamKind
from dealmecca.roster.permissions import Actor, can_edit_roster, require


@transaction.atomic
def create_team(
    *,
    actor: Actor,
    door: Door,
    kind: str,
    name: str,
    company: Company,
    account: Company | None = None,
    since: date | None = None,
) -> Team:
    """An agency's team for a client names the client as `account`. Raises ValidationError.

    A second click makes no second team: a company has a name for one team at a time.
    """
    require(can_edit_roster(actor), "You may not make teams.")
    name = one_line(name)
    if kind not in TeamKind.values:
        raise ValidationError({"kind": [f"Choose one of {', '.join(TeamKind.values)}."]})
    if not name or len(name) > 120:
        raise ValidationError({"name": ["Give the team a name of at most 120 characters."]})
    if kind == TeamKind.CLIENT and account is None:
        raise ValidationError({"account_id": ["Say for which client this team works."]})
    first = checked_day("since", since) if since else timezone.localdate()
    lock_companies({company.pk, account.pk if account else None})
    if Team.objects.filter(company=company, name__iexact=name, until=None).exists():
        raise ValidationError({"name": [f"{company.name} has a team of this name already."]})
    team = Team.objects.create(
        kind=kind, name=name, company=company, account=account, since=first, is_since_known=since is not None
    )
    told = [("company", key, "Team", "", name) for key in {company.pk, account.pk if account else company.pk}]
    tell(actor=actor, door=door, at=timezone.now(), told=told)
    return team


@transaction.atomic
def join_team(
    *,
    actor: Actor,
    door: Door,
    team: Team,
    contact: Contact,
    role: Duty | None = None,
    duty: Duty | None = None,
    since: date | None = None,
    batch: str = "",
) -> Membership:
    """The person is on the team, in their present job; a second time with another role or duty changes it from then.

    Raises ValidationError, and Conflict when team or person left it on a later day.
    """
    require(can_edit_roster(actor), "You may not change teams.")
    first = checked_day("since", since) if since else timezone.localdate()
    lock_until_commit(VOCABULARY, shared=True)
    contact = lock_contact(contact)
    position = present_position(contact, "contact_id", since)
    if team.until and team.until <= first:
        raise Conflict(f"{team.name} ended on {day_text(team.until)}.")
    role, duty = live_duty(role) if role else None, live_duty(duty) if duty else None
    rows = Membership.objects.filter(team=team, position=position).select_related("role", "duty")
    there = rows.filter(until=None).first()
    old = ""
    if there:
        role, duty = role or there.role, duty or there.duty
        if (role, duty) == (there.role, there.duty):
            return there
        old, first = _as_what(there), max(first, there.since)  # what they were before stays on record
        Membership.objects.filter(pk=there.pk).update(until=first)
    elif ended := rows.overlapping(first, None).order_by("until").last():
        until = day_text(ended.until or first)
        raise Conflict(f"{contact.full_name} was on {team.name} until {until}. Give a day from then on.")
    membership = Membership.objects.create(
        team=team, contact=contact, position=position, role=role, duty=duty, since=first,
        is_since_known=since is not None,
    )  # fmt: skip
    told = [("contact", contact.pk, f"On the team {team.name}", old, _as_what(membership))]
    tell(actor=actor, door=door, at=timezone.now(), told=told, batch=batch)
    return membership


@transaction.atomic
def leave_team(*, actor: Actor, door: Door, membership: Membership, until: date) -> Membership:
    """The person is no longer on the team, from that day on. Raises ValidationError."""
    require(can_edit_roster(actor), "You may not change teams.")
    checked_day("until", until)
    contact = lock_contact(membership.contact)
    row = Membership.objects.select_related("team").get(pk=membership.pk)
    if until < row.since:
        raise ValidationError({"until": [f"This began on {day_text(row.since)}, after that day."]})
    if row.until is None or row.until > until:
        Membership.objects.filter(pk=row.pk).update(until=until)
        row.until = until
        old = since_text(row.since, row.is_since_known)
        told = [("contact", contact.pk, f"On the team {row.team.name}", old, f"ended {day_text(until)}")]
        tell(actor=actor, door=door, at=timezone.now(), told=told)
    return row


def _as_what(membership: Membership) -> str:
    what = ", ".join(duty.name for duty in (membership.role, membership.duty) if duty)
    since = since_text(membership.since, membership.is_since_known)
    return f"{what}, {since}" if what else since
