"""Creating, editing, moving and deleting people."""

import pytest
from django.core.exceptions import ValidationError

from dealmecca.accounts.models import User
from dealmecca.directory.actions import create_contact, delete_contact, edit_contact, rebuild_search
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import search_contacts
from dealmecca.history.models import Change, Door
from dealmecca.search.criteria import Criteria
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["VP", "vp", "Vice President", "vice-president", "V.P."])
def test_every_spelling_of_a_seniority_is_one_value(written: str) -> None:
    assert make_contact(seniority=written).seniority == "VP"


def test_seniority_and_department_are_read_off_the_title_when_nobody_states_them(ana: User) -> None:
    contact = make_contact(title="VP, Programmatic")
    assert (contact.seniority, contact.department) == ("VP", "PROGRAMMATIC")
    stated = make_contact("Tobias Rao", title="VP, Programmatic", seniority="Director")
    assert stated.seniority == "DIRECTOR"
    assert make_contact("Imogen Tran", title="Wizard").seniority == ""


def test_a_new_title_moves_what_was_read_off_the_old_one_but_not_what_was_stated(ana: User) -> None:
    read = make_contact(title="VP, Programmatic")
    assert edit_contact(actor=ana, door=Door.WEB, contact=read, values={"title": "SVP Media"}).seniority == "SVP"
    stated = make_contact("Tobias Rao", title="VP", seniority="DIRECTOR")
    assert edit_contact(actor=ana, door=Door.WEB, contact=stated, values={"title": "SVP"}).seniority == "DIRECTOR"


def test_an_unknown_seniority_is_kept_as_text(ana: User) -> None:
    contact = make_contact(seniority="Grand Vizier")
    assert (contact.seniority, contact.seniority_text) == ("", "Grand Vizier")


def test_moving_to_another_company_is_in_history_and_search(ana: User) -> None:
    old, new = make_company("Oldshop"), make_company("Newshop")
    contact = make_contact("Maren Oduya", old)
    edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"company_id": new.pk})
    change = Change.objects.of("contact", contact.pk).newest_first()[0]
    assert change.fields["company"] == ["Oldshop", "Newshop"]
    found = search_contacts(viewer=ana, criteria=Criteria(text="newshop")).items
    assert [person.pk for person in found] == [contact.pk]
    assert search_contacts(viewer=ana, criteria=Criteria(text="oldshop")).items == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "last_name"),
        ({"first_name": "  "}, "last_name"),
        ({"last_name": "Rao", "email": "not-an-address"}, "email"),
        ({"last_name": "Rao", "company_id": "nobody"}, "company_id"),
        ({"last_name": "Rao", "lead_score": 99}, "lead_score"),
        ({"last_name": "\ud800"}, "last_name"),
    ],
)
def test_bad_input_is_a_sentence_at_the_field_and_writes_nothing(
    ana: User, values: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        create_contact(actor=ana, door=Door.WEB, values=values)
    assert field in error.value.message_dict
    assert Contact.objects.count() == 0


def test_one_name_cannot_be_emptied_when_it_is_the_only_one(ana: User) -> None:
    contact = make_contact("Cher")
    with pytest.raises(ValidationError):
        edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"first_name": ""})


def test_a_deleted_person_is_gone_from_search(moderator: User) -> None:
    contact = make_contact("Maren Oduya")
    delete_contact(actor=moderator, door=Door.WEB, contact=contact)
    assert search_contacts(viewer=moderator, criteria=Criteria(text="oduya")).items == []


def test_rebuilding_the_search_finds_the_same_people(ana: User) -> None:
    make_contact("Maren Oduya", make_company("Halden & Pike"))
    assert rebuild_search() == (1, 1)
    assert [p.full_name for p in search_contacts(viewer=ana, criteria=Criteria(text="halden")).items] == ["Maren Oduya"]


def test_a_list_of_people_costs_the_same_queries_at_2_and_at_50_rows(ana: User, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for total in (2, 50):
        while Contact.objects.count() < total:
            make_contact(
                f"Person{Contact.objects.count():02} Example", make_company(f"Company {Contact.objects.count()}")
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            search_contacts(viewer=ana, criteria=Criteria(text="person", seniority=()), limit=100)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
