"""Recording what somebody handles, on the page."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.roster.models import Duty, Evidence, Handling
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def kestrel() -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def maren() -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike"))


def sent(**changes: object) -> dict[str, object]:
    return {"account": "Kestrel Cola", "words": "", "since": "", "how": "SPOKE", **changes}


def test_words_and_ticks_are_recorded_together(ana: User, as_user: SignIn, maren: Contact, kestrel: Company) -> None:
    audio = Duty.objects.get(slug="audio")
    client = as_user(ana)
    response = client.post(
        f"/people/{maren.pk}/duties/new",
        sent(words="connected tv; spot TV,", duty=[audio.pk, Duty.objects.get(slug="ctv").pk], since="2025-03-01"),
    )
    assert response["Location"] == f"/people/{maren.pk}"
    rows = Handling.objects.filter(contact=maren, account=kestrel)
    assert set(rows.values_list("duty__name", flat=True)) == {"CTV", "Local TV", "Audio"}
    assert set(rows.values_list("is_since_known", flat=True)) == {True}
    assert set(Evidence.objects.values_list("how", "user")) == {("SPOKE", ana.pk)}
    assert "handles CTV, Local TV, Audio for Kestrel Cola." in client.get(response["Location"]).content.decode()


def test_a_link_from_an_account_fills_it_in(ana: User, as_user: SignIn, maren: Contact, kestrel: Company) -> None:
    page = as_user(ana).get(f"/people/{maren.pk}/duties/new?account={kestrel.slug}").content.decode()
    assert f'value="{kestrel.pk}" checked' in page
    assert page.count("<fieldset>") == 7
    assert '<option value="CTV">Media type</option>' in page


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"words": "conected tv"}, "words", "“conected tv” is no known duty. Did you mean CTV?"),
        ({"words": "qqqq"}, "words", "“qqqq” is no known duty. Look it up in the list below."),
        ({}, "words", "Say what they handle."),
        ({"words": "ctv", "account": ""}, "account", "Say for which account."),
        ({"words": "ctv", "account": "Nobody Inc"}, "account", "There is no company of this name."),
        ({"words": "ctv", "since": "soon"}, "since", "Give a day such as 2026-03-31."),
        ({"words": "ctv", "since": "1900-01-01"}, "since", "Give a day after 1950."),
    ],
)
def test_a_refused_form_says_what_to_mend(
    ana: User, as_user: SignIn, maren: Contact, kestrel: Company, changes: dict[str, str], field: str, sentence: str
) -> None:
    response = as_user(ana).post(f"/people/{maren.pk}/duties/new", sent(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}-error"' in page and sentence in page
    assert not Handling.objects.exists()


def test_what_was_ticked_stays_ticked(ana: User, as_user: SignIn, maren: Contact) -> None:
    audio = Duty.objects.get(slug="audio")
    page = as_user(ana).post(f"/people/{maren.pk}/duties/new", sent(account="", duty=[audio.pk])).content.decode()
    assert f'value="{audio.pk}" checked' in page
    assert '<details class="wide duty-picks" open>' in page


def test_all_or_none(ana: User, as_user: SignIn, kestrel: Company) -> None:
    nowhere = make_contact("Gideon Purcell")
    response = as_user(ana).post(f"/people/{nowhere.pk}/duties/new", sent(words="ctv, audio"))
    assert response.status_code == 422
    assert "Record first where Gideon Purcell works." in response.content.decode()


def test_who_may_not(ana: User, as_user: SignIn, maren: Contact) -> None:
    assert Client().get(f"/people/{maren.pk}/duties/new").status_code == 302
    assert as_user(ana).get("/people/nobody/duties/new").status_code == 404


def test_queries(ana: User, as_user: SignIn, maren: Contact, django_assert_max_num_queries) -> None:
    client = as_user(ana)
    with django_assert_max_num_queries(6):
        client.get(f"/people/{maren.pk}/duties/new")
