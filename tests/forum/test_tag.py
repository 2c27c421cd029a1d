"""Posts of one tag, and hiding a tag from one's lists."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.models import HiddenTag
from tests.factories.forum import make_post
from tests.forum.pages import assert_closed, browser, queries, text_of

pytestmark = pytest.mark.django_db


def test_only_its_posts(ana: User, dan: User) -> None:
    make_post(ana, "Tagged", tags=["Upfronts"])
    make_post(ana, "Bare")
    page = text_of(browser(dan), "/forum/tags/upfronts")
    assert "Tagged" in page and "Bare" not in page


def test_a_hidden_tag_hides_its_posts_everywhere_else(ana: User, dan: User) -> None:
    make_post(ana, "Tagged", tags=["Upfronts"])
    client = browser(dan)
    for wish in ("yes", "yes"):
        assert client.post("/forum/tags/upfronts/hide", {"hide": wish})["Location"] == "/forum/tags/upfronts"
    assert HiddenTag.objects.count() == 1
    page = text_of(client, "/forum/tags/upfronts")
    assert "Tagged" in page and "Show it again" in page and "Tagged" not in text_of(client, "/forum")
    client.post("/forum/tags/upfronts/hide", {"hide": "no"})
    assert "Tagged" in text_of(client, "/forum")
    assert client.post("/forum/tags/upfronts/hide", {}).status_code == 400
    assert client.get("/forum/tags/upfronts/hide").status_code == 302


def test_what_is_not_there(dan: User) -> None:
    assert browser(dan).get("/forum/tags/nothing").status_code == 404
    assert browser(dan).post("/forum/tags/nothing/hide", {"hide": "yes"}).status_code == 404


def test_members_only(ana: User) -> None:
    make_post(ana, tags=["Upfronts"])
    assert_closed("/forum/tags/upfronts", ana)


def test_as_many_queries_for_many_posts(ana: User, dan: User) -> None:
    client = browser(dan)
    make_post(ana, "One", tags=["Upfronts"])
    few = queries(client, "/forum/tags/upfronts")
    for number in range(15):
        make_post(ana, f"Post {number}", body=f"{number}", tags=["Upfronts", f"Tag {number}"])
    assert queries(client, "/forum/tags/upfronts") == few <= 15
