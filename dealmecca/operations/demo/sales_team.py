"""The demo's plans, and the sales team on which the seller of the demo has a colleague."""

from datetime import datetime

from dealmecca.accounts.models import Role, SubscriptionTier, User
from dealmecca.billing.actions.entitlements import refresh_entitlements
from dealmecca.billing.actions.sales_teams import join, locked, make_team
from dealmecca.billing.actions.subscriptions import grant_plan
from dealmecca.billing.models import SeatPool
from dealmecca.history.models import Door
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Mail, Notification

TEAM_NAME = "Northlight Media Sales"
COLLEAGUE_EMAIL, COLLEAGUE_NAME = "colleague@demo.example", "Noor Castellane"  # nobody signs in as her
SEATS = 5


def give_demo_plan(user: User, tier: SubscriptionTier, seats: int = 1) -> None:
    """The documented one, whatever was changed since."""
    grant_plan(actor=None, door=Door.SYSTEM, user=user, tier=tier, seats=seats)
    refresh_entitlements(actor=None, door=Door.SYSTEM, user_id=user.pk)


def forget_what_was_told(since: datetime) -> None:
    """Nobody is told of the demo's own making: the centre begins empty, and no mail goes."""
    told = {
        "user__email__endswith": "@demo.example",
        "kind__in": [Kind.BILLING, Kind.TEAM, Kind.EVENT],
        "created_at__gte": since,
    }
    Notification.objects.filter(**told).delete()
    Mail.objects.filter(**told).delete()


def seat_demo_team(seller: User) -> None:
    """The colleague pays for the team and runs it; the seller sits on one of its seats, and pays Pro besides."""
    colleague = User.objects.filter(email=COLLEAGUE_EMAIL).first() or User.objects.create_user(COLLEAGUE_EMAIL)
    User.objects.filter(pk=colleague.pk).update(name=COLLEAGUE_NAME, is_active=True)
    give_demo_plan(colleague, SubscriptionTier.TEAM, SEATS)
    colleague.refresh_from_db()
    if colleague.sales_team_id is None:
        make_team(actor=colleague, door=Door.SYSTEM, name=TEAM_NAME)
    pool = locked(SeatPool(pk=colleague.sales_team_id))
    if seller.sales_team_id != pool.pk:
        User.objects.filter(pk=seller.pk).update(sales_team=None, role=Role.MEMBER)
        join(actor=seller, door=Door.SYSTEM, pool=pool)
