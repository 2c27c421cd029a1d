"""Answering in a thread: to the post or to a comment, under one's name or one's handle there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import save_draft
from dealmecca.forum.models import Comment, Draft, Post
from tests.factories import make_company
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def where(post: Post) -> str:
    return f"/forum/posts/{post.slug}/comments"


def test_an_answer_stands_below_what_it_answers(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana)
    comment = make_comment(ana, post)
    page = as_user(dan).get(f"{where(post)}?reply={comment.pk}").content.decode()
    assert "Your answer to Ana" in page and f'name="reply" value="{comment.pk}"' in page
    answer = as_user(dan).post(where(post), {"body": "Thanks.", "reply": comment.pk})
    new = Comment.objects.get(parent=comment)
    assert (new.author, new.body) == (dan, "Thanks.")
    assert answer["Location"] == f"/forum/posts/{post.slug}?at={new.number}#comment-{new.number}"


def test_whoever_is_unknown_here_stays_so_unless_they_say_otherwise(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana, is_anonymous=True)
    page = as_user(ana).get(where(post)).content.decode()
    assert f"You are {post.handle} here" in page and 'id="reply-anonymous" checked' in page
    assert post.handle not in as_user(dan).get(where(post)).content.decode()
    as_user(ana).post(where(post), {"body": "Me again.", "is_anonymous": "on"})
    comment = Comment.objects.get()
    assert (comment.handle, comment.author) == (post.handle, None)


def test_a_small_crowd_around_the_thread_is_told_before_it_is_sent(ana: User, dan: User, as_user: SignIn) -> None:
    company = make_company("Kestrel Cola")
    post = make_post(ana, body=f"About @[Kestrel Cola](company:{company.pk})")
    sent = {"body": "I know.", "is_anonymous": "on"}
    page = as_user(dan).post(where(post), sent)
    assert page.status_code == 422 and "Nobody follows Kestrel Cola" in page.content.decode()
    assert "Reply all the same" in page.content.decode() and not Comment.objects.exists()
    assert as_user(dan).post(where(post), sent | {"confirmed": company.pk}).status_code == 302
    said = as_user(dan).post("/forum/crowd", sent | {"post": post.pk}).content.decode()
    assert "Kestrel Cola" in said and "Kestrel" not in as_user(dan).post("/forum/crowd", sent).content.decode()


def test_refused_words_are_kept(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana)
    page = as_user(dan).post(where(post), {"body": "x" * 15_001})
    assert page.status_code == 422 and "x" * 15_001 in page.content.decode()
    gone = make_comment(ana, post)
    Comment.objects.filter(pk=gone.pk).update(state="REMOVED")
    page = as_user(dan).post(where(post), {"body": "Yes, it is.", "reply": gone.pk})
    assert "was removed in the meantime" in page.content.decode() and "Yes, it is." in page.content.decode()
    Post.objects.filter(pk=post.pk).update(is_locked=True)
    assert "locked" in as_user(dan).post(where(post), {"body": "x"}).content.decode()
    assert as_user(dan).post(where(post), {"body": "x"}).status_code == 422


def test_preview_and_draft_without_script(ana: User, dan: User, as_user: SignIn) -> None:
    post, client = make_post(ana), as_user(dan)
    said = client.post(where(post), {"body": "Half", "step": "preview"}).content.decode()
    assert "<p>Half</p>" in said and not Comment.objects.exists()
    assert client.post(where(post), {"body": "Half", "step": "draft"})["Location"] == f"/forum/posts/{post.pk}/comments"
    assert "Half" in client.get(where(post)).content.decode()
    client.post(where(post), {"body": "Whole"})
    assert not Draft.objects.exists()


def test_the_box_keeps_nobody_elses_draft_and_opens_no_hidden_thread(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana)
    save_draft(actor=ana, about=f"reply {post.pk}", values={"body": "Mine alone"})
    assert "Mine alone" not in as_user(dan).get(where(post)).content.decode()
    Post.objects.filter(pk=post.pk).update(state="REMOVED")
    assert as_user(dan).post(where(post), {"body": "x"}).status_code == 404


def test_the_page_takes_few_queries(ana: User, as_user: SignIn, django_assert_max_num_queries: Any) -> None:
    post = make_post(ana, is_anonymous=True, body=f"@[K](company:{make_company('Kestrel Cola').pk})")
    comment = make_comment(ana, post)
    client = as_user(ana)
    client.get(where(post))
    with django_assert_max_num_queries(15):
        client.get(f"{where(post)}?reply={comment.pk}")
