"""The questions of events go through their indexes, so that they stay fast when the tables grow."""

from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import GOES, Attendee, Event, EventNotice, Visibility
from tests.factories.events import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_each_question_reads_by_its_index(ana: User) -> None:
    event, now = make_event(ana), timezone.now()
    kept, rows = Event.objects.visible_to(ana), Attendee.objects.filter(event=event)
    questions: dict[str, QuerySet[Any]] = {
        "event_by_start": kept.not_over(now).order_by("starts_at", "pk")[:25],
        "event_of_organiser": Event.objects.filter(organiser="c1", starts_at__gt=now),
        "event_deleted": Event.objects.filter(deleted_at__lt=now),
        "attendee_in_order": rows.filter(status__in=GOES).order_by("pk")[:8],
        "attendee_by_status": rows.filter(status="GOING", visibility=Visibility.EVERYBODY).values("event"),
        "attendee_queue": rows.filter(queue_number__lte=9).values("event"),
        "attendee_offer": Attendee.objects.filter(offer_expires_at__lte=now).values("event"),
        "event_notice_untold": EventNotice.objects.filter(told_at=None).order_by("pk").values("pk"),
    }
    plans = {index: question.explain() for index, question in questions.items()}
    assert {index: plan for index, plan in plans.items() if f"INDEX {index} " not in f"{plan} "} == {}
