"""One post or comment as a moderator sees it, and everything that can be done there."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_comment
from dealmecca.forum.actions.flags import flag
from dealmecca.forum.models import Comment, Flag, Post
from tests.factories.forum import make_comment, make_held_post, make_post

pytestmark = pytest.mark.django_db


def test_each_button_does_what_it_says_and_offers_the_way_back(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    browser, post = as_user(moderator), make_post(ana, "Old words")
    address = f"/forum/posts/{post.pk}/moderate"
    flag(actor=dan, post=post, reason="WRONG", text="She left in May")
    assert "She left in May" in browser.get(address).content.decode()
    for sent in (
        {"do": "DISMISS"}, {"do": "LOCK", "reason": "Heated"}, {"do": "UNLOCK"}, {"do": "PIN"}, {"do": "UNPIN"},
        {"do": "FEATURE"}, {"do": "UNFEATURE"}, {"do": "RETITLE", "title": "New words"},
        {"do": "MOVE", "category": "deals"}, {"do": "REMOVE", "reason": "Sells things"},
    ):  # fmt: skip
        answer = browser.post(address, sent, follow=True)
        assert answer.redirect_chain == [(address, 302)] and "<button>Undo</button>" in answer.content.decode(), sent
    post.refresh_from_db()
    assert (post.title, post.slug, post.category.slug, post.state) == ("New words", "new-words", "deals", "REMOVED")
    assert Flag.objects.get().decision == "DISMISSED"
    page = browser.get(address).content.decode()
    assert "Removed because: Sells things" in page and "Heated" in page
    assert as_user(dan).get(address).status_code == 403


def test_what_is_refused_is_said_on_the_page(ana: User, moderator: User, as_user: Callable[[User], Client]) -> None:
    browser, post = as_user(moderator), make_post(ana)
    address = f"/forum/posts/{post.slug}/moderate"
    for sent, sentence in (
        ({"do": "REMOVE"}, "Say why"), ({"do": "APPROVE"}, "no longer waits"), ({"do": "RETITLE"}, "Write something"),
        ({"do": "DISMISS"}, "No report of this is open"), ({"do": "MOVE", "category": "questions"}, "already"),
        ({"do": "MOVE", "category": "nowhere"}, "Select a valid choice"),
    ):  # fmt: skip
        answer = browser.post(address, sent)
        assert answer.status_code == 422 and sentence in answer.content.decode(), sent
    for sent in ({"do": "MOVE"}, {"do": "BAN"}, {}):
        assert browser.post(address, sent).status_code == 400
    assert browser.get("/forum/posts/nothing/moderate").status_code == 404


def test_a_held_post_and_a_comment_are_decided_there(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    browser, held = as_user(moderator), make_held_post(ana)
    browser.post(f"/forum/posts/{held.slug}/moderate", {"do": "APPROVE", "next": "/forum/moderation"})
    assert Post.objects.get(pk=held.pk).state == "VISIBLE"
    comment = make_comment(dan, make_post(ana), "Buy my list")
    address = f"/forum/comments/{comment.pk}/moderate"
    assert browser.post(address, {"do": "LOCK"}).status_code == 400
    browser.post(address, {"do": "REMOVE", "reason": "Sells things"})
    assert Comment.objects.get().state == "REMOVED" and "Buy my list" in browser.get(address).content.decode()


def test_words_that_their_author_deleted_are_shown_to_nobody(
    ana: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    comment = make_comment(ana, make_post(ana))
    delete_comment(actor=ana, comment=comment)
    assert as_user(moderator).get(f"/forum/comments/{comment.pk}/moderate").status_code == 404


def test_only_admins_are_offered_to_look_behind_a_handle(
    ana: User, moderator: User, admin: User, as_user: Callable[[User], Client]
) -> None:
    post, named = make_post(ana, "Quietly", is_anonymous=True), make_post(ana)
    address, link = f"/forum/posts/{post.slug}/moderate", f"/forum/posts/{post.slug}/unmask"
    assert link in as_user(admin).get(address).content.decode()
    assert link not in as_user(moderator).get(address).content.decode()
    assert "/unmask" not in as_user(admin).get(f"/forum/posts/{named.slug}/moderate").content.decode()


def test_the_menu_beside_a_post_leads_back_to_the_thread(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana)
    comment = make_comment(dan, post, "Buy my list")
    thread, browser = f"/forum/posts/{post.slug}", as_user(moderator)
    page = browser.get(thread).content.decode()
    assert f'action="{thread}/moderate"' in page and 'value="LOCK"' in page and 'value="PIN"' in page
    assert browser.post(f"{thread}/moderate", {"do": "LOCK", "next": thread})["Location"] == thread
    assert 'value="UNLOCK"' in browser.get(thread).content.decode()
    assert "Moderate" not in as_user(dan).get(thread).content.decode()
    browser.post(f"/forum/comments/{comment.pk}/moderate", {"do": "REMOVE", "reason": "Sells things"})
    assert f"/forum/comments/{comment.pk}/moderate" in browser.get(thread).content.decode()
    assert "Buy my list" not in browser.get(thread).content.decode()
