"""What is the viewer's own, seen by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import hide_tag, keep_post, save_draft
from dealmecca.forum.models import Tag
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


@pytest.mark.parametrize("show", ["posts", "threads", "kept", "hidden"])
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
