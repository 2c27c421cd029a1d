"""The list of names to decide on."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.imports.models import Import, WaitingName
from dealmecca.roster.models import Partnership

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_names_wait_with_their_best_guess_and_one_click_decides(imported: Import, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    page = client.get(f"/imports/{imported.pk}").content.decode()
    assert "2 rows wait for 2 names" in page and 'href="/imports/review"' in page
    page = client.get("/imports/review").content.decode()
    assert "Kestrl Cola" in page and "one letter differs" in page and "1 row waits" in page
    name = WaitingName.objects.get(text="Kestrl Cola")
    response = client.post(f"/imports/review/{name.pk}", {"choose": name.guesses[0]["id"], "back": "list"}, follow=True)
    assert response.redirect_chain == [("/imports/review", 302)]
    page = response.content.decode()
    assert "“Kestrl Cola”: 1 row written" in page
    assert "data-open>Kestrl Cola<" not in page and "Talgrass Bank" in page
    assert Partnership.objects.get().advertiser.name == "Kestrel Cola"


def test_the_queue_is_for_whose_file_it_is_and_for_those_who_run_the_place(
    imported: Import, cleo: User, dan: User, moderator: User, as_user: SignIn, client: Client
) -> None:
    assert "Kestrl Cola" in as_user(moderator).get("/imports/review").content.decode()
    assert "No name is waiting" in as_user(cleo).get("/imports/review").content.decode()
    assert as_user(dan).get("/imports/review").status_code == 403
    assert Client().get("/imports/review").status_code == 302


def test_queries_do_not_grow_with_the_names(
    imported: Import, ana: User, as_user: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_user(ana)
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        client.get("/imports/review")


def test_a_broken_page_mark_is_harmless(imported: Import, ana: User, as_user: SignIn) -> None:
    assert as_user(ana).get("/imports/review?after=%00").status_code == 200
