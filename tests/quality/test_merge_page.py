"""The page of one merge: what moved, what both had, and taking it apart."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.models import Note
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.actions.suppressions import suppress
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.actions.forgetting import forget_record
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.models import RecordMerge
from tests.cast import make_ana, make_ben
from tests.factories import make_contact
from tests.factories.twins import Twins, make_twins
from tests.shared_rows import made_once

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Twins, User, User]]:
    with made_once(django_db_blocker):
        ana, ben = make_ana(), make_ben()
        yield make_twins(ana, ben), ana, ben


@pytest.fixture
def world(made: tuple[Twins, User, User], db: None) -> tuple[Twins, User, User]:
    return deepcopy(made)


@pytest.fixture
def twins(world: tuple[Twins, User, User]) -> Twins:
    return world[0]


@pytest.fixture
def ana(world: tuple[Twins, User, User]) -> User:
    return world[1]


def test_it_tells_what_moved_and_nothing_of_what_members_keep(
    twins: Twins, ana: User, moderator: User, as_user: SignIn
) -> None:
    merge = merge_records(actor=moderator, door=Door.WEB, kept=twins.kept, dropped=twins.dropped)
    address = f"/quality/merges/{merge.pk}"
    assert as_user(ana).get(address).status_code == 403
    page = as_user(moderator).get(address).content.decode().partition("What moved")[2].partition("</section>")[0]
    for text in ("Jobs, past and present", "that both had", "keep for themselves"):
        assert text in page, text
    for text in ("Notes", "Likes jazz", "Follow-ups", "nteractions"):
        assert text not in page, text


def test_what_was_changed_since_is_listed_there(twins: Twins, moderator: User, as_user: SignIn) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    edit_contact(**OPERATOR, contact=Contact.objects.get(pk=twins.kept.pk), values={"phone": "3125550199"})
    browser = as_user(moderator)
    page = browser.post(f"/quality/merges/{merge.pk}", follow=True).content.decode()
    assert "Phone of Maren Oduya was changed since" in page and "listed below" in page
    assert "Take it apart" not in page
    assert browser.post(f"/quality/merges/{merge.pk}").status_code == 409, "it was taken apart already"


def test_who_is_erased_is_in_no_ledger_and_comes_back_by_no_way(twins: Twins, admin: User) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    person = Contact.objects.get(pk=twins.kept.pk)
    erase_person(actor=admin, door=Door.WEB, contact=person)
    assert "3125550118" not in str(RecordMerge.objects.get(pk=merge.pk).ledger)
    with pytest.raises(Conflict, match="was erased"):
        unmerge_records(**OPERATOR, merge=merge)
    other = make_contact("Tove Lind", twins.firm)
    with pytest.raises(Conflict, match="deleted in the meantime"):
        merge_records(**OPERATOR, kept=other, dropped=person)


def test_who_asked_since_not_to_be_listed_does_not_come_back_by_taking_apart(twins: Twins) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped, choices={"phone": "kept"})
    suppress(**OPERATOR, text="+1 312 555 0118", reason="Asked")
    with pytest.raises(ValidationError, match="asked not to be listed"):
        unmerge_records(**OPERATOR, merge=merge)


def test_erasing_somebody_empties_the_ledgers_they_stand_in(twins: Twins) -> None:
    first = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    other = merge_records(**OPERATOR, kept=twins.firm, dropped=twins.other_firm)
    assert "3125550118" in str(RecordMerge.objects.get(pk=first.pk).ledger), "or the test below shows nothing"
    assert forget_record(kind="contact", record_id=twins.kept.pk) == 1
    left = RecordMerge.objects.get(pk=first.pk)
    told = str([getattr(left, field.attname) for field in left._meta.concrete_fields])
    for text in ("3125550118", "Oduya", "maren", "Likes jazz", "Media lead"):
        assert text not in told, text
    with pytest.raises(Conflict, match="was erased"):
        unmerge_records(**OPERATOR, merge=first)
    assert unmerge_records(**OPERATOR, merge=other).left == []


def test_before_taking_apart_it_says_what_was_written_since_and_stays(
    twins: Twins, ana: User, moderator: User, as_user: SignIn
) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    browser, address = as_user(moderator), f"/quality/merges/{merge.pk}"
    since = "Since then, and stays with"
    assert since not in browser.get(address).content.decode(), "what the merge itself moved and made is no news"
    person = Contact.objects.get(pk=twins.kept.pk)
    write_note(actor=ana, text="Likes opera", contact=person)
    assert since not in browser.get(address).content.decode(), "what members keep is told to nobody, not even counted"
    write_note(actor=moderator, text="Likes opera, too", contact=person)
    add_evidence(**OPERATOR, kind="REVIEWED", contacts=[person])
    edit_contact(**OPERATOR, contact=Contact.objects.get(pk=person.pk), values={"title": "Partner"})
    page = browser.get(address).content.decode().partition(since)[2].partition("</section>")[0]
    assert f'href="/people/{person.pk}">Confirmations, reviews and reports</a><span class="num">1<' in page
    assert "Notes" in page and "yours and your team" in page and page.count('class="num">1<') == 2
    browser.post(address)
    assert Note.objects.get(text="Likes opera").contact_id == person.pk
    assert since not in browser.get(address).content.decode()
