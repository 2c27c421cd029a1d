"""One event as its viewer may see it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Company
from dealmecca.events.models import Attendee, Event, EventCompany
from dealmecca.lib.text_keys import plain_words

NEAR = timedelta(days=7)
ALIKE = 0.6  # the share of words that two names have in common


def get_event(*, viewer: User, event_id: str) -> Event:
    """By id or by slug, with its organiser's name. Raises DoesNotExist."""
    key = event_id.replace("\0", "")
    rows = Event.objects.visible_to(viewer).prefetch_related(Prefetch("organiser", _named()))
    return rows.get(Q(pk=key) | Q(slug=key))


def get_deleted_event(*, viewer: User, event_id: str) -> Event:
    """For taking it back. Raises DoesNotExist."""
    key = event_id.replace("\0", "")
    return Event.objects.with_deleted_visible_to(viewer).get(Q(pk=key) | Q(slug=key), deleted_at__isnull=False)


def my_answer(*, viewer: User, event: Event) -> Attendee | None:
    return Attendee.objects.of(viewer).filter(event=event).first()


def companies_of(*, event: Event) -> Sequence[EventCompany]:
    """Those that attend or sponsor, by name."""
    rows = EventCompany.objects.filter(event=event).prefetch_related(Prefetch("company", _named()))
    return sorted(rows, key=lambda row: (row.company.name.casefold(), row.pk))


def _named() -> QuerySet[Company]:
    """By a statement of its own: to plan one about companies and others takes PostgreSQL longer than two."""
    return Company.objects.only("name", "slug")


def events_like(*, title: str, starts_at: datetime, besides: str = "", viewer: User | None = None) -> list[Event]:
    """Published or drafted under a name like this within a week of that day: likely the same, nearest first."""
    words = _words(title)
    near = (
        Event.objects.visible_to(viewer or operator())
        .filter(starts_at__range=(starts_at - NEAR, starts_at + NEAR))
        .exclude(pk=besides)
        .order_by("starts_at", "pk")
    )
    alike = [(event, _likeness(words, _words(event.title))) for event in near[:500]]
    return [event for event, share in sorted(alike, key=lambda pair: -pair[1]) if share >= ALIKE][:5]


def _words(title: str) -> set[str]:
    """Without years, which one title has and the other leaves out, and without what every title has."""
    words = {word for word in plain_words(title) if not (word.isdigit() and len(word) == 4)}
    return (words - {"the", "and", "of", "for", "in", "a"}) or words


def _likeness(one: set[str], other: set[str]) -> float:
    """Two words of three, or all of a short name that the other begins with."""
    both = len(one & other)
    return both / min(len(one), len(other)) * (both / max(len(one), len(other))) ** 0.5 if both else 0.0
