"""Everybody who signs in here, for admins: plan, use, browsers, and what was changed about them. Nobody's own work."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from dealmecca.accounts.mfa import has_second_factor
from dealmecca.accounts.models import Impersonation, User
from dealmecca.accounts.queries import keys_of, sessions_of
from dealmecca.billing.plans import Plan, plan_of
from dealmecca.billing.queries.usage import Usage, read_all_usage
from dealmecca.history.models import Change
from dealmecca.history.queries import changes_of
from dealmecca.operations.permissions import can_keep_members

PAGE = 50
SHOWN = 10
LONGEST_QUESTION = 100
Field = tuple[str, Any, Any]  # its name in words, what it was, what it became


@dataclass(frozen=True)
class Member:
    """One user as their page shows them."""

    user: User
    plan: Plan
    usage: list[Usage]
    has_second_factor: bool
    browsers: int
    keys: int
    looks: Sequence[Impersonation]  # who looked as them, newest first
    changes: list[tuple[Change, list[Field]]]


def list_members(*, viewer: User, question: str = "", after: str = "") -> tuple[list[User], str]:
    """A page of users whose name or address holds the words, by when they came; and where the next page begins."""
    rows = _members(viewer).select_related("sales_team").order_by("pk")
    for word in question[:LONGEST_QUESTION].replace("\0", "").split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    found = list(rows.filter(pk__gt=after.replace("\0", "")[:25])[: PAGE + 1])
    page = found[:PAGE]
    return page, page[-1].pk if len(found) > PAGE else ""


def get_member(*, viewer: User, member_id: str) -> User:
    """Raises User.DoesNotExist, also for who keeps no members."""
    return _members(viewer).select_related("sales_team").get(pk=member_id)


def read_member(*, viewer: User, member_id: str) -> Member:
    """Raises User.DoesNotExist."""
    user = get_member(viewer=viewer, member_id=member_id)
    looks = Impersonation.objects.filter(user=user.pk).select_related("admin").order_by("-began_at", "-pk")
    return Member(
        user=user,
        plan=plan_of(user),
        usage=read_all_usage(user=user),
        has_second_factor=has_second_factor(user),
        browsers=len(sessions_of(user)),
        keys=sum(key.is_working for key in keys_of(user)),
        looks=list(looks[:SHOWN]),
        changes=[
            (change, [(name.replace("_", " ").capitalize(), *values) for name, values in change.fields.items()])
            for change in changes_of(viewer=viewer, kind="user", record_id=user.pk, limit=SHOWN)
        ],
    )


def _members(viewer: User) -> QuerySet[User]:
    return User.objects.all() if can_keep_members(viewer) else User.objects.none()
