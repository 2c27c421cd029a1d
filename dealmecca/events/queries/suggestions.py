"""Suggested events: what waits for moderators, and one's own."""

from collections.abc import Sequence

from dealmecca.accounts.models import User
from dealmecca.events.models import Event, Suggestion, SuggestionState
from dealmecca.events.queries.events import events_like


def get_suggestion(*, viewer: User, suggestion_id: str) -> Suggestion:
    """Raises DoesNotExist."""
    rows = Suggestion.objects.visible_to(viewer).select_related("user", "event", "decided_by")
    return rows.get(pk=suggestion_id.replace("\0", ""))


def list_suggestions(
    *, viewer: User, state: str = "", own: bool = False, after: str = "", limit: int = 50
) -> tuple[Sequence[Suggestion], str | None]:
    """Oldest first: whoever waits longest is looked at first."""
    rows = Suggestion.objects.visible_to(viewer).select_related("user", "event")
    if state:
        rows = rows.filter(state=state)
    if own:
        rows = rows.filter(user=viewer.pk)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def count_waiting(*, viewer: User) -> int:
    return Suggestion.objects.visible_to(viewer).filter(state=SuggestionState.PENDING).count()


def likely_twins(*, suggestion: Suggestion) -> Sequence[Event]:
    """What moderators look at before they accept."""
    return events_like(title=suggestion.title, starts_at=suggestion.starts_at)
