"""Every page says who may come in, and one that says nothing is closed to everybody."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, include, path

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to, policy_of
from tests.test_house_rules import patterns


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("data")


@open_to(Policy.ADMINS)
def for_admins(request: HttpRequest) -> HttpResponse:
    return HttpResponse("data")


urlpatterns = [path("forgotten", forgotten), path("for-admins", for_admins), path("", include("dealmecca.config.urls"))]
SignIn = Callable[[User], Client]


def test_every_route_declares_its_policy() -> None:
    routes = list(patterns(get_resolver().url_patterns))
    assert len(routes) > 100
    assert [str(route.pattern) for route in routes if policy_of(route.callback) is None] == []


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_says_nothing_is_closed_even_to_admins(admin: User, as_user: SignIn) -> None:
    with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False):
        assert as_user(admin).get("/forgotten").status_code == 403


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("who", ["ana", "moderator"])
def test_a_page_for_admins_is_for_nobody_else(
    who: str, admin: User, as_user: SignIn, request: pytest.FixtureRequest
) -> None:
    assert as_user(request.getfixturevalue(who)).get("/for-admins").status_code == 403
    assert as_user(admin).get("/for-admins").content == b"data"
