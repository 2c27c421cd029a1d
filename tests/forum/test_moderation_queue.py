"""What waits for moderators, oldest first, and deciding one or many of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_post, edit_post
from dealmecca.forum.actions.flags import flag
from dealmecca.forum.models import Comment, Flag, ModerationEntry, Post
from dealmecca.forum.queries.moderation import moderation_queue, waiting_count
from tests.factories.forum import make_comment, make_held_post, make_post

pytestmark = pytest.mark.django_db
QUEUE, DECIDE = "/forum/moderation", "/forum/moderation/decide"


def text_of(browser: Client, address: str = QUEUE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_reports_and_held_posts_wait_oldest_first_with_who_said_what(
    ana: User, dan: User, ben: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana, "Reported")
    comment = make_comment(ana, post, "Buy **my** list")
    with time_machine.travel(timezone.now() - timedelta(hours=3)):
        make_held_post(ana, "Held")
    flag(actor=dan, post=post, comment=comment, reason="SPAM", text="The third time today")
    for who in (dan, ben):
        flag(actor=who, post=post, reason="WRONG")
    queue = moderation_queue(viewer=moderator)
    assert [(one.post.title, len(one.flags)) for one in queue.waiting] == [
        ("Held", 0),
        ("Reported", 1),
        ("Reported", 2),
    ]
    assert [(code, count) for code, _, count in queue.by_reason] == [("HELD", 1), ("WRONG", 1), ("SPAM", 1)]
    page = text_of(as_user(moderator))
    assert "The third time today" in page and "Dan" in page and "<strong>my</strong>" in page and "waits" in page
    assert waiting_count(viewer=moderator) == 3 and "3<span class" in page
    only = text_of(as_user(moderator), f"{QUEUE}?reason=SPAM")
    assert "Comment in" in only and "Held" not in only.partition("mod-queue")[2]
    assert "Nothing of this kind" in text_of(as_user(moderator), f"{QUEUE}?reason=RUDE")


def test_only_moderators_see_it_and_nobody_else_hears_how_much_waits(
    ana: User, dan: User, as_user: Callable[[User], Client]
) -> None:
    flag(actor=dan, post=make_post(ana), reason="SPAM")
    for who in (ana, dan):
        assert as_user(who).get(QUEUE).status_code == as_user(who).post(DECIDE, {"do": "APPROVE"}).status_code == 403
        assert waiting_count(viewer=who) == 0 and moderation_queue(viewer=who).waiting == []
        assert "/forum/moderation" not in text_of(as_user(who), "/")


def test_three_settled_members_make_it_pressing_and_three_new_ones_do_not(
    ana: User, ben: User, cleo: User, dan: User, moderator: User
) -> None:
    post = make_post(ana)
    for who in (ben, cleo, dan):
        flag(actor=who, post=post, reason="RUDE")
    assert moderation_queue(viewer=moderator).waiting[0].is_pressing
    User.objects.filter(pk=dan.pk).update(created_at=timezone.now())
    assert not moderation_queue(viewer=moderator).waiting[0].is_pressing


def test_what_its_author_deleted_no_longer_waits(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana)
    flag(actor=dan, post=post, comment=make_comment(ana, post), reason="SPAM")
    flag(actor=dan, post=post, reason="SPAM")
    delete_post(actor=ana, post=post)
    assert waiting_count(viewer=moderator) == 0 and moderation_queue(viewer=moderator).waiting == []


def test_an_anonymous_author_stands_there_by_their_handle(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana, "Quietly", is_anonymous=True)
    edit_post(actor=ana, post=post, body="Changed.")
    flag(actor=dan, post=post, reason="PRIVATE")
    for address in (QUEUE, f"/forum/posts/{post.slug}/moderate"):
        page = text_of(as_user(moderator), address)
        assert post.handle in page and ana.display_name not in page and ana.pk not in page and ana.email not in page


def test_one_row_is_decided_by_its_own_button_whatever_is_ticked(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    held, other = make_held_post(ana), make_held_post(ana, "Another")
    flag(actor=dan, post=make_post(ana, "Fine"), reason="SPAM")
    browser = as_user(moderator)
    answer = browser.post(DECIDE, {"do": f"APPROVE post:{held.pk}", "item": f"post:{other.pk}", "shown": "HELD"})
    assert answer["Location"] == f"{QUEUE}?reason=HELD"
    assert [Post.objects.get(pk=row.pk).state for row in (held, other)] == ["VISIBLE", "HELD"]
    browser.post(DECIDE, {"do": f"DISMISS post:{Post.objects.get(title='Fine').pk}"})
    assert Flag.objects.get().decision == "DISMISSED"


def test_ticked_ones_are_removed_together_with_a_reason(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    posts = [make_held_post(ana, f"Held {number}") for number in range(2)]
    comment = make_comment(dan, make_post(ana, "Open"), "Buy my list")
    ticked = [*(f"post:{post.pk}" for post in posts), f"comment:{comment.pk}", "post:nothing", "post:\0", "rubbish"]
    browser = as_user(moderator)
    assert browser.post(DECIDE, {"do": "REMOVE", "item": ticked}).status_code == 400, "no reason"
    answer = browser.post(DECIDE, {"do": "REMOVE", "item": ticked, "reason": "Spam"}, follow=True)
    assert "3 removed" in answer.content.decode()
    assert {row.state for row in Post.objects.exclude(title="Open")} == {"REMOVED"}
    assert Comment.objects.get(pk=comment.pk).state == "REMOVED" and ModerationEntry.objects.count() == 3
    again = browser.post(DECIDE, {"do": "REMOVE", "item": ticked, "reason": "Spam"}, follow=True)
    assert "3 had been decided by somebody else" in again.content.decode()
    assert "Tick what this is about" in browser.post(DECIDE, {"do": "APPROVE"}, follow=True).content.decode()
    assert browser.get(DECIDE)["Location"] == QUEUE


def test_the_number_of_queries_does_not_grow(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    browser, counts = as_user(moderator), []
    for number in range(2):
        for turn in range(1 + number * 6):
            post = make_post(ana, f"Post {number} {turn}")
            flag(actor=dan, post=post, comment=make_comment(ana, post), reason="SPAM")
        browser.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            browser.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
