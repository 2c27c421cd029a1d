"""A pair that is one person at two companies: the form knows both jobs, one record stays, and all can be taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Contact, Move, Position
from dealmecca.history.models import Change, Door
from dealmecca.quality.actions.moving import merge_as_move
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.merging.ledger import whole_row
from dealmecca.quality.models import DuplicatePair, RecordMerge
from dealmecca.roster.models import Handling
from tests.factories import make_company, make_contact, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PROFILE = {"linkedin_url": "https://www.linkedin.com/in/marenoduya"}


@pytest.fixture
def pair() -> DuplicatePair:
    halden = make_company("Halden & Pike", city="Chicago", domains=["haldenpike.example"])
    larkspur = make_company("Larkspur & Vane", city="Boston")
    maren = make_contact("Maren Oduya", halden, title="Planner", email="maren@haldenpike.example", **PROFILE)
    make_contact("Maren Oduya", larkspur, title="VP, Media", phone="6175550118", **PROFILE)
    make_handling(maren, make_company("Kestrel Cola"), "CTV")
    fill_queue(actor=None)
    return DuplicatePair.objects.get(label="move")


def sent(pair: DuplicatePair, keep: str = "", **changes: str) -> dict[str, str]:
    return {"left": pair.a_id, "keep": keep or pair.a_id, "moved_on": "2026-02-01", **changes}


def rows() -> list[Any]:
    """People and their jobs, as they are."""
    found = [*Contact.objects.order_by("pk"), *Position.objects.order_by("pk"), *Handling.objects.order_by("pk")]
    return [whole_row(row) for row in found]


def test_the_pair_leads_to_a_form_that_knows_both_jobs(moderator: User, as_user: SignIn, pair: DuplicatePair) -> None:
    browser = as_user(moderator)
    assert f"/quality/duplicates/{pair.pk}/move" in browser.get(f"/quality/duplicates/{pair.pk}").content.decode()
    page = browser.get(f"/quality/duplicates/{pair.pk}/move").content.decode()
    assert page.index("Halden &amp; Pike") < page.index("Larkspur &amp; Vane")
    assert f'name="left" value="{pair.a_id}" checked' in page and "Planner" in page and "VP, Media" in page


@pytest.mark.parametrize("kept", ["a_id", "b_id"], ids=["the one who left", "the one who came"])
def test_one_record_stays_with_both_jobs_and_taking_apart_gives_all_back(
    moderator: User, as_user: SignIn, pair: DuplicatePair, kept: str
) -> None:
    browser, before, keep = as_user(moderator), rows(), getattr(pair, kept)
    answer = browser.post(f"/quality/duplicates/{pair.pk}/move", sent(pair, keep), follow=True)
    assert answer.redirect_chain == [(f"/people/{keep}", 302)]
    assert "moved from Halden &amp; Pike to Larkspur &amp; Vane" in answer.content.decode()
    person = Contact.objects.get()
    assert (person.pk, str(person.company), person.title) == (keep, "Larkspur & Vane", "VP, Media")
    assert (person.phone, person.email) == ("6175550118", ""), "the address at the old company went"
    jobs = set(Position.objects.filter(contact=person).values_list("company__name", "until"))
    assert jobs == {("Halden & Pike", date(2026, 2, 1)), ("Larkspur & Vane", None)}
    assert Position.objects.get(until=None).since == date(2026, 2, 1)
    assert Handling.objects.get().position.company.name == "Halden & Pike"
    assert DuplicatePair.objects.get(pk=pair.pk).state == "MERGED"
    move = Move.objects.get()
    assert (move.contact_id, move.recorded_by) == (keep, moderator)
    assert Change.objects.filter(record_id=keep, fields__has_key="company").exists()
    merge = RecordMerge.objects.get()
    browser.post(f"/quality/merges/{merge.pk}")
    merge.refresh_from_db()
    assert merge.left == [] and rows() == before
    assert Move.objects.get().undone_at is not None
    assert DuplicatePair.objects.get(pk=pair.pk).state == "OPEN"


def test_a_wrong_day_is_said_on_the_form_and_changes_nothing(
    moderator: User, as_user: SignIn, pair: DuplicatePair
) -> None:
    browser, before = as_user(moderator), rows()
    for wrong, sentence in {"2190-01-01": "still to come", "soon": "Give a day", "1801-01-01": "after 1950"}.items():
        answer = browser.post(f"/quality/duplicates/{pair.pk}/move", sent(pair, moved_on=wrong))
        assert answer.status_code == 422 and sentence in answer.content.decode()
    assert browser.post(f"/quality/duplicates/{pair.pk}/move", sent(pair, left="nobody")).status_code == 422
    assert rows() == before and not RecordMerge.objects.exists()


def test_a_later_move_is_taken_back_first(moderator: User, as_user: SignIn, pair: DuplicatePair) -> None:
    browser = as_user(moderator)
    browser.post(f"/quality/duplicates/{pair.pk}/move", sent(pair))
    there = make_company("Wren Outdoor")
    day = date(2026, 3, 1)
    move_contact(actor=None, door=Door.SYSTEM, contact=Contact.objects.get(), company_id=there.pk, moved_on=day)
    refused = browser.post(f"/quality/merges/{RecordMerge.objects.get().pk}")
    assert refused.status_code == 409 and "Take that move back first" in refused.content.decode()


def test_members_and_two_people_of_one_company_have_no_such_form(
    ana: User, moderator: User, as_user: SignIn, pair: DuplicatePair
) -> None:
    assert as_user(ana).get(f"/quality/duplicates/{pair.pk}/move").status_code == 403
    a, b = Contact.objects.order_by("pk")
    with pytest.raises(PermissionDenied):
        merge_as_move(actor=ana, door=Door.WEB, former=a, present=b, keep=a.pk, moved_on=date(2026, 2, 1))
    Contact.objects.update(company=a.company)
    browser = as_user(moderator)
    assert browser.get(f"/quality/duplicates/{pair.pk}/move").status_code == 404
    assert "It is a move" not in browser.get(f"/quality/duplicates/{pair.pk}").content.decode()
