"""Suggesting an event that somebody else runs; accepting it, which publishes it, or declining it with a reason."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.locks import lock_until_commit
from dealmecca.events.actions.events import create_event
from dealmecca.events.cleaning import clean_event
from dealmecca.events.models import Event, Suggestion, SuggestionState
from dealmecca.events.permissions import can_create_events, can_decide_suggestions, require
from dealmecca.events.queries.events import events_like
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

FIELDS = (
    "title", "event_type", "format", "time_zone", "starts_at", "ends_at", "venue", "city", "country", "website",
    "organiser_name", "description",
)  # fmt: skip
MOST_WAITING = 20


@transaction.atomic
def suggest_event(*, actor: User, values: Mapping[str, Any], despite_likeness: bool = False) -> tuple[Suggestion, bool]:
    """The suggestion, and whether it is new: the same again is one. `values` as `clean_event` takes them.

    Raises ValidationError, and Conflict when one of a like name is around that day, unless `despite_likeness`.
    """
    require(can_create_events(actor), "You may not suggest events.")
    cleaned = clean_event(values)
    lock_until_commit(f"event suggestions {actor.pk}")
    mine = Suggestion.objects.filter(user=actor, state=SuggestionState.PENDING)
    twin = mine.filter(title=cleaned["title"], starts_at=cleaned["starts_at"]).first()
    if twin:
        return twin, False
    if mine.count() >= MOST_WAITING:
        raise Conflict(f"{MOST_WAITING} suggestions of yours wait already.")
    if not despite_likeness:
        like = events_like(title=cleaned["title"], starts_at=cleaned["starts_at"], viewer=actor)
        if like:
            raise Conflict(f"This looks like “{like[0].title}” of the same days. Say so if it is another event.")
    return Suggestion.objects.create(user=actor, **{name: cleaned[name] for name in FIELDS}), True


@transaction.atomic
def accept_suggestion(*, actor: User, door: Door, suggestion: Suggestion) -> Event:
    """Publishes it as an event of the moderator who accepts; who suggested it hears of that. Raises Conflict."""
    row = _waiting(actor, suggestion)
    zone = row.zone
    values = {name: getattr(row, name) for name in FIELDS if name not in ("starts_at", "ends_at")}
    values |= {"start_date": row.starts_at.astimezone(zone), "end_date": row.ends_at.astimezone(zone)}
    event = create_event(actor=actor, door=door, values=values, is_published=True, despite_likeness=True)
    _decide(row, actor, door, SuggestionState.ACCEPTED, event=event)
    _tell(row, f"Your suggestion {row.title} was accepted.", event.url)
    return event


@transaction.atomic
def decline_suggestion(*, actor: User, door: Door, suggestion: Suggestion, reason: str) -> None:
    """Raises ValidationError without a reason, and Conflict when it was decided already."""
    row = _waiting(actor, suggestion)
    said = one_line(reason)
    if not said or len(said) > 300:
        raise ValidationError({"reason": ["Say why, in 300 characters at most: who suggested it reads that."]})
    _decide(row, actor, door, SuggestionState.DECLINED, reason=said)
    _tell(row, f"Your suggestion {row.title} was not taken up.", reverse("events:suggestion_list"), said)


def _waiting(actor: User, suggestion: Suggestion) -> Suggestion:
    require(can_decide_suggestions(actor), "Only moderators decide about suggestions.")
    row = Suggestion.objects.select_for_update(of=("self",)).filter(pk=suggestion.pk).first()
    if row is None or row.state != SuggestionState.PENDING:
        raise Conflict("Somebody decided about this suggestion already.")
    return row


def _decide(
    row: Suggestion, actor: User, door: Door, state: SuggestionState, *, event: Event | None = None, reason: str = ""
) -> None:
    row.state, row.event, row.reason = state, event, reason
    row.decided_by, row.decided_at = actor, timezone.now()
    row.save(update_fields=["state", "event", "reason", "decided_by", "decided_at"])
    told = {"state": (SuggestionState.PENDING.value, state.value), "title": ("", row.title)}
    record_changes(actor=actor, door=door, entries=[Entry("event_suggestion", row.pk, Verb.EDIT, told, row.decided_at)])


def _tell(row: Suggestion, sentence: str, link: str, details: str = "") -> None:
    if row.user:
        notify(
            user=row.user, kind=Kind.EVENT, key=f"event suggestion {row.pk}", sentence=sentence, link=link,
            details=details,
        )  # fmt: skip
