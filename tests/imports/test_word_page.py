"""One word that nobody knows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.actions import words
from dealmecca.directory.actions.words import settle_word
from dealmecca.directory.models import Company, LearntWord
from tests.factories import make_company, make_contact
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/imports/values/industry:bevalc"


def test_the_page_says_who_holds_it_and_from_which_files(importer: Importer, moderator: User, as_user: SignIn) -> None:
    importer("Company,Industry\nWenlock Brewers,Bev & Alc\nAsh & Elm,BEV & ALC\n")
    make_company("By hand", industry="Bev & Alc")
    make_company("Weathermen", industry="Weather")
    client = as_user(moderator)
    page = client.get(PAGE).content.decode()
    assert "3 companies" in page and "also written" in page and "“BEV &amp; ALC”" in page
    assert "file-1.csv" in page and "2 records" in page and "Wenlock Brewers" in page
    assert "like “alcoholic beverages”" in page and '<option value="PETS">Pets</option>' in page
    response = client.post(PAGE, {"choose": "PETS"})
    assert response["Location"] == "/imports/values/industry:weather", "the next word of the field"
    assert set(Company.objects.exclude(name="Weathermen").values_list("industry", flat=True)) == {"PETS"}
    page = client.get(PAGE).content.decode()
    assert "means <b" in page and "3 records have it" in page and "Take back" in page and "Another value" not in page
    client.post(PAGE, {"withdraw": "on"})
    page = client.get(PAGE).content.decode()
    assert "taken back: 3 records have their text again" in page and "Another value" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose what this word means"),
        ({"choose": "NONSENSE"}, "Choose one of the values"),
        ({"choose": "x" * 99}, "at most 40 characters"),
        ({"choose": "PETS", "leave": "on"}, "Choose what this word means"),
        ({"withdraw": "on"}, "there is nothing to take back"),
    ],
)
def test_what_cannot_be_decided_is_told(moderator: User, as_user: SignIn, sent: dict[str, str], sentence: str) -> None:
    make_company(industry="Bev & Alc")
    response = as_user(moderator).post(PAGE, sent)
    assert response.status_code == 422 and sentence in response.content.decode()


def test_the_second_of_two_hears_what_the_first_decided(moderator: User, admin: User, as_user: SignIn) -> None:
    make_company(industry="Bev & Alc")
    assert as_user(moderator).post(PAGE, {"leave": "on"}).status_code == 302
    response = as_user(admin).post(PAGE, {"choose": "ALCOHOL"})
    assert response.status_code == 422
    assert "has decided on “Bev &amp; Alc” already: to leave it as text" in response.content.decode()


def test_many_records_follow_while_a_bar_tells_how_far_it_is(
    moderator: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "AT_ONCE", 2)
    monkeypatch.setattr(words, "_enqueue", lambda word: None)
    for number in range(3):
        make_contact("Maren Oduya", make_company(f"Firm {number}"), title="Mediamensch")
    client, address = as_user(moderator), "/imports/values/title:mediamensch"
    response = client.post(address, {"choose": "MANAGER"}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [(address, 302)] and "the records follow" in page
    assert 'max="3"' in page and 'http-equiv="refresh"' in page
    ask: Any = {"HTTP_HX_REQUEST": "true"}
    assert 'value="0"' in client.get(address, **ask).content.decode()
    settle_word(word_id=LearntWord.objects.get().pk)
    assert client.get(address, **ask)["HX-Refresh"] == "true"
    assert "3 records have it" in client.get(address).content.decode()


def test_a_word_that_nobody_holds_is_not_there(moderator: User, as_user: SignIn) -> None:
    make_company("Odd", industry="?/?")
    client = as_user(moderator)
    for word in ("industry:none", "phone:x", "industry", "industry:", "industry:a%00b", "%00"):
        assert client.get(f"/imports/values/{word}").status_code == 404, word
    assert client.get("/imports/values/industry:%3F/%3F").status_code == 200, "punctuation alone is a word, too"
