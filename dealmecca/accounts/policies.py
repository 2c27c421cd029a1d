"""Who may come through a door at all: every view declares one policy, and a view without one is closed to everybody.

A policy is about the door. What a member may see or do behind it is decided by the queries and permissions there.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from dealmecca.accounts.models import Role, User

View = TypeVar("View", bound=Callable[..., Any])


class Policy(StrEnum):
    VISITORS = "visitors"
    MEMBERS = "members"
    MODERATORS = "moderators"
    ADMINS = "admins"

    def allows(self, user: Any) -> bool:
        """Whether this user, or Django's anonymous one, may come in."""
        if self is Policy.VISITORS:
            return True
        if not (isinstance(user, User) and user.is_active):
            return False
        return self is Policy.MEMBERS or user.role in _STAFF[self]


_STAFF = {Policy.MODERATORS: (Role.MODERATOR, Role.ADMIN), Policy.ADMINS: (Role.ADMIN,)}


def open_to(policy: Policy) -> Callable[[View], View]:
    """Declare who may come in; the middleware asks `policy_of` before the view runs."""

    def declare(view: View) -> View:
        view.policy = policy  # type: ignore[attr-defined]
        return view

    return declare


def policy_of(view: Any) -> Policy | None:
    """What the view declares; the sign-in library's views say it in Django's own way. None: closed to everybody."""
    declared = getattr(view, "policy", None)
    if declared is None and getattr(view, "__module__", "").startswith("allauth."):
        return Policy.MEMBERS if getattr(view, "login_required", True) else Policy.VISITORS
    return declared
