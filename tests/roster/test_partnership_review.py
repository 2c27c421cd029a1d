"""Saying on the page that a partnership is in review, or no longer."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.roster.models import Partnership
from tests.factories import make_company, make_partnership

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def row() -> Partnership:
    return make_partnership(make_company("Halden & Pike"), make_company("Kestrel Cola"), since=date(2024, 1, 1))


def test_a_review_begins_and_is_over(ana: User, as_user: SignIn, row: Partnership) -> None:
    client, address = as_user(ana), f"/partnerships/{row.pk}/review"
    assert 'name="over"' not in client.get(address).content.decode()
    response = client.post(address, {"since": "2026-01-15", "source": "Adweek"})
    assert response["Location"] == f"/companies/{row.advertiser.slug}"
    row.refresh_from_db()
    assert row.in_review_since == date(2026, 1, 15)
    assert 'name="over"' in client.get(address).content.decode()
    client.post(address, {"since": "", "over": "yes"})
    row.refresh_from_db()
    assert row.in_review_since is None


def test_refusals(ana: User, as_user: SignIn, row: Partnership) -> None:
    client, address = as_user(ana), f"/partnerships/{row.pk}/review"
    for day in ("", "soon", "2199-01-01"):
        response = client.post(address, {"since": day})
        assert response.status_code == 422
        assert 'id="id_since-error"' in response.content.decode()
    Partnership.objects.update(until=date(2025, 1, 1))
    ended = client.post(address, {"since": "2026-01-15"})
    assert ended.status_code == 422 and "This partnership has ended." in ended.content.decode()


def test_who_may_not(ana: User, as_user: SignIn, row: Partnership) -> None:
    assert Client().get(f"/partnerships/{row.pk}/review").status_code == 302
    assert as_user(ana).get("/partnerships/nothing/review").status_code == 404
