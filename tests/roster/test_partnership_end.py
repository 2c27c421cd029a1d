"""Ending a partnership on the page, with what its people handle."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.roster.models import Handling, Partnership
from tests.factories import make_company, make_contact, make_handling, make_partnership

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def row() -> Partnership:
    agency, kestrel = make_company("Halden & Pike"), make_company("Kestrel Cola")
    make_handling(make_contact("Maren Oduya", agency), kestrel, since=date(2024, 1, 1))
    return make_partnership(agency, kestrel, since=date(2024, 1, 1))


@pytest.mark.parametrize("along", [True, False])
def test_it_ends_with_the_duties_or_without(ana: User, as_user: SignIn, row: Partnership, along: bool) -> None:
    client = as_user(ana)
    page = client.get(f"/partnerships/{row.pk}/end").content.decode()
    assert "<b>Maren Oduya</b> handles CTV" in page
    assert 'name="with_duties" id="id_with_duties" class="checkbox" checked' in page or "checked" in page
    response = client.post(
        f"/partnerships/{row.pk}/end", {"until": "2026-01-01", **({"with_duties": "on"} if along else {})}
    )
    assert response["Location"] == f"/companies/{row.advertiser.slug}"
    row.refresh_from_db()
    assert row.until == date(2026, 1, 1)
    assert Handling.objects.get().until == (date(2026, 1, 1) if along else None)


def test_a_refused_day(ana: User, as_user: SignIn, row: Partnership) -> None:
    for day in ("", "soon", "2023-01-01"):
        response = as_user(ana).post(f"/partnerships/{row.pk}/end", {"until": day})
        assert response.status_code == 422
        assert 'id="id_until-error"' in response.content.decode()


def test_who_may_not(ana: User, as_user: SignIn, row: Partnership) -> None:
    assert Client().get(f"/partnerships/{row.pk}/end").status_code == 302
    assert as_user(ana).get("/partnerships/nothing/end").status_code == 404
