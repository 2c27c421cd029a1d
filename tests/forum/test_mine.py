"""What is the viewer's own, seen by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import follow_post, hide_tag, keep_post, save_draft
from dealmecca.forum.models import Tag
from dealmecca.forum.views import mine
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_ones_posts_stand_there_the_unsigned_ones_marked(ana: User, dan: User, admin: User, as_user: SignIn) -> None:
    make_post(ana, "Under my name")
    post = make_post(ana, "Quietly", is_anonymous=True)
    page = as_user(ana).get("/forum/mine").content.decode()
    assert "Under my name" in page and f"{post.handle}: only you see that it is yours" in page
    for other in (dan, admin):
        assert "Quietly" not in as_user(other).get("/forum/mine").content.decode()


def test_threads_kept_posts_and_hidden_tags(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana, "A thread", tags=["CTV"])
    make_comment(dan, post, is_anonymous=True)
    other = make_post(ana, "A kept one")
    keep_post(actor=dan, post=other, is_kept=True)
    tag = Tag.objects.get()
    hide_tag(actor=dan, tag=tag, is_hidden=True)
    save_draft(actor=dan, about="new", values={"title": "Half"})
    client = as_user(dan)
    assert "A thread" in client.get("/forum/mine?show=threads").content.decode()
    assert "A kept one" in client.get("/forum/mine?show=kept").content.decode()
    assert "CTV" in client.get("/forum/mine?show=hidden").content.decode()
    assert "Nothing here yet" in client.get("/forum/mine?show=anything").content.decode()
    hide_tag(actor=dan, tag=tag, is_hidden=False)
    assert "No hidden tags" in client.get("/forum/mine?show=hidden").content.decode()


def test_all_of_it_is_reached_page_by_page(ana: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mine, "A_PAGE", 2)
    names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm"]
    for name in names:
        post = make_post(ana, name, is_anonymous=name == "Birch")
        make_comment(ana, post)
        keep_post(actor=ana, post=post, is_kept=True)
        follow_post(actor=ana, post=post, is_followed=True)
    client = as_user(ana)
    for show in ("posts", "threads", "followed", "kept"):
        address, seen = f"/forum/mine?show={show}", []
        while address:
            page = client.get(address)
            seen.append([post.title for post in page.context["posts"]])
            address = page.context["older_url"]
        assert [len(part) for part in seen] == [2, 2, 1], show
        assert sorted(title for part in seen for title in part) == names, show
        assert client.get(f"/forum/mine?show={show}&cursor=broken").context["is_first_page"]


def test_threads_i_follow_are_listed_for_me_alone(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana, "A followed one")
    follow_post(actor=dan, post=post, is_followed=True)
    assert "A followed one" in as_user(dan).get("/forum/mine?show=followed").content.decode()
    follow_post(actor=dan, post=post, is_followed=False)
    assert "Nothing here yet" in as_user(dan).get("/forum/mine?show=followed").content.decode()


@pytest.mark.parametrize("show", ["posts", "threads", "followed", "kept", "hidden"])
def test_ten_posts_take_as_many_queries_as_one(
    ana: User, as_user: SignIn, show: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        post = make_post(ana, f"Post {number}", tags=["CTV"])
        make_comment(ana, post)
        keep_post(actor=ana, post=post, is_kept=True)
    client = as_user(ana)
    client.get("/forum/mine")
    with django_assert_max_num_queries(10):
        client.get(f"/forum/mine?show={show}")
