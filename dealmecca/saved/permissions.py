"""Who may save searches, and who may change one."""

from dealmecca.accounts.models import User
from dealmecca.directory.permissions import require
from dealmecca.saved.models import SavedSearch

__all__ = ["can_change_search", "can_save_searches", "require"]


def can_save_searches(actor: User) -> bool:
    return actor.is_authenticated and actor.is_active


def can_change_search(actor: User, saved: SavedSearch) -> bool:
    """Whose it is, while they can see it; the team's that its author has left, anybody of the team."""
    if not can_save_searches(actor):
        return False
    is_teams = saved.sales_team_id is not None and saved.sales_team_id == actor.sales_team_id
    if saved.user_id == actor.pk:
        return saved.sales_team_id is None or is_teams
    return is_teams and saved.user.sales_team_id != saved.sales_team_id
