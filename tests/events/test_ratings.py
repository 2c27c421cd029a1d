"""Ratings: by those who were there, after the end, averaged from three on; and what is for oneself alone."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dealmecca.accounts.models import User
from dealmecca.crm.models import Interaction
from dealmecca.events.actions.ratings import rate_event, withdraw_rating
from dealmecca.events.actions.worth import log_met_people, set_roi
from dealmecca.events.models import Attendee, Event, MetPerson, Rating, RoiLog
from dealmecca.events.queries.ratings import (
    my_met_people,
    my_rating,
    my_roi,
    overall_of,
    people_likely_met,
    shrunk,
    verdict_on,
)
from dealmecca.lib.conflicts import Conflict
from tests.factories import make_company, make_contact
from tests.factories.events import answer, make_event, make_past

pytestmark = pytest.mark.django_db


def been_there(event: Event, *users: User) -> Event:
    for user in users:
        answer(user, event)
    return make_past(event)


def test_only_those_who_were_there_rate_and_only_when_it_is_over(ana: User, ben: User, event: Event) -> None:
    answer(ana, event)
    with pytest.raises(Conflict, match="once it is over"):
        rate_event(actor=ana, event=event, stars={"overall": 5})
    make_past(event)
    with pytest.raises(Conflict, match="Only those who were there"):
        rate_event(actor=ben, event=event, stars={"overall": 5})
    rate_event(actor=ana, event=event, stars={"overall": 4, "roi": 2})
    rate_event(actor=ana, event=event, stars={"overall": 5})
    row = my_rating(viewer=ana, event=event)
    assert row and (row.overall, row.roi) == (5, None) and Rating.objects.count() == 1
    assert Attendee.objects.get(user=ana).status == "ATTENDED"
    event.refresh_from_db()
    assert event.attendee_count == 1


@pytest.mark.parametrize("stars", [{}, {"roi": 3}, {"overall": 0}, {"overall": 6}, {"overall": 3, "content": 9}])
def test_stars_are_from_one_to_five(ana: User, event: Event, stars: dict[str, int]) -> None:
    been_there(event, ana)
    with pytest.raises(ValidationError):
        rate_event(actor=ana, event=event, stars=stars)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(event=event, user=ana, overall=stars.get("overall", 0) and 6)


def test_averages_come_from_three_ratings_on_and_are_pulled_to_the_middle(
    ana: User, ben: User, cleo: User, dan: User, event: Event
) -> None:
    been_there(event, ana, ben, cleo)
    for user in (ana, ben):
        rate_event(actor=user, event=event, stars={"overall": 5, "content": 5})
    assert verdict_on(viewer=dan, event=event).averages == () and overall_of(viewer=dan, events=[event]) == {}
    rate_event(actor=cleo, event=event, stars={"overall": 5})
    verdict = verdict_on(viewer=dan, event=event)
    assert [(one.aspect, one.value) for one in verdict.averages] == [("overall", 4.4)], "content has two"
    assert verdict.count == 3 and overall_of(viewer=dan, events=[event]) == {event.pk: 4.4}
    withdraw_rating(actor=cleo, event=event)
    withdraw_rating(actor=cleo, event=event)
    assert verdict_on(viewer=dan, event=event).overall is None
    assert shrunk(5, 300) == 5.0 and shrunk(1, 3) == 2.0


def test_whoever_was_not_there_after_all_takes_their_rating_along(ana: User, event: Event) -> None:
    been_there(event, ana)
    rate_event(actor=ana, event=event, stars={"overall": 5})
    answer(ana, event, "NOT_GOING")
    assert not Rating.objects.exists()


def test_ticking_whom_one_met_logs_an_interaction_with_each_once(ana: User, ben: User, event: Event) -> None:
    agency = make_company()
    maren, tobias = make_contact("Maren Oduya", agency), make_contact("Tobias Rao", agency)
    with pytest.raises(Conflict, match="has not begun"):
        log_met_people(actor=ana, event=event, contacts=[maren])
    been_there(event, ana)
    with pytest.raises(Conflict, match="Only those who were there"):
        log_met_people(actor=ben, event=event, contacts=[maren])
    assert len(log_met_people(actor=ana, event=event, contacts=[maren, maren], note="Talked CTV.")) == 1
    assert len(log_met_people(actor=ana, event=event, contacts=[maren, tobias])) == 1
    logged = Interaction.objects.filter(user=ana).order_by("pk")
    assert [row.text for row in logged] == ["Met at Audio Upfront. Talked CTV.", "Met at Audio Upfront."]
    assert all(row.kind == "EVENT" and row.happened_at == event.ends_at for row in logged)
    assert [row.contact for row in my_met_people(viewer=ana, event=event)] == [maren, tobias]
    assert my_met_people(viewer=ben, event=event) == []
    logged[0].delete()
    assert MetPerson.objects.filter(interaction=None).count() == 1


def test_people_of_the_companies_that_were_there_are_offered(ana: User) -> None:
    agency, account, other = make_company(), make_company("Kestrel Cola"), make_company("Elsewhere")
    event = make_event(ana, organiser=agency, attending=[account])
    here = {make_contact("Maren Oduya", agency).pk, make_contact("Tobias Rao", account).pk}
    make_contact("Priya Castellan", other)
    assert {person.pk for person in people_likely_met(viewer=ana, event=event)} == here


def test_what_it_was_worth_is_for_oneself_alone(ana: User, ben: User, admin: User, event: Event) -> None:
    set_roi(actor=ana, event=event, met_count=12, lead_count=3, cost=Decimal("1250.50"), note="Table two")
    set_roi(actor=ana, event=event, met_count=12, lead_count=4)
    row = my_roi(viewer=ana, event=event)
    assert row and (row.met_count, row.lead_count, row.cost, row.note) == (12, 4, None, "")
    assert my_roi(viewer=ben, event=event) is None and my_roi(viewer=admin, event=event) is None
    for wrong in ({"met_count": -1}, {"cost": Decimal(-1)}, {"note": "x" * 2001}):
        with pytest.raises(ValidationError):
            set_roi(actor=ana, event=event, **wrong)
    assert RoiLog.objects.count() == 1
