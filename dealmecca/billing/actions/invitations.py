"""Invitations to a seat: sent, sent again, revoked, accepted. Members and open ones never exceed what is paid."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.actions.sales_teams import join, locked, tell_history
from dealmecca.billing.invitation_links import hash_of, token_of
from dealmecca.billing.mail import send_invitation
from dealmecca.billing.models import Invitation, SeatPool
from dealmecca.billing.permissions import can_manage_team, require
from dealmecca.billing.queries.seats import count_members, count_taken, owns_address, seats_of
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

GOOD_FOR = timedelta(days=14)
NOT_AGAIN_FOR = timedelta(minutes=5)  # nobody's mailbox is filled by a button
NO_SEAT = "Every seat is taken by a member or an open invitation. Revoke one, or pay for more seats."


@transaction.atomic
def invite(*, actor: User, door: Door, pool: SeatPool, email: str, site: str) -> Invitation:
    """Holds a seat and sends the mail. The same answer whether the address has an account, and whatever team it is on.

    `site` is this site's address, for the link. Raises ValidationError and Conflict.
    """
    email = _checked(email)
    pool = locked(pool)
    require(can_manage_team(actor, pool), "Only the team's admin may invite.")
    if User.objects.filter(sales_team=pool.pk, email__iexact=email).exists():
        raise ValidationError({"email": ["They are on the team already."]})
    now = timezone.now()
    there = Invitation.objects.filter(team=pool.pk, email__iexact=email).undecided().first()
    if there and there.expires_at > now:
        raise ValidationError({"email": ["They are invited already: send that invitation again."]})
    _require_seat(pool)
    if there:
        return _send(actor=actor, door=door, invitation=there, site=site)
    row = Invitation(
        team=pool.team, email=email, invited_by=actor, sent_count=0, sent_at=now - NOT_AGAIN_FOR, expires_at=now
    )
    row.token_hash = hash_of(token_of(row))
    row.save()
    return _send(actor=actor, door=door, invitation=row, site=site)


@transaction.atomic
def resend_invitation(*, actor: User, door: Door, pool: SeatPool, invitation: Invitation, site: str) -> Invitation:
    """With a new link; the older one is void. One that ran out needs a free seat again. Raises Conflict."""
    pool = locked(pool)
    require(can_manage_team(actor, pool), "Only the team's admin may invite.")
    row = _undecided(pool, invitation)
    if row.expires_at <= timezone.now():
        _require_seat(pool)
    return _send(actor=actor, door=door, invitation=row, site=site)


@transaction.atomic
def revoke_invitation(*, actor: User, door: Door, pool: SeatPool, invitation: Invitation) -> None:
    """Twice is once."""
    pool = locked(pool)
    require(can_manage_team(actor, pool), "Only the team's admin may revoke.")
    if Invitation.objects.filter(pk=invitation.pk, team=pool.pk).undecided().update(revoked_at=timezone.now()):
        tell_history(actor=actor, door=door, team=pool.team, told={"invitation": (invitation.email, "revoked")})


@transaction.atomic
def accept_invitation(*, actor: User, door: Door, invitation: Invitation) -> None:
    """Whoever signs in with the address it was sent to sits down. Twice is once. Raises Conflict."""
    pool = locked(SeatPool(pk=invitation.team_id))
    row = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by").get(pk=invitation.pk)
    if row.accepted_by_id == actor.pk and User.objects.filter(pk=actor.pk, sales_team=pool.pk).exists():
        return
    if row.token_hash != invitation.token_hash or row.accepted_at or row.revoked_at:
        raise Conflict("This invitation was used, revoked or replaced by a newer one.")
    if not owns_address(user=actor, email=row.email):
        raise Conflict("This invitation is for another address. Sign in with it, and confirm it first.")
    now = timezone.now()
    if row.expires_at <= now:
        raise Conflict("This invitation has run out. Ask your colleague to send it again.")
    seats = seats_of(pool, now)
    if seats is not None and count_members(pool) >= seats:
        raise Conflict("The team has no free seat. Ask your colleague who runs it.")
    join(actor=actor, door=door, pool=pool)
    Invitation.objects.filter(pk=row.pk).update(accepted_at=now, accepted_by=actor)
    for told in {user for user in (row.invited_by, pool.admin) if user and user.pk != actor.pk}:
        notify(
            user=told,
            kind=Kind.TEAM,
            key=f"invitation {row.pk} accepted",
            sentence=f"{actor.display_name} is on the team {pool.team.name} now.",
            link=reverse("billing:sales_team_page"),
        )


def _require_seat(pool: SeatPool) -> None:
    seats = seats_of(pool)
    if seats is not None and count_taken(pool) >= seats:
        raise Conflict(NO_SEAT)


def _undecided(pool: SeatPool, invitation: Invitation) -> Invitation:
    row = Invitation.objects.filter(pk=invitation.pk, team=pool.pk).undecided().first()
    if row is None:
        raise Conflict("This invitation was accepted or revoked in the meantime.")
    return row


def _send(*, actor: User, door: Door, invitation: Invitation, site: str) -> Invitation:
    """In the caller's transaction: the row, its new link, and the mail in the outbox."""
    now = timezone.now()
    if now - invitation.sent_at < NOT_AGAIN_FOR:
        raise Conflict("This was sent a moment ago. Wait five minutes before sending it again.")
    invitation.sent_count, invitation.sent_at, invitation.expires_at = invitation.sent_count + 1, now, now + GOOD_FOR
    invitation.token_hash = hash_of(token_of(invitation))
    invitation.save(update_fields=["sent_count", "sent_at", "expires_at", "token_hash"])
    told = {"invitation": ("", invitation.email)}
    tell_history(actor=actor, door=door, team=invitation.team, told=told)
    send_invitation(invitation, site)
    return invitation


def _checked(email: str) -> str:
    email = one_line(email).lower()
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError({"email": ["This is no mail address."]}) from None
    if len(email) > 254:
        raise ValidationError({"email": ["A mail address has at most 254 characters."]})
    return email
