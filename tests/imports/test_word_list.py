"""The list of words that nobody knew, and the way to it from an import."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.actions.words import decide_word
from dealmecca.directory.models import Company
from dealmecca.history.models import Door
from dealmecca.imports.actions import apply_import, preview_import
from dealmecca.imports.models import Import
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
CSV = """Company,Industry,Name,Seniority
Wenlock Brewers,Bev & Alc,Maren Oduya,Big Boss
Ash & Elm,bev and alc,Ida Rao,VP
"""


@pytest.fixture
def imported(ana: User, as_user: SignIn, upload: Callable[..., Import]) -> Import:
    client = as_user(ana)
    item = upload(client, CSV)
    preview_import(import_id=item.pk)
    assert "2 words nobody knew" in client.get(f"/imports/{item.pk}").content.decode()
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    return item


def test_an_import_leads_to_its_words_and_one_click_decides(
    imported: Import, moderator: User, ana: User, as_user: SignIn
) -> None:
    make_company("Elsewhere", industry="Weather")
    address = f"/imports/values?import={imported.pk}"
    page = as_user(ana).get(f"/imports/{imported.pk}").content.decode()
    assert "2 words nobody knew" in page and "until a moderator decides" in page and address not in page
    client = as_user(moderator)
    page = client.get(f"/imports/{imported.pk}").content.decode()
    assert f'href="{address}"' in page
    page = client.get(address).content.decode()
    assert "2 words of industries" in page and "Weather" not in page
    assert "2 companies" in page and "such as Wenlock Brewers" in page
    assert "likely, like “alcoholic beverages”" in page and "Nothing like it is known." in page
    response = client.post("/imports/values/industry:bevalc", {"choose": "ALCOHOL", "back": "list"}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [("/imports/values", 302)]
    assert "“Bev &amp; Alc” is Beer, wine and spirits: 2 companies have it now." in page
    assert "Decided lately" in page and "says " in page and "Weather" in page
    assert Company.objects.filter(industry="ALCOHOL").count() == 2
    client.post("/imports/values/seniority:bigboss", {"leave": "on", "back": "list"})
    assert "Every word of this file is decided" in client.get(address).content.decode()
    response = client.post("/imports/values/industry:bevalc", {"withdraw": "on", "back": "list"}, follow=True)
    assert "2 companies have the text again." in response.content.decode()
    assert "2 records have their text again" in response.content.decode()


def test_an_empty_queue_leads_on(moderator: User, as_user: SignIn) -> None:
    page = as_user(moderator).get("/imports/values").content.decode()
    assert "Every word is known" in page and 'href="/imports/new"' in page
    assert 'href="/imports/values"' in as_user(moderator).get("/imports").content.decode()


def test_only_those_who_run_the_place_come_in(imported: Import, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    assert 'href="/imports/values"' not in client.get("/imports").content.decode()
    for address in ("/imports/values", "/imports/values/industry:bevalc"):
        assert client.get(address).status_code == 403
    assert Client().get("/imports/values").status_code == 302


def test_many_words_come_in_pages_and_what_is_no_page_is_harmless(moderator: User, as_user: SignIn) -> None:
    for number in range(53):
        make_company(f"Firm {number}", industry=f"Word{number:02}")
    client = as_user(moderator)
    assert client.get("/imports/values").content.decode().count("data-result") == 6
    assert "All 53 words" in client.get("/imports/values").content.decode()
    first = client.get("/imports/values?field=industry").content.decode()
    second = client.get("/imports/values?field=industry&page=2").content.decode()
    assert (first.count("data-result"), second.count("data-result")) == (50, 3)
    assert 'rel="next"' in first and 'rel="prev"' in second
    assert client.get("/imports/values?field=size").content.decode().count("data-result") == 6, "none of that field"
    for asked in ("page=x", "page=0", "page=999", "field=none", "field=%00"):
        assert client.get(f"/imports/values?{asked}").status_code == 200
    for asked in ("import=none", "import=%00"):
        assert client.get(f"/imports/values?{asked}").status_code == 404


def test_queries_do_not_grow_with_the_words(
    moderator: User, as_user: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_user(moderator)
    for number in range(12):
        firm = make_company(f"Firm {number}", industry=f"Word{number}", size=f"size{number}", country=f"Land{number}")
        make_contact("Maren Oduya", firm, title=f"Hat{number}", department=f"Dep{number}")
        if number % 3 == 0:
            decide_word(actor=moderator, door=Door.WEB, word_id=f"industry:word{number}", value="OTHER")
    with django_assert_max_num_queries(18):  # type: ignore[attr-defined]
        client.get("/imports/values")
