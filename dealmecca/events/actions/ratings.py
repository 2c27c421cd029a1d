"""Rating an event where one was, and taking that back."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.actions.seats import locked_event
from dealmecca.events.models import ASPECTS, GOES, Attendee, Event, EventStatus, Rating, Rsvp
from dealmecca.events.permissions import can_answer, require
from dealmecca.lib.conflicts import Conflict


@transaction.atomic
def rate_event(*, actor: User, event: Event, stars: Mapping[str, int | None]) -> Rating:
    """From 1 to 5 for `overall`, and for the other aspects where there is something to say. Again replaces it.

    Only those who went, and only once it is over; who rates was there. Raises ValidationError, Conflict.
    """
    require(can_answer(actor), "You may not rate for somebody else.")
    values = {aspect: stars.get(aspect) for aspect in ASPECTS}
    problems = {
        aspect: ["Give 1 to 5."] for aspect, value in values.items() if value is not None and not 1 <= value <= 5
    }
    if values["overall"] is None:
        problems["overall"] = ["Say how it was on the whole, from 1 to 5."]
    if problems:
        raise ValidationError(problems)
    there = locked_event(actor, event)
    if there.status != EventStatus.PUBLISHED:
        raise Conflict("This event did not take place.")
    if not there.is_over:
        raise Conflict("This event can be rated once it is over.")
    answer = Attendee.objects.filter(event=there, user=actor, status__in=GOES)
    if not answer.exists():
        raise Conflict("Only those who were there rate an event. Say first that you were.")
    now = timezone.now()
    answer.exclude(status=Rsvp.ATTENDED).update(status=Rsvp.ATTENDED, updated_at=now)
    row, _ = Rating.objects.update_or_create(event=there, user=actor, defaults=values | {"updated_at": now})
    return row


@transaction.atomic
def withdraw_rating(*, actor: User, event: Event) -> None:
    """Twice is once."""
    require(can_answer(actor), "You may not rate for somebody else.")
    there = locked_event(actor, event)
    Rating.objects.filter(event=there, user=actor).delete()
