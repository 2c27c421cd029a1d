"""The queue of duplicates: filled by a look through the directory, the surest first, decisions stick."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import delete_contact, edit_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Change, Door
from dealmecca.quality import jobs
from dealmecca.quality.actions.pairs import decide_on_pair, fill_queue
from dealmecca.quality.models import DuplicatePair, DuplicatePass
from dealmecca.quality.queries.pairs import open_pairs
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}
PAGE = "/quality/duplicates"


@pytest.fixture
def maren() -> list[Contact]:
    """Twice the same person; and two offices of one name and street."""
    firm = make_company("Halden & Pike", city="Chicago", address="12 Lake Street", website="https://halden.example")
    make_company("Halden and Pike, Inc.", city="Chicago", address="12 Lake St", website="https://halden.example")
    make_contact("Tobias Rao", firm, email="tobias@halden.example")
    email = "maren@halden.example"
    return [make_contact("Maren Oduya", firm, email=email), make_contact("M. Oduya", firm, email=email)]


def test_moderators_alone_see_what_was_found(ana: User, moderator: User, as_user: SignIn, maren: list[Contact]) -> None:
    out = StringIO()
    call_command("quality", "duplicates", "--queue", stdout=out)
    assert "2 pairs of 3 people and 2 companies are in the queue" in out.getvalue()
    assert as_user(ana).get(PAGE).status_code == 403
    browser = as_user(moderator)
    page = browser.get(PAGE).content.decode()
    assert "Maren Oduya" in page and "M. Oduya" in page and "% the same" in page and "Tobias" not in page
    assert "Halden and Pike, Inc." in browser.get(f"{PAGE}?kind=company").content.decode()
    assert "Maren" in browser.get(f"{PAGE}?after=broken&kind=nobody&state=NONE").content.decode(), "the first page"


def test_a_decision_sticks_until_what_was_compared_changes(maren: list[Contact]) -> None:
    fill_queue(actor=None)
    pair = DuplicatePair.objects.get(record_kind="contact")
    assert (pair.a_id, pair.b_id) == tuple(sorted(contact.pk for contact in maren))
    assert ["email", "same", 12.5] in pair.reasons
    decide_on_pair(actor=None, pair=pair, state="NOT_SAME")
    fill_queue(actor=None)
    assert DuplicatePair.objects.get(pk=pair.pk).state == "NOT_SAME"
    edit_contact(**OPERATOR, contact=maren[1], values={"phone": "3125550118"})
    fill_queue(actor=None)
    assert DuplicatePair.objects.get(pk=pair.pk).state == "OPEN", "the record is another one now"


def test_a_pair_that_is_no_longer_alike_leaves_the_queue(maren: list[Contact]) -> None:
    fill_queue(actor=None)
    edit_contact(**OPERATOR, contact=maren[1], values={"first_name": "Quentin", "last_name": "Zhou", "email": ""})
    fill_queue(actor=None)
    assert not DuplicatePair.objects.filter(record_kind="contact").exists()


def test_pairs_of_deleted_people_are_not_shown(maren: list[Contact], moderator: User) -> None:
    fill_queue(actor=None)
    delete_contact(**OPERATOR, contact=maren[0])
    assert open_pairs(viewer=moderator, kind="contact").lines == []


def test_pages_follow_one_another_without_a_gap(moderator: User) -> None:
    for number in range(5):
        DuplicatePair.objects.create(
            record_kind="contact", a_id=make_contact(f"A{number} One").pk, b_id=make_contact(f"B{number} Two").pk,
            confidence=9000, label="duplicate", rank=900_000 + number // 2, compared="x",
        )  # fmt: skip
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = open_pairs(viewer=moderator, kind="contact", cursor=cursor, limit=2)
        seen += [str(line.a)[:2] for line in page.lines]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == ["A4", "A3", "A2", "A1", "A0"]


def test_the_job_looks_once_and_again_after_an_import(maren: list[Contact]) -> None:
    jobs.look_for_duplicates()
    first = DuplicatePass.objects.get()
    jobs.look_for_duplicates()
    assert DuplicatePass.objects.get() == first, "nothing is new"
    edit_contact(actor=None, door=Door.IMPORT, contact=maren[0], values={"title": "Buyer"})
    jobs.look_for_duplicates()
    assert DuplicatePass.objects.get() == first, "the import may still be running"
    Change.objects.filter(door=Door.IMPORT).update(at=timezone.now() - timedelta(minutes=2))
    jobs.look_for_duplicates()
    assert DuplicatePass.objects.get() != first


def test_the_list_asks_the_same_however_long_it_is(
    moderator: User, as_user: SignIn, maren: list[Contact], django_assert_max_num_queries: Any
) -> None:
    fill_queue(actor=None)
    browser = as_user(moderator)
    browser.get(PAGE)
    with django_assert_max_num_queries(16):
        browser.get(PAGE)
