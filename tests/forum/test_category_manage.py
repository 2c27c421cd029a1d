"""Categories, for moderators: made, renamed, moved, closed and opened."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions.categories import create_category, edit_category
from dealmecca.forum.models import Category
from dealmecca.history.models import Change, Door
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
MANAGE = "/forum/categories/manage"
WEB: Any = {"door": Door.WEB}


def test_a_category_is_made_with_an_address_of_its_own(moderator: User, as_user: Callable[[User], Client]) -> None:
    browser = as_user(moderator)
    sent = {
        "name": "Rate cards",
        "description": "What it costs",
        "color": "green",
        "icon": "handshake",
        "is_active": "on",
    }
    assert browser.post(MANAGE, sent)["Location"] == MANAGE
    row = Category.objects.get(slug="rate-cards")
    assert (row.order, row.is_active) == (80, True) and Change.objects.of("forum_category", row.pk).count() == 1
    answer = browser.post(MANAGE, sent | {"name": "RATE CARDS"})
    assert answer.status_code == 422 and "a category of this name" in answer.content.decode()
    assert create_category(actor=moderator, values={"name": "Rate-cards!"}, **WEB).slug == "rate-cards-2"
    assert create_category(actor=moderator, values={"name": "Manage"}, **WEB).slug == "manage-2"


def test_another_name_keeps_the_address_and_the_same_again_writes_nothing(
    moderator: User, as_user: Callable[[User], Client]
) -> None:
    browser, address = as_user(moderator), "/forum/categories/questions/manage"
    sent = {"name": "Ask", "description": "Ask the trade.", "color": "red", "icon": "", "order": "", "is_active": "on"}
    for _ in range(2):
        assert browser.post(address, sent)["Location"] == MANAGE
    row = Category.objects.get(slug="questions")
    assert (row.name, row.color, row.icon, row.order) == ("Ask", "red", "", 40)
    assert Change.objects.of("forum_category", row.pk).count() == 1
    assert browser.post(address, {"name": ""}).status_code == 422
    assert browser.get(address).status_code == 200 and browser.get("/forum/categories/x/manage").status_code == 404


def test_a_closed_one_is_listed_for_moderators_and_takes_nothing_new(
    ana: User, moderator: User, category: Category, as_user: Callable[[User], Client]
) -> None:
    edit_category(actor=moderator, category=category, values={"is_active": False}, **WEB)
    assert ">Closed<" in as_user(moderator).get(MANAGE).content.decode()
    with pytest.raises(ValidationError, match="takes no new posts"):
        make_post(ana)


def test_what_is_refused(ana: User, moderator: User, category: Category, as_user: Callable[[User], Client]) -> None:
    for values in ({"color": "pink"}, {"icon": "skull"}, {"description": "x" * 301}, {"name": " "}):
        with pytest.raises(ValidationError):
            edit_category(actor=moderator, category=category, values=values, **WEB)
    with pytest.raises(PermissionDenied):
        create_category(actor=ana, values={"name": "Mine"}, **WEB)
    with pytest.raises(PermissionDenied):
        edit_category(actor=ana, category=category, values={"name": "Mine"}, **WEB)
    for address in (MANAGE, "/forum/categories/questions/manage"):
        assert as_user(ana).get(address).status_code == 403
