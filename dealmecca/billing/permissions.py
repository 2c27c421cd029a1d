"""Who may change what is paid, and who runs a sales team. `actor` None is the operator at the command line or a job."""

from django.conf import settings
from django.core.exceptions import PermissionDenied

from dealmecca.accounts.models import Role, User
from dealmecca.billing.models import SeatPool
from dealmecca.billing.plans import plan_of
from dealmecca.billing.queries.seats import pays_for_seats

Actor = User | None


def can_choose_plan(actor: User) -> bool:
    """Every member, for themselves."""
    return actor.is_authenticated and actor.is_active


def can_grant_plans(actor: Actor) -> bool:
    return actor is None or (actor.is_active and actor.role == Role.ADMIN)


def can_make_team(actor: User) -> bool:
    """Who pays for seats; everybody where there are no limits."""
    return actor.is_active and (settings.PLANS_ARE_UNLIMITED or pays_for_seats(user=actor))


def can_manage_team(actor: User, pool: SeatPool) -> bool:
    """The team's admin, and who pays for it, as long as they are on it."""
    return actor.is_active and actor.sales_team_id == pool.pk and actor.pk in (pool.admin_id, pool.payer_id)


def check_has_api(owner: User) -> None:
    """Raises PermissionDenied when keys are not part of the owner's plan."""
    plan = plan_of(owner)
    require(plan.has_api, f"Keys of the API are not part of the plan {plan.name}.")


def require(allowed: bool, sentence: str) -> None:
    """Raise PermissionDenied with this sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence)
