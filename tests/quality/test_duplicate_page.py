"""Two records side by side: field by field, merged, kept apart, or put off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.pairs import decide_on_pair, fill_queue
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.models import DuplicatePair, RecordMerge
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}


@pytest.fixture
def pair() -> DuplicatePair:
    firm = make_company("Halden & Pike", city="Chicago")
    make_contact("Maren Oduya", firm, email="maren@halden.example", title="VP, Media")
    make_contact("Maren Oduya", firm, email="maren@halden.example", phone="3125550118", title="Media lead")
    fill_queue(actor=None)
    return DuplicatePair.objects.get()


def address(pair: DuplicatePair) -> str:
    return f"/quality/duplicates/{pair.pk}"


def test_both_stand_side_by_side_with_the_weights(moderator: User, as_user: SignIn, pair: DuplicatePair) -> None:
    page = as_user(moderator).get(address(pair)).content.decode()
    for text in ("VP, Media", "Media lead", "3125550118", "differs", "Email: same", "+12.5", "Let this one stay"):
        assert text in page, text
    other = as_user(moderator).get(f"{address(pair)}?keep={pair.b_id}").content.decode()
    assert f'name="keep" value="{pair.b_id}"' in other


def test_members_see_neither(ana: User, as_user: SignIn, pair: DuplicatePair) -> None:
    browser = as_user(ana)
    assert browser.get(address(pair)).status_code == 403
    assert browser.post(address(pair), {"do": "NOT_SAME"}).status_code == 403
    assert DuplicatePair.objects.get().state == "OPEN"


def test_merging_takes_the_chosen_fields_and_undo_gives_everything_back(
    moderator: User, as_user: SignIn, pair: DuplicatePair
) -> None:
    browser = as_user(moderator)
    values = {"do": "MERGE", "keep": pair.a_id, "title": "dropped", "phone": "dropped", "email": "kept"}
    answer = browser.post(address(pair), values, follow=True)
    merge = RecordMerge.objects.get()
    assert answer.redirect_chain == [(f"/quality/merges/{merge.pk}", 302)]
    assert "is part of Maren Oduya now" in answer.content.decode() and "Undo" in answer.content.decode()
    kept = Contact.objects.get()
    assert (kept.pk, kept.title, kept.phone) == (pair.a_id, "Media lead", "3125550118")
    assert DuplicatePair.objects.get().state == "MERGED"
    assert browser.get(address(pair)).status_code == 404
    browser.post(f"/quality/merges/{merge.pk}", {"do": "undo"})
    assert Contact.objects.count() == 2
    assert DuplicatePair.objects.get().state == "OPEN"


def test_not_the_same_and_later_lead_on_and_can_be_taken_back(
    moderator: User, as_user: SignIn, pair: DuplicatePair
) -> None:
    browser = as_user(moderator)
    for state in ("LATER", "NOT_SAME", "OPEN"):
        answer = browser.post(address(pair), {"do": state})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/quality/duplicates?kind=contact")
        found = DuplicatePair.objects.get()
        assert (found.state, found.decided_by_id) == (state, moderator.pk if state != "OPEN" else None)
    assert browser.post(address(pair), {"do": "SOMETHING"}).status_code == 400


def test_a_merged_pair_is_decided(pair: DuplicatePair) -> None:
    kept, dropped = Contact.objects.order_by("pk")
    merge_records(**OPERATOR, kept=kept, dropped=dropped)
    with pytest.raises(Conflict, match="merged these two in the meantime"):
        decide_on_pair(actor=None, pair=pair, state="NOT_SAME")


def test_pairs_of_the_dropped_record_are_of_the_survivor(pair: DuplicatePair) -> None:
    kept, dropped = Contact.objects.order_by("pk")
    third = make_contact("Maren Oduya", kept.company, email="maren@halden.example")
    fill_queue(actor=None)
    before = {(row.a_id, row.b_id): row.state for row in DuplicatePair.objects.all()}
    assert len(before) == 3
    merge = merge_records(**OPERATOR, kept=kept, dropped=dropped)
    assert {(row.a_id, row.b_id, row.state) for row in DuplicatePair.objects.all()} == {
        (kept.pk, dropped.pk, "MERGED"), (kept.pk, third.pk, "OPEN"),
    }  # fmt: skip
    unmerge_records(**OPERATOR, merge=merge)
    assert {(row.a_id, row.b_id): row.state for row in DuplicatePair.objects.all()} == before
