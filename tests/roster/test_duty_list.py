"""The vocabulary of duties on its page."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.roster.models import Duty, DutyCategory
from tests.factories import make_company, make_contact, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_everybody_reads_seven_categories_with_words_and_counts(
    dan: User, as_user: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    make_handling(make_contact("Maren Oduya", make_company()), make_company("Kestrel Cola"))
    client = as_user(dan)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        page = client.get("/duties").content.decode()
    for label in DutyCategory.labels:
        assert f">{label}</h2>" in page
    assert '<a class="ttl" href="/duties/ctv">CTV</a>' in page
    assert "<span>connected tv</span>" in page
    assert '<span class="num">1</span>' in page
    assert "Add a duty" not in page


def test_moderators_add_one(moderator: User, as_user: SignIn) -> None:
    body = {"name": "Store openings", "category": "GOAL", "aliases": "grand openings\nnew stores"}
    response = as_user(moderator).post("/duties", body)
    assert response["Location"] == "/duties/store-openings"
    assert Duty.objects.get(slug="store-openings").words.count() == 3


def test_a_word_that_means_something_already_is_refused(moderator: User, as_user: SignIn) -> None:
    client = as_user(moderator)
    for body, field in (
        ({"name": "Connected TV", "category": "GOAL"}, "name"),
        ({"name": "", "category": "GOAL"}, "name"),
        ({"name": "New", "category": "GOAL", "aliases": "radio"}, "aliases"),
        ({"name": "New", "category": "X"}, "category"),
    ):
        response = client.post("/duties", body)
        page = response.content.decode()
        assert response.status_code == 422
        assert f'id="id_{field}-error"' in page and "<details" in page and " open>" in page
    assert not Duty.objects.filter(name="New").exists()


def test_who_may_not(ana: User, as_user: SignIn) -> None:
    assert Client().get("/duties").status_code == 302
    assert as_user(ana).post("/duties", {"name": "New", "category": "GOAL"}).status_code == 403
