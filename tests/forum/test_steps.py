"""Votes, keeping, following, choosing and accepting: each sends the state that is wanted, with and without htmx."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_comment
from dealmecca.forum.actions.counting import drifts
from dealmecca.forum.models import Bookmark, Post, PostFollow
from dealmecca.forum.queries import my_part
from tests.factories.forum import make_comment, make_held_post, make_post
from tests.forum.pages import browser

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_voting_for_a_post(ana: User, dan: User) -> None:
    post = make_post(ana)
    client, address = browser(dan), f"/forum/posts/{post.slug}/vote"
    for wish, score in (("1", 1), ("1", 1), ("-1", -1), ("0", 0)):
        assert client.post(address, {"vote": wish})["Location"] == f"/forum/posts/{post.slug}"
        assert Post.objects.get(pk=post.pk).vote_sum == score
    assert client.post(address, {"vote": "1", "next": "/forum?sort=top"})["Location"] == "/forum?sort=top"
    assert client.post(address, {"vote": "1", "next": "//elsewhere.example"})["Location"].startswith("/forum/posts/")
    answer = client.post(address, {"vote": "-1", "look": "row"}, headers=HTMX)
    assert answer.context["post"].score == -1 and "HX-Request" in answer["Vary"]
    assert b'class="vote-row"' in answer.content
    assert client.post(address, {"vote": "7"}).status_code == 400
    assert client.get(address)["Location"] == f"/forum/posts/{post.slug}"
    assert not drifts()


def test_nobody_votes_for_themselves_also_without_a_name(ana: User) -> None:
    client = browser(ana)
    for post in (make_post(ana), make_post(ana, "Quietly", is_anonymous=True)):
        answer = client.post(f"/forum/posts/{post.slug}/vote", {"vote": "1"}, headers=HTMX)
        assert (answer.status_code, answer["HX-Retarget"]) == (409, "body")


def test_voting_for_a_reply(ana: User, dan: User) -> None:
    post = make_post(ana)
    comment = make_comment(ana, post)
    client, address = browser(dan), f"/forum/comments/{comment.pk}/vote"
    assert client.post(address, {"vote": "1"})["Location"] == f"/forum/posts/{post.slug}?at=1#comment-1"
    assert client.post(address, {"vote": "-1"}, headers=HTMX).context["comment"].score == -1
    delete_comment(actor=ana, comment=comment)
    assert client.post(address, {"vote": "1"}).status_code == 404


def test_keeping_and_following(ana: User, dan: User) -> None:
    post = make_post(ana)
    client = browser(dan)
    for name, table in (("keep", Bookmark), ("follow", PostFollow)):
        address = f"/forum/posts/{post.slug}/{name}"
        mine = table._default_manager.filter(user=dan)
        for wish in ("yes", "yes", "no"):
            assert client.post(address, {name: wish}).status_code == 302
            assert mine.count() == int(wish == "yes")
        assert b'value="no"' in client.post(address, {name: "yes"}, headers=HTMX).content
        assert client.post(address, {name: "x"}).status_code == 400
        assert client.get(address).status_code == 302
    assert not drifts()


def test_choosing_in_a_poll(ana: User, dan: User) -> None:
    post = make_post(ana, post_type="POLL", choices=["CTV", "Radio"])
    one, two = post.choices.order_by("position")
    client = browser(dan)
    for choice in (one, two):
        answer = client.post(f"/forum/choices/{choice.pk}/vote", {"choose": "yes"})
        assert answer["Location"] == f"/forum/posts/{post.slug}#choices"
    assert my_part(viewer=dan, post=post).chosen == {two.pk}
    client.post(f"/forum/choices/{two.pk}/vote", {"choose": "no"})
    assert my_part(viewer=dan, post=post).chosen == set()
    assert client.post(f"/forum/choices/{two.pk}/vote", {}).status_code == 400
    assert client.post("/forum/choices/nothing/vote", {"choose": "yes"}).status_code == 404


def test_who_asked_accepts_an_answer(ana: User, dan: User) -> None:
    post = make_post(ana, post_type="QUESTION")
    comment = make_comment(dan, post)
    address = f"/forum/posts/{post.slug}/answer"
    assert browser(dan).post(address, {"comment": comment.pk}).status_code == 403
    client = browser(ana)
    for key, answer in ((comment.pk, comment.pk), ("", None)):
        assert client.post(address, {"comment": key}).status_code == 302
        assert Post.objects.get(pk=post.pk).answer_id == answer
    assert client.post(address, {"comment": "nothing"}).status_code == 404
    other = make_comment(dan, make_post(ana, "Another"))
    assert client.post(address, {"comment": other.pk}).status_code == 409


def test_what_waits_is_not_there_for_others(ana: User, dan: User) -> None:
    held = make_held_post(ana)
    for step, sent in (("vote", {"vote": "1"}), ("keep", {"keep": "yes"}), ("follow", {"follow": "yes"})):
        assert browser(dan).post(f"/forum/posts/{held.slug}/{step}", sent).status_code == 404
