"""Asking: the question in words, the card above everything, the list with its filters."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.roster.queries.answers import Answer, answer_question
from dealmecca.roster.queries.understanding import understand
from tests.factories import make_company, make_contact, make_handling
from tests.shared_rows import made_once

SignIn = Callable[[User], Client]


def make_maren() -> Contact:
    agency = make_company("Halden & Pike", company_type="AGENCY", aliases=["H&P"])
    office = make_company("Halden & Pike Chicago", parent=agency, company_type="OFFICE", city="Chicago")
    maren = make_contact("Maren Oduya", office, title="Group Director, Video")
    kestrel = make_company("Kestrel Cola", company_type="ADVERTISER", aliases=["Kestrel"])
    make_company("Kestrel Sparkling", company_type="BRAND", parent=kestrel)
    make_handling(maren, kestrel, "ctv", since=date(2025, 3, 1))
    tobias = make_contact("Tobias Rao", office)
    bank = make_company("Tallgrass Bank", company_type="ADVERTISER")
    make_handling(tobias, bank, "audio", since=date(2024, 1, 1))
    make_handling(tobias, bank, "midwest", since=date(2024, 1, 1))
    make_handling(
        make_contact("Gideon Purcell", make_company("Larkspur & Vane", company_type="AGENCY")), bank, "podcasts"
    )
    return maren


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Contact]:
    with made_once(django_db_blocker):
        yield make_maren()


@pytest.fixture
def maren(made: Contact, db: None) -> Contact:
    return deepcopy(made)


def ask(viewer: User, text: str, **values: object) -> Answer:
    return answer_question(viewer=viewer, text=text, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ctv kestrel cola", "Maren Oduya"),
        ("Who plans connected TV for Kestrel Cola?", "Maren Oduya"),
        ("who's the OTT buyer on kestrel", "Maren Oduya"),
        ("kestral cola ctv", "Maren Oduya"),
        ("ctv for kestrel coal", "Maren Oduya"),
        ("conected tv kestrel cola", "Maren Oduya"),
        ("Kestrel Cola’s streaming tv at H&P", "Maren Oduya"),
        ("ctv kestrel cola chicago", "Maren Oduya"),
        ("ctv kestrelcola maren", "Maren Oduya"),
        ("who buys audio for Tallgrass Bank at Halden", "Tobias Rao"),
        ("radio tall grass bank", "Tobias Rao"),
        ("audio midwest tallgrass bank", "Tobias Rao"),
        ("podcasts tallgrass bank larkspur", "Gideon Purcell"),
        ("ctv for kestrel sparkling", "Maren Oduya"),
        ("ctv kestrel cola in june 2025", "Maren Oduya"),
    ],
)
def test_the_card_names_the_person(ana: User, maren: Contact, text: str, name: str) -> None:
    card = ask(ana, text).card
    assert card is not None and card.contact.full_name == name


@pytest.mark.parametrize(
    "text",
    [
        "ctv", "kestrel cola", "maren oduya", "halden & pike", "", "?", "who", "audio kestrel cola",
        "ctv zeppelin motors", "ctv kestrel cola at larkspur", "ctv kestrel cola tallgrass bank",
        "ctv kestrel cola boston", "ctv kestrel cola in 2019", "billing kestrel cola", "audio northeast tallgrass bank",
    ],
)  # fmt: skip
def test_no_card_rather_than_a_wrong_one(ana: User, maren: Contact, text: str) -> None:
    assert ask(ana, text).card is None


def test_typed_exactly_means_exactly(ana: User, maren: Contact) -> None:
    assert ask(ana, "kestral cola ctv", exact=True).card is None
    assert understand(viewer=ana, text="kestral cola ctv").corrections == (("kestral", "kestrel"),)


def test_a_visitor_learns_nothing(maren: Contact, client: Client) -> None:
    assert client.get("/who?q=ctv+kestrel+cola").status_code == 302


def test_the_page_shows_card_chips_people_and_filters(ana: User, maren: Contact, as_user: SignIn) -> None:
    page = as_user(ana).get("/who", {"q": "kestral cola ctv"}).content.decode()
    assert "Who handles CTV for Kestrel Cola" in page
    assert page.index('class="answer"') < page.index('class="result-row"')
    assert "Showing <b" in page and "exact=1" in page
    kestrel = Company.objects.get(name="Kestrel Cola")
    assert f'href="/who?account={kestrel.slug}"' in page, "the chip CTV takes itself away"
    for title in ("Handles", "Account", "Works at", "Last confirmed"):
        assert f"<summary>{title}" in page


def test_filters_are_alternatives_and_ignore_themselves(ana: User, maren: Contact, as_user: SignIn) -> None:
    bank = Company.objects.get(name="Tallgrass Bank")
    page = as_user(ana).get("/who", {"account": bank.slug, "duty": ["audio", "podcasts"]})
    rows = [row.contact.full_name for row in page.context["page"].people]
    assert sorted(rows) == ["Gideon Purcell", "Tobias Rao"]
    duties = {value.label: value.count for value in page.context["page"].facets["duty"]}
    assert duties == {"Audio": 1, "Midwest": 1, "Podcasts": 1}
    assert as_user(ana).get("/who", {"account": bank.slug, "worksAt": "OFFICE"}).context["page"].count == 1
    assert as_user(ana).get("/who", {"account": bank.slug, "confirmed": "older"}).context["page"].count == 0


def test_nonsense_in_the_address_is_left_out(ana: User, maren: Contact, as_user: SignIn) -> None:
    for query in ("account=\0&duty=nothing", "asOf=2025-02-31&page=99999999&confirmed=x", "duty=ctv&page=-1&open=x"):
        assert as_user(ana).get(f"/who?{query}").status_code == 200


def test_a_preview_shows_all_that_somebody_handles(ana: User, maren: Contact, as_user: SignIn) -> None:
    page = as_user(ana).get("/who", {"q": "ctv kestrel cola", "open": maren.pk}).content.decode()
    assert "result-open" in page


def test_queries_do_not_grow_with_the_people(
    ana: User, maren: Contact, as_user: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    kestrel, agency = Company.objects.get(name="Kestrel Cola"), Company.objects.get(name="Halden & Pike")
    browser = as_user(ana)
    for number in range(6):
        make_handling(make_contact(f"Person{number} Example", agency), kestrel)
        with django_assert_max_num_queries(23):  # type: ignore[attr-defined]
            assert browser.get("/who", {"q": "ctv kestrel cola"}).context["page"].count == number + 2
