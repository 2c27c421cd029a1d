"""What a post or a comment said before, word by word, and under which name that is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import edit_comment, edit_post
from dealmecca.forum.models import Post
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_each_change_shows_what_went_and_what_came(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana, "Old title", body="We buy CTV in spring.")
    edit_post(actor=ana, post=post, title="New title", body="We buy radio in spring.")
    edit_post(actor=ana, post=post, body="We buy radio in autumn.")
    page = as_user(dan).get(f"/forum/posts/{post.slug}/history").content.decode()
    assert "We buy <del>CTV</del><ins>radio</ins> in spring." in page
    assert "radio in <del>spring</del><ins>autumn</ins>." in page
    assert "<del>Old</del><ins>New</ins> title" in page and page.count("Changed by Ana") == 2
    assert page.index("<del>spring") < page.index("<del>CTV"), "the newest first"


def test_of_an_unknown_author_only_the_handle_and_the_hour_are_told(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana, is_anonymous=True)
    edit_post(actor=ana, post=post, body="Changed.")
    comment = make_comment(ana, post, is_anonymous=True)
    edit_comment(actor=ana, comment=comment, body="Changed, too.")
    for where in (f"/forum/posts/{post.slug}/history", f"/forum/comments/{comment.pk}/history"):
        page = as_user(dan).get(where).content.decode()
        assert f"Changed by {post.handle}" in page and "Ana" not in page and ":00:00+" in page


def test_what_was_never_changed_says_so(ana: User, as_user: SignIn) -> None:
    assert "Never changed" in as_user(ana).get(f"/forum/posts/{make_post(ana).slug}/history").content.decode()


def test_the_past_of_what_is_hidden_is_hidden(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana, body="a secret")
    comment = make_comment(ana, post, "a secret")
    edit_post(actor=ana, post=post, body="nothing")
    edit_comment(actor=ana, comment=comment, body="nothing")
    comment.refresh_from_db()
    comment.state = "REMOVED"
    comment.save()
    assert as_user(dan).get(f"/forum/comments/{comment.pk}/history").status_code == 404
    Post.objects.filter(pk=post.pk).update(state="REMOVED")
    assert as_user(dan).get(f"/forum/posts/{post.slug}/history").status_code == 404


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999", "²"])
def test_many_changes_come_in_pages(ana: User, as_user: SignIn, page: str, django_assert_max_num_queries: Any) -> None:
    post = make_post(ana)
    for number in range(12):
        edit_post(actor=ana, post=post, body=f"words {number}")
    client = as_user(ana)
    client.get("/forum/mine")
    with django_assert_max_num_queries(6):
        said = client.get(f"/forum/posts/{post.slug}/history?page={page}").content.decode()
    assert said.count("Changed by") == (2 if page in ("2", "99999999999") else 10)
