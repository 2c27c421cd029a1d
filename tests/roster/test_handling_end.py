"""Ending what somebody handles, on the page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.roster.models import Handling
from tests.factories import make_company, make_contact, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def handling() -> Handling:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"))
    return make_handling(maren, make_company("Kestrel Cola"), since=date(2025, 1, 1))


def test_it_ends_on_the_day_given(ana: User, as_user: SignIn, handling: Handling) -> None:
    client = as_user(ana)
    assert "Maren Oduya no longer handles CTV for Kestrel Cola" in (
        client.get(f"/handlings/{handling.pk}/end").content.decode()
    )
    response = client.post(f"/handlings/{handling.pk}/end", {"until": "2026-01-01"})
    assert response["Location"] == f"/people/{handling.contact_id}"
    handling.refresh_from_db()
    assert handling.until == date(2026, 1, 1)


@pytest.mark.parametrize("day", ["", "soon", "2024-01-01", "2199-01-01"])
def test_a_day_that_cannot_be_is_refused(ana: User, as_user: SignIn, handling: Handling, day: str) -> None:
    response = as_user(ana).post(f"/handlings/{handling.pk}/end", {"until": day})
    assert response.status_code == 422
    assert 'id="id_until-error"' in response.content.decode()


def test_who_may_not(ana: User, as_user: SignIn, handling: Handling) -> None:
    assert Client().get(f"/handlings/{handling.pk}/end").status_code == 302
    assert as_user(ana).get("/handlings/nothing/end").status_code == 404
