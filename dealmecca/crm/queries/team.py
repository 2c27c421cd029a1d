"""What a viewer's team-mates did last."""

from django.db.models import Prefetch

from dealmecca.accounts.models import User
from dealmecca.crm.models import Interaction, InteractionContact


def team_activity(*, viewer: User, limit: int = 5) -> list[Interaction]:
    """Interactions of others that belong to the viewer's team, newest first. Two queries at most."""
    if not viewer.sales_team_id:
        return []
    rows = Interaction.objects.visible_to(viewer).filter(sales_team=viewer.sales_team_id).exclude(user=viewer.pk)
    people = Prefetch("people", InteractionContact.objects.select_related("contact").order_by("pk"))
    rows = rows.select_related("user", "company").prefetch_related(people)
    return list(rows.order_by("-happened_at", "-pk")[:limit])
