"""Who comes to the API by the session of the pages: nobody without one, without the factor they need, or while looking
as somebody else."""

from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.impersonating import SESSION_KEY
from dealmecca.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESS = "/api/v1/me"


def test_a_cookie_that_is_no_session_opens_no_address_of_the_api() -> None:
    stranger = Client(headers={"cookie": "dealmecca=" + "x" * 32})
    assert stranger.get(ADDRESS).status_code == 401


def test_who_must_have_a_second_factor_gets_nothing_by_the_api_without(
    settings: Any, moderator: User, as_user: Any
) -> None:
    browser = as_user(moderator)
    assert browser.get(ADDRESS).status_code == 200
    settings.REQUIRE_SECOND_FACTOR = True
    assert browser.get(ADDRESS).status_code == 403


def test_who_looks_as_somebody_else_gets_nothing_by_the_api(admin: User, as_user: Any) -> None:
    browser = as_user(admin)
    session = browser.session
    session[SESSION_KEY] = "some look"
    session.save()
    assert browser.get(ADDRESS).status_code == 403
