"""Sales teams: made by who pays, left, handed over. The team's row of seats is locked first, then its people."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import Role, SalesTeam, User
from dealmecca.billing.actions.entitlements import lock_billing_of, refresh_entitlements, write_entitlements
from dealmecca.billing.models import Invitation, SeatPool
from dealmecca.billing.permissions import can_make_team, can_manage_team, require
from dealmecca.billing.queries.seats import pays_for_seats
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

LONGEST_NAME = 120


@transaction.atomic
def make_team(*, actor: User, door: Door, name: str) -> SalesTeam:
    """The actor pays for its seats and runs it. Raises ValidationError and Conflict."""
    require(can_make_team(actor), "Sales teams are part of the Team plan.")
    name = checked_name(name)
    lock_billing_of(actor.pk)
    user = User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    if user.sales_team_id or SeatPool.objects.filter(payer=user).exists():
        raise Conflict("You have a team already.")
    team = SalesTeam.objects.create(name=name)
    SeatPool.objects.create(team=team, payer=user, admin=user)
    _put(user, team, Role.TEAM_ADMIN if user.role == Role.MEMBER else user.role)
    tell_history(actor=actor, door=door, team=team, verb=Verb.CREATE, told={"name": ("", name)})
    refresh_entitlements(actor=actor, door=door, user_id=user.pk)
    actor.refresh_from_db()
    return team


@transaction.atomic
def rename_team(*, actor: User, door: Door, pool: SeatPool, name: str) -> None:
    """Raises ValidationError."""
    name = checked_name(name)
    pool = locked(pool)
    require(can_manage_team(actor, pool), "Only the team's admin may do this.")
    if pool.team.name != name:
        tell_history(actor=actor, door=door, team=pool.team, told={"name": (pool.team.name, name)})
        SalesTeam.objects.filter(pk=pool.pk).update(name=name)


@transaction.atomic
def leave_team(*, actor: User, door: Door, pool: SeatPool) -> None:
    """What belongs to the team stays with it. Twice is once. Raises Conflict for who pays, or runs it for others."""
    pool = locked(pool)
    if not User.objects.filter(pk=actor.pk, sales_team=pool.pk).exists():
        return
    others = User.objects.filter(sales_team=pool.pk).exclude(pk=actor.pk).exists()
    if actor.pk == pool.admin_id and others:
        raise Conflict("You run this team. Hand it over to a colleague first.")
    _take_off(actor=actor, door=door, pool=pool, user=actor, word="left")
    if not others:
        Invitation.objects.filter(team=pool.pk).undecided().update(revoked_at=timezone.now())


@transaction.atomic
def remove_member(*, actor: User, door: Door, pool: SeatPool, member: User) -> None:
    """Twice is once. Raises Conflict for who pays or runs it."""
    pool = locked(pool)
    require(can_manage_team(actor, pool), "Only the team's admin may do this.")
    if not User.objects.filter(pk=member.pk, sales_team=pool.pk).exists():
        return
    if member.pk == pool.admin_id:
        raise Conflict("The team's admin cannot be removed. Hand the team over first.")
    _take_off(actor=actor, door=door, pool=pool, user=member, word="removed")
    notify(
        user=member,
        kind=Kind.TEAM,
        key=f"team {pool.pk} removed {timezone.now().isoformat()}",
        sentence=f"{actor.display_name} took you off the team {pool.team.name}.",
        link=reverse("billing:sales_team_page"),
    )


@transaction.atomic
def hand_over_team(*, actor: User, door: Door, pool: SeatPool, member: User) -> None:
    """Another member runs the team from now on; who pays stays the same. Raises Conflict."""
    pool = locked(pool)
    require(can_manage_team(actor, pool), "Only the team's admin may do this.")
    if member.pk == pool.admin_id:
        return
    people = {user.pk: user for user in _locked_users({member.pk, pool.admin_id or member.pk})}
    new, old = people[member.pk], people.get(pool.admin_id or "")
    if new.sales_team_id != pool.pk or not new.is_active:
        raise Conflict("They are no longer on the team.")
    SeatPool.objects.filter(pk=pool.pk).update(admin=new)
    if new.role == Role.MEMBER:
        User.objects.filter(pk=new.pk).update(role=Role.TEAM_ADMIN)
    if old and old.role == Role.TEAM_ADMIN:
        User.objects.filter(pk=old.pk).update(role=Role.MEMBER)
    tell_history(actor=actor, door=door, team=pool.team, told={"admin": (old.email if old else "", new.email)})
    notify(
        user=new,
        kind=Kind.TEAM,
        key=f"team {pool.pk} admin {timezone.now().isoformat()}",
        sentence=f"{actor.display_name} handed the team {pool.team.name} over to you.",
        link=reverse("billing:sales_team_page"),
    )
    actor.refresh_from_db()


def locked(pool: SeatPool) -> SeatPool:
    """The seats as they are, until the transaction ends nobody else's. Raises DoesNotExist."""
    return SeatPool.objects.select_for_update(of=("self",)).select_related("team").get(pk=pool.pk)


def join(*, actor: User, door: Door, pool: SeatPool) -> None:
    """The caller holds the lock of the seats, and has counted them. Raises Conflict."""
    (user,) = _locked_users({actor.pk})
    if user.sales_team_id == pool.pk:
        return
    if user.sales_team_id:
        raise Conflict("You are on another team. Leave it first, then open this invitation again.")
    _put(user, pool.team, user.role)
    tell_history(actor=actor, door=door, team=pool.team, told={"member": ("", user.email)})
    write_entitlements(actor=actor, door=door, user_ids=[user.pk])
    actor.refresh_from_db()


def _take_off(*, actor: User, door: Door, pool: SeatPool, user: User, word: str) -> None:
    if user.pk == pool.payer_id and pays_for_seats(user=user):
        raise Conflict("Who pays for the seats stays on the team until the subscription has ended.")
    members = set(User.objects.filter(sales_team=pool.pk).values_list("pk", flat=True))
    people = {one.pk: one for one in _locked_users(members)}
    left = people[user.pk]
    _put(left, None, Role.MEMBER if left.role == Role.TEAM_ADMIN else left.role)
    gone = {name: None for name in ("payer", "admin") if getattr(pool, f"{name}_id") == user.pk}
    if gone:
        SeatPool.objects.filter(pk=pool.pk).update(**gone)
    tell_history(actor=actor, door=door, team=pool.team, told={"member": (user.email, word)})
    write_entitlements(actor=actor, door=door, user_ids=members)  # a seat came free: somebody may sit down on it
    user.refresh_from_db()


def _locked_users(ids: set[str]) -> list[User]:
    return list(User.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def _put(user: User, team: SalesTeam | None, role: str) -> None:
    User.objects.filter(pk=user.pk).update(sales_team=team, role=role, updated_at=timezone.now())


def checked_name(name: str) -> str:
    name = one_line(name)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ValidationError({"name": [f"Give the team a name of at most {LONGEST_NAME} characters."]})
    return name


def tell_history(
    *,
    actor: User | None,
    door: Door,
    team: SalesTeam,
    told: Mapping[str, tuple[object, object]],
    verb: Verb = Verb.EDIT,
) -> None:
    record_changes(actor=actor, door=door, entries=[Entry("sales_team", team.pk, verb, told, timezone.now())])
