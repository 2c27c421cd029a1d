"""One category's posts, and following it."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, CategoryFollow
from tests.factories.forum import make_post
from tests.forum.pages import assert_closed, browser, queries, text_of

pytestmark = pytest.mark.django_db


def test_only_its_posts(ana: User, dan: User, category: Category) -> None:
    make_post(ana, "In questions")
    make_post(ana, "In deals", category=Category.objects.get(slug="deals"))
    page = text_of(browser(dan), "/forum/c/questions")
    assert "In questions" in page and "In deals" not in page
    assert browser(dan).get(f"/forum/c/{category.pk}")["Location"] == "/forum/c/questions"
    assert "Nothing stands here yet" in text_of(browser(dan), "/forum/c/jobs")


def test_a_closed_category_is_read_and_says_so(ana: User, category: Category) -> None:
    make_post(ana, "Still here")
    Category.objects.filter(pk=category.pk).update(is_active=False)
    page = text_of(browser(ana), "/forum/c/questions")
    assert "It takes no new posts" in page and "Still here" in page


def test_following_sends_the_state_that_is_wanted(dan: User, category: Category) -> None:
    client = browser(dan)
    for wish, count in (("yes", 1), ("yes", 1), ("no", 0), ("no", 0)):
        answer = client.post("/forum/c/questions/follow", {"follow": wish})
        assert answer["Location"] == "/forum/c/questions"
        assert CategoryFollow.objects.filter(user=dan, category=category).count() == count
    assert client.post("/forum/c/questions/follow", {"follow": "perhaps"}).status_code == 400
    assert client.get("/forum/c/questions/follow").status_code == 302
    client.post("/forum/c/questions/follow", {"follow": "yes"})
    assert "Following" in text_of(client, "/forum/c/questions")


def test_what_is_not_there(dan: User) -> None:
    client = browser(dan)
    assert client.get("/forum/c/nothing").status_code == 404
    assert client.post("/forum/c/nothing/follow", {"follow": "yes"}).status_code == 404


def test_members_only(ana: User) -> None:
    assert_closed("/forum/c/questions", ana)


def test_as_many_queries_for_many_posts(ana: User, dan: User) -> None:
    make_post(ana, "One")
    client = browser(dan)
    few = queries(client, "/forum/c/questions")
    for number in range(15):
        make_post(ana, f"Post {number}", body=f"{number}")
    assert queries(client, "/forum/c/questions") == few <= 15
