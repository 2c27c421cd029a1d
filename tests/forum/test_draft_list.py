"""Drafts: kept while one types, there again after signing out, and nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import save_draft
from dealmecca.forum.models import Draft
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def test_a_draft_outlives_the_session(ana: User, as_user: SignIn) -> None:
    post = make_post(ana)
    comment = make_comment(ana, post)
    client = as_user(ana)
    about = f"reply {post.pk} {comment.pk}"
    said = client.post("/forum/drafts/save", {"draft": about, "body": "Half an answer"}, headers=HTMX)
    assert "Draft kept at" in said.content.decode()
    client.logout()
    page = as_user(ana).get("/forum/drafts").content.decode()
    assert "Half an answer" in page and f"Reply to “{post.title}”" in page
    where = f"/forum/posts/{post.pk}/comments?reply={comment.pk}"
    assert where in page and "Half an answer" in as_user(ana).get(where).content.decode()


def test_nothing_is_kept_without_words_or_of_what_we_do_not_know(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    for sent in ({"draft": "new", "tags": "CTV"}, {"draft": "what is it", "body": "x"}, {"body": "x"}):
        assert not client.post("/forum/drafts/save", sent, headers=HTMX).content.strip()
    assert client.post("/forum/drafts/save", {}).status_code == 302 and not Draft.objects.exists()


def test_a_draft_is_dropped_by_its_owner_alone(ana: User, dan: User, admin: User, as_user: SignIn) -> None:
    save_draft(actor=ana, about="new", values={"title": "Half", "body": ""})
    for other in (dan, admin):
        assert "Half" not in as_user(other).get("/forum/drafts").content.decode()
        assert as_user(other).post("/forum/drafts/drop", {"draft": "new"}).status_code == 302 and Draft.objects.exists()
    assert as_user(ana).post("/forum/drafts/drop", {"draft": "new"}).status_code == 302 and not Draft.objects.exists()
    assert "No drafts" in as_user(ana).get("/forum/drafts").content.decode()


def test_a_draft_of_what_is_gone_stays_readable(ana: User, as_user: SignIn) -> None:
    save_draft(actor=ana, about="reply nobody", values={"body": "To whom?"})
    save_draft(actor=ana, about="post nobody", values={"body": "Which?"})
    page = as_user(ana).get("/forum/drafts").content.decode()
    assert "To whom?" in page and "a thread that is gone" in page and "Go on" not in page


def test_a_hundred_drafts_take_as_many_queries_as_one(
    ana: User, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        save_draft(actor=ana, about=f"reply {make_post(ana, f'Post {number}').pk}", values={"body": "x"})
    client = as_user(ana)
    client.get("/forum/drafts")
    with django_assert_max_num_queries(6):
        client.get("/forum/drafts")
