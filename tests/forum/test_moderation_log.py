"""The log of moderation: every member reads what was done and why, without reporters and without removed words."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions.flags import flag
from dealmecca.forum.actions.moderating import remove, retitle_post, switch
from dealmecca.forum.models import ModerationEntry, Post
from dealmecca.forum.queries.moderation import PAGE, moderation_log
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
LOG = "/forum/moderation/log"


def test_members_read_who_did_what_and_why_and_nothing_that_was_removed(
    ana: User, ben: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana, "Kites for sale", body="Buy zeppelins")
    comment = make_comment(ana, make_post(ana, "Stands"), "Buy blimps")
    flag(actor=ben, post=post, reason="SPAM", text="He sells airships")
    remove(actor=moderator, item=post, reason="Sells things")
    remove(actor=moderator, item=comment, reason="Sells, too")
    page = as_user(dan).get(LOG).content.decode()
    for shown in ("Moderator", "Sells things", "a post in Questions", "Stands", "Sells, too"):
        assert shown in page
    for hidden in ("Kites", "zeppelins", "blimps", "airships", "Ben"):
        assert hidden not in page
    assert "Kites" in as_user(moderator).get(LOG).content.decode()


def test_the_old_title_is_in_no_log(ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]) -> None:
    retitle_post(actor=moderator, post=make_post(ana, "About Maren Oduya"), title="About a planner", reason="No names")
    assert "Maren" not in as_user(dan).get(LOG).content.decode()


def test_moderators_take_an_entry_back_from_the_log_and_members_do_not(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana)
    entry = switch(actor=moderator, post=post, column="is_locked", is_on=True)
    address = f"{LOG}/{entry.pk}/undo"
    assert as_user(dan).post(address).status_code == 403
    assert "Undo" not in as_user(dan).get(LOG).content.decode()
    browser = as_user(moderator)
    assert browser.get(address)["Location"] == LOG
    assert browser.post(address, {"next": "/forum/moderation"})["Location"] == "/forum/moderation"
    assert not Post.objects.get().is_locked and "taken back by Moderator" in browser.get(LOG).content.decode()
    assert browser.post(address).status_code == 409
    for gone in ("nothing", "%00"):
        assert browser.post(f"{LOG}/{gone}/undo").status_code == 404


def test_pages_show_each_entry_once_and_a_broken_cursor_begins_anew(
    ana: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    post = make_post(ana)
    rows = [ModerationEntry(post=post, verb="LOCK", before={}, after={}, actor=moderator) for _ in range(PAGE + 3)]
    ModerationEntry.objects.bulk_create(rows)
    first, cursor = moderation_log(viewer=ana)
    second, end = moderation_log(viewer=ana, cursor=cursor)
    assert len({row.pk for row in [*first, *second]}) == PAGE + 3 and end is None
    browser = as_user(ana)
    assert "Older ones" in browser.get(LOG).content.decode()
    assert "Back to the newest" in browser.get(f"{LOG}?cursor={cursor}").content.decode()
    assert "Older ones" in browser.get(f"{LOG}?cursor=rubbish").content.decode()
