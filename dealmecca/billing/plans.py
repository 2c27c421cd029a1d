"""What each plan allows: the one table behind the pages, the API and the documentation."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from dealmecca.accounts.models import Role, SubscriptionTier, User
from dealmecca.billing.queries.entitlements import entitlement_of


@dataclass(frozen=True, slots=True)
class Plan:
    """None means without limit; a month is the member's own, from the day their plan began."""

    name: str
    searches_a_month: int | None
    shows_contact_details: bool
    exported_rows_a_month: int | None
    saved_searches: int | None
    requests_an_hour: int | None
    imports_files: bool = False
    has_api: bool = False
    has_seats: bool = False
    shares_searches: bool = False
    has_team_notes: bool = False


PLANS = {
    SubscriptionTier.FREE: Plan(
        "Free",
        searches_a_month=10,
        shows_contact_details=False,
        exported_rows_a_month=0,
        saved_searches=1,
        requests_an_hour=100,
    ),
    SubscriptionTier.PRO: Plan(
        "Pro",
        searches_a_month=None,
        shows_contact_details=True,
        exported_rows_a_month=5_000,
        saved_searches=25,
        requests_an_hour=1_000,
        imports_files=True,
        has_api=True,
    ),
    SubscriptionTier.TEAM: Plan(
        "Team",
        searches_a_month=None,
        shows_contact_details=True,
        exported_rows_a_month=20_000,
        saved_searches=25,
        requests_an_hour=5_000,
        imports_files=True,
        has_api=True,
        has_seats=True,
        shares_searches=True,
        has_team_notes=True,
    ),
}
UNLIMITED = Plan(
    "Unlimited",
    searches_a_month=None,
    shows_contact_details=True,
    exported_rows_a_month=None,
    saved_searches=None,
    requests_an_hour=None,
    imports_files=True,
    has_api=True,
    has_seats=True,
    shares_searches=True,
    has_team_notes=True,
)


def plan_of(user: User) -> Plan:
    """What this user may do. Admins run the place, moderators need what they check, a self-hoster may lift limits."""
    if settings.PLANS_ARE_UNLIMITED or user.role == Role.ADMIN:
        return UNLIMITED
    plan = PLANS[tier_of(user)]
    if user.role == Role.MODERATOR and not plan.shows_contact_details:
        return PLANS[SubscriptionTier.PRO]
    return plan


def tier_of(user: User) -> SubscriptionTier:
    """What is paid for now. A plan whose time is up opens nothing, also before the timed job has written that down."""
    if user.plan_until is None or user.plan_until > timezone.now():
        return SubscriptionTier(user.subscription_tier)
    return entitlement_of(user).tier
