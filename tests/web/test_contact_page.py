"""One person's page."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact
from dealmecca.history.models import Door
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_page_says_how_to_reach_them_and_how_sure_we_are(ana: User, as_user: SignIn) -> None:
    company = make_company("Halden & Pike", city="Chicago", state="IL", website="haldenpike.example")
    contact = make_contact(
        "Maren Oduya", company, title="VP Video", email="maren@haldenpike.example", phone="+1 312 555 0118"
    )
    page = as_user(ana).get(f"/people/{contact.pk}").content.decode()
    assert "<h1>Maren Oduya</h1>" in page
    assert 'href="mailto:maren@haldenpike.example"' in page
    assert 'href="tel:+13125550118"' in page
    assert f'href="/companies/{company.slug}"' in page
    assert "Level 2 of 5" in page  # however much is known, nobody confirmed it


def test_what_is_not_known_can_be_added(ana: User, as_user: SignIn) -> None:
    contact = make_contact("Maren Oduya", phone="+1 312 555 0118")
    page = as_user(ana).get(f"/people/{contact.pk}").content.decode()
    assert f'href="/people/{contact.pk}/edit#id_email">Add' in page
    assert "#id_phone" not in page


def test_history_tells_who_changed_what_through_which_door(ana: User, ben: User, as_user: SignIn) -> None:
    contact = make_contact(title="VP Video", seniority="VP")
    edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"title": "SVP Video", "seniority": "SVP"})
    edit_contact(actor=ben, door=Door.API, contact=contact, values={"phone": "+1 312 555 0118"})
    page = as_user(ana).get(f"/people/{contact.pk}").content.decode()
    assert "<del>VP Video</del> <ins>SVP Video</ins>" in page
    assert ">You</b> changed 2 fields" in page
    assert ">Ben</b> changed 1 field by the API" in page
    assert ">DealMecca</b> added this record" in page


def test_words_that_fit_no_vocabulary_are_shown_as_written(ana: User, as_user: SignIn) -> None:
    contact = make_contact(seniority="Grand Vizier")
    assert "Grand Vizier" in as_user(ana).get(f"/people/{contact.pk}").content.decode()


def test_only_those_who_may_delete_are_offered_it(ana: User, moderator: User, as_user: SignIn) -> None:
    address = f"/people/{make_contact().pk}"
    assert "Delete this person" not in as_user(ana).get(address).content.decode()
    assert "Delete this person" in as_user(moderator).get(address).content.decode()


def test_a_stored_link_never_runs_code(ana: User, as_user: SignIn) -> None:
    contact = make_contact()
    type(contact)._default_manager.filter(pk=contact.pk).update(linkedin_url="javascript:alert(1)")
    assert 'href="javascript:' not in as_user(ana).get(f"/people/{contact.pk}").content.decode()


def test_nobody_there_is_a_404(ana: User, as_user: SignIn) -> None:
    for wrong in ("cnobody", "x" * 300, "%00"):
        assert as_user(ana).get(f"/people/{wrong}").status_code == 404


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(f"/people/{make_contact().pk}")["Location"].startswith("/accounts/login/")


def test_queries_do_not_grow_with_colleagues_and_history(ana: User, as_user: SignIn) -> None:
    company = make_company()
    contact = make_contact("Maren Oduya", company)
    make_contacts(2, company)
    client = as_user(ana)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/people/{contact.pk}")
    make_contacts(50, company)
    for number in range(20):
        edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"title": f"Title {number}"})
    with CaptureQueriesContext(connection) as many:
        client.get(f"/people/{contact.pk}")
    assert len(many) == len(few) <= 23  # with the view, which is one INSERT between two savepoints in a test
