"""All categories, each with its count and its three latest."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category
from tests.factories.forum import make_held_post, make_post
from tests.forum.pages import assert_closed, browser, queries, text_of

pytestmark = pytest.mark.django_db


def test_counts_and_the_three_latest(ana: User, dan: User) -> None:
    for number in range(4):
        make_post(ana, f"Post {number}", body=f"{number}")
    make_held_post(dan, "It waits")
    page = text_of(browser(dan), "/forum/categories")
    assert "4 posts" in page and "Post 3" in page and "Post 1" in page
    assert "Post 0" not in page and "It waits" not in page
    assert "Whom to call about a brand" in page


def test_a_closed_category_shows_while_something_stands_in_it(ana: User) -> None:
    Category.objects.update(is_active=False)
    assert "Account moves" not in text_of(browser(ana), "/forum/categories")


def test_members_only(ana: User) -> None:
    assert_closed("/forum/categories", ana)


def test_as_many_queries_for_many_posts(ana: User, dan: User) -> None:
    client = browser(dan)
    make_post(ana, "One")
    few = queries(client, "/forum/categories")
    for number, category in enumerate(Category.objects.all()):
        make_post(ana, f"Post {number}", body=f"{number}", category=category)
    assert queries(client, "/forum/categories") == few <= 9
