"""Which claims to ask somebody about: those on what they follow, ten a week."""

from dataclasses import dataclass

from dealmecca.accounts.models import User
from dealmecca.following.queries.follows import followed_scope
from dealmecca.roster.queries.claims import Claim
from dealmecca.roster.queries.confirming import Territory, answered_this_week, claims_to_confirm

WEEKLY = 10


@dataclass(frozen=True)
class ConfirmWeek:
    """`claims` are those still to answer of this week's ten."""

    claims: list[Claim]
    answered: int
    wanted: int = WEEKLY

    @property
    def is_done(self) -> bool:
        return self.answered >= self.wanted


def confirm_week(*, viewer: User, limit: int = WEEKLY) -> ConfirmWeek:
    """At most `limit` of the claims that are left of this week's ten, stalest and most valuable first."""
    answered = answered_this_week(viewer=viewer)
    left = min(limit, WEEKLY - answered)
    if left <= 0:
        return ConfirmWeek([], answered)
    scope = followed_scope(viewer=viewer)
    territory = Territory(tuple(scope.companies), tuple(scope.contacts))
    return ConfirmWeek(claims_to_confirm(viewer=viewer, territory=territory, limit=left), answered)


def confirm_block(*, viewer: User) -> ConfirmWeek:
    """What `roster/_confirm_block.html` shows: one claim."""
    return confirm_week(viewer=viewer, limit=1)
