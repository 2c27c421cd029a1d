"""Reporting a post or a comment from its page."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions.moderating import remove
from dealmecca.forum.models import Flag
from tests.factories.forum import make_comment, make_held_post, make_post

pytestmark = pytest.mark.django_db


def test_a_report_is_made_changed_and_taken_back(ana: User, dan: User, as_user: Callable[[User], Client]) -> None:
    post, browser = make_post(ana), as_user(dan)
    comment = make_comment(ana, post)
    for item, address in ((None, f"/forum/posts/{post.slug}/flag"), (comment, f"/forum/comments/{comment.pk}/flag")):
        mine = Flag.objects.filter(comment=item)
        for reason in ("SPAM", "RUDE"):
            assert browser.post(address, {"reason": reason, "text": "Look"})["Location"].startswith("/forum/posts/")
        assert [row.reason for row in mine.all()] == ["RUDE"] and "Take it back" in browser.get(
            address
        ).content.decode()
        browser.post(address, {"withdraw": "1", "next": "/forum"})
        browser.post(address, {"withdraw": "1"})
        assert not mine.all().exists() and "Take it back" not in browser.get(address).content.decode()


def test_who_reported_is_seen_by_nobody_but_moderators(
    ana: User, dan: User, ben: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana)
    as_user(dan).post(f"/forum/posts/{post.slug}/flag", {"reason": "OTHER", "text": "Zeppelins"})
    for who in (ana, ben):
        page = as_user(who).get(f"/forum/posts/{post.slug}/flag").content.decode()
        assert "Zeppelins" not in page and "Dan" not in page


def test_what_is_refused_is_said_beside_the_field(ana: User, dan: User, as_user: Callable[[User], Client]) -> None:
    post = make_post(ana)
    address = f"/forum/posts/{post.slug}/flag"
    for who, sent, sentence in (
        (dan, {}, "Choose what is wrong"), (dan, {"reason": "OTHER"}, "Say what is wrong"),
        (ana, {"reason": "SPAM"}, "your own words"),
    ):  # fmt: skip
        answer = as_user(who).post(address, sent)
        assert answer.status_code == 422 and sentence in answer.content.decode()


def test_what_one_does_not_see_cannot_be_reported(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    held, comment = make_held_post(ana), make_comment(ana, make_post(ana))
    remove(actor=moderator, item=comment, reason="x")
    for address in (f"/forum/posts/{held.slug}/flag", f"/forum/comments/{comment.pk}/flag", "/forum/posts/x/flag"):
        assert as_user(dan).get(address).status_code == 404
