"""Reports and what moderators do about them: what changes, what comes back, and who is told."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import (
    accept_answer,
    delete_post,
    edit_post,
)
from dealmecca.forum.actions.counting import drifts
from dealmecca.forum.actions.flags import flag, withdraw_flag
from dealmecca.forum.actions.moderating import (
    approve,
    decide_many,
    dismiss_flags,
    move_post,
    remove,
    retitle_post,
    switch,
)
from dealmecca.forum.actions.undoing import undo
from dealmecca.forum.models import Category, Flag, ModerationEntry, Post, PostSlug
from dealmecca.forum.queries import get_post, new_slug_of, search_forum
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.models import Mail, Notification
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
LINKS = "https://a.example https://b.example https://c.example"


def told(user: User, kind: str = "MODERATION") -> list[str]:
    return list(
        Notification.objects.filter(user=user, kind=kind).order_by("created_at").values_list("sentence", flat=True)
    )


def state(row: Any) -> str:
    return str(type(row)._default_manager.get(pk=row.pk).state)


@pytest.fixture
def new_ana(ana: User, settled: None) -> User:
    ana.created_at = timezone.now()
    return ana


def test_a_report_stands_once_says_what_was_said_last_and_is_taken_back(ana: User, dan: User, ben: User) -> None:
    post = make_post(ana)
    assert [flag(actor=dan, post=post, reason=reason)[1] for reason in ("SPAM", "SPAM", "RUDE")] == [True, False, False]
    assert [row.reason for row in Flag.objects.all()] == ["RUDE"]
    comment = make_comment(ben, post)
    flag(actor=dan, post=post, comment=comment, reason="OTHER", text="Quotes a private mail.")
    assert withdraw_flag(actor=dan, post=post) and not withdraw_flag(actor=dan, post=post)
    assert [row.comment_id for row in Flag.objects.all()] == [comment.pk]


def test_no_number_of_reports_hides_anything(ana: User, ben: User, cleo: User, dan: User) -> None:
    post = make_post(ana)
    for who in (ben, cleo, dan):
        flag(actor=who, post=post, reason="WRONG")
    assert get_post(viewer=ben, slug=post.slug).state == "VISIBLE"


def test_what_is_refused_when_reporting(ana: User, dan: User, moderator: User) -> None:
    post, anonymous = make_post(ana), make_post(ana, "Quietly", is_anonymous=True)
    for own in (post, anonymous):
        with pytest.raises(Conflict, match="own words"):
            flag(actor=ana, post=own, reason="SPAM")
    for reason, text, field in (("BAD", "", "reason"), ("OTHER", " ", "text"), ("SPAM", "x" * 301, "text")):
        with pytest.raises(ValidationError) as refused:
            flag(actor=dan, post=post, reason=reason, text=text)
        assert list(refused.value.message_dict) == [field]
    flag(actor=dan, post=post, reason="SPAM")
    dismiss_flags(actor=moderator, item=post)
    with pytest.raises(Conflict, match="left it as it is"):
        flag(actor=dan, post=post, reason="SPAM")
    edit_post(actor=ana, post=post, body="Changed since.")
    assert flag(actor=dan, post=post, reason="SPAM")[1]
    remove(actor=moderator, item=post, reason="Spam")
    with pytest.raises(Conflict, match="removed in the meantime"):
        flag(actor=dan, post=post, reason="SPAM")


def test_thirty_reports_a_day_are_the_most(ana: User, dan: User) -> None:
    post = make_post(ana)
    comments = [make_comment(ana, post, f"{number}") for number in range(31)]
    for comment in comments[:30]:
        flag(actor=dan, post=post, comment=comment, reason="SPAM")
    with pytest.raises(Conflict, match="30 reports a day"):
        flag(actor=dan, post=post, comment=comments[30], reason="SPAM")


def test_what_waits_is_approved_counted_and_its_author_told(new_ana: User, dan: User, moderator: User) -> None:
    post = make_post(new_ana, body=LINKS)
    comment = make_comment(new_ana, make_post(dan, "Open"), LINKS)
    assert (state(post), state(comment)) == ("HELD", "HELD")
    for item in (post, comment):
        approve(actor=moderator, item=item)
        with pytest.raises(Conflict, match="no longer waits"):
            approve(actor=moderator, item=item)
    assert get_post(viewer=dan, slug=post.slug) and search_forum(viewer=dan, text="a.example")[0]
    assert len(told(new_ana)) == 2 and "approved your post" in told(new_ana)[0]
    assert not drifts() and ModerationEntry.objects.count() == 2


def test_a_removed_post_goes_with_a_reason_and_comes_back_as_it_was(
    ana: User, dan: User, moderator: User, category: Category
) -> None:
    post = make_post(ana)
    make_comment(dan, post, "kites")
    flag(actor=dan, post=post, reason="SPAM")
    switch(actor=moderator, post=post, column="is_pinned", is_on=True)
    with pytest.raises(ValidationError, match="Say why"):
        remove(actor=moderator, item=post, reason=" ")
    entry = remove(actor=moderator, item=post, reason="Advertises a casino")
    with pytest.raises(Post.DoesNotExist):
        get_post(viewer=dan, slug=post.slug)
    assert get_post(viewer=moderator, slug=post.slug).state_reason == "Advertises a casino"
    assert not search_forum(viewer=dan, text="kites")[0] and Flag.objects.get().decision == "UPHELD"
    assert "removed your post" in told(ana)[-1] and "acted on your report" in told(dan, "REPORT_DECIDED")[0]
    undo(actor=moderator, entry=entry)
    post.refresh_from_db()
    assert (post.state, post.state_reason, post.is_pinned) == ("VISIBLE", "", True)
    assert search_forum(viewer=dan, text="kites")[0] and Flag.objects.get().decision == "OPEN"
    assert "took back" in told(ana)[-1] and not drifts()
    with pytest.raises(Conflict, match="took this back already"):
        undo(actor=moderator, entry=entry)


def test_a_removed_comment_is_no_answer_until_it_is_back(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana, post_type="QUESTION")
    comment = make_comment(dan, post, "kites")
    accept_answer(actor=ana, post=post, comment=comment)
    entry = remove(actor=moderator, item=comment, reason="Names a person's phone")
    post.refresh_from_db()
    assert (post.answer_id, post.comment_count) == (None, 0) and not search_forum(viewer=dan, text="kites")[0]
    undo(actor=moderator, entry=entry)
    post.refresh_from_db()
    assert (post.answer_id, post.comment_count) == (comment.pk, 1) and not drifts()


def test_a_comment_comes_back_below_a_removed_post_and_is_found_once_that_is_back(
    ana: User, dan: User, moderator: User
) -> None:
    post = make_post(ana)
    comment = make_comment(dan, post, "kites")
    one, two = remove(actor=moderator, item=comment, reason="x"), remove(actor=moderator, item=post, reason="x")
    undo(actor=moderator, entry=one)
    assert not search_forum(viewer=dan, text="kites")[0]
    undo(actor=moderator, entry=two)
    assert search_forum(viewer=dan, text="kites")[0] and not drifts()


def test_a_switch_is_on_or_off_once_and_is_taken_back(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana)
    for column in ("is_locked", "is_pinned", "is_featured"):
        entry = switch(actor=moderator, post=post, column=column, is_on=True, reason="Heated")
        with pytest.raises(Conflict, match="in the meantime"):
            switch(actor=moderator, post=post, column=column, is_on=True)
        assert getattr(Post.objects.get(pk=post.pk), column)
        undo(actor=moderator, entry=entry)
        assert not getattr(Post.objects.get(pk=post.pk), column)
        on = switch(actor=moderator, post=post, column=column, is_on=True)
        switch(actor=moderator, post=post, column=column, is_on=False)
        with pytest.raises(Conflict, match="Something changed since"):
            undo(actor=moderator, entry=on)
    with pytest.raises(ValidationError):
        switch(actor=moderator, post=post, column="is_anonymous", is_on=True)


def test_five_are_pinned_and_what_moves_or_goes_leaves_its_place(ana: User, moderator: User) -> None:
    posts = [make_post(ana, f"Post {number}") for number in range(7)]
    for post in posts[:5]:
        switch(actor=moderator, post=post, column="is_pinned", is_on=True)
    with pytest.raises(Conflict, match="5 posts are pinned in “Questions”"):
        switch(actor=moderator, post=posts[5], column="is_pinned", is_on=True)
    deals = Category.objects.get(slug="deals")
    moved = move_post(actor=moderator, post=posts[0], category=deals)
    delete_post(actor=ana, post=posts[1])
    for post in posts[5:]:
        switch(actor=moderator, post=post, column="is_pinned", is_on=True)
    undo(actor=moderator, entry=moved)
    back = Post.objects.get(pk=posts[0].pk)
    assert (back.category.slug, back.is_pinned) == ("questions", False), "its place was taken"
    assert not drifts()


def test_moving_and_another_title_keep_addresses_and_counts(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana, "Old words")
    deals = Category.objects.get(slug="deals")
    move_post(actor=moderator, post=post, category=deals)
    with pytest.raises(Conflict, match="already"):
        move_post(actor=moderator, post=post, category=deals)
    entry = retitle_post(actor=moderator, post=post, title="New words", reason="Says what it is about")
    assert new_slug_of(viewer=dan, slug="old-words") == "new-words"
    assert search_forum(viewer=dan, text="new words")[0] and not search_forum(viewer=dan, text="old words")[0]
    undo(actor=moderator, entry=entry)
    assert Post.objects.get().slug == "old-words" and new_slug_of(viewer=dan, slug="new-words") == "old-words"
    assert not PostSlug.objects.filter(slug="old-words").exists() and not drifts()
    Category.objects.filter(slug="jobs").update(is_active=False)
    with pytest.raises(ValidationError, match="takes no new posts"):
        move_post(actor=moderator, post=post, category=Category.objects.get(slug="jobs"))


def test_many_are_decided_at_once_and_what_others_decided_is_told(new_ana: User, dan: User, moderator: User) -> None:
    posts = [make_post(new_ana, f"Post {number}", body=LINKS) for number in range(3)]
    comment = make_comment(new_ana, make_post(dan, "Open"), LINKS)
    approve(actor=moderator, item=posts[0])
    assert decide_many(actor=moderator, posts=posts, comments=[comment], verb="APPROVE") == (3, 1)
    with pytest.raises(ValidationError, match="Say why"):
        decide_many(actor=moderator, posts=posts, comments=[], verb="REMOVE")
    assert decide_many(actor=moderator, posts=posts, comments=[comment], verb="REMOVE", reason="Spam") == (4, 0)
    with pytest.raises(ValidationError):
        decide_many(actor=moderator, posts=posts, comments=[], verb="PIN")
    assert not drifts()


def test_only_moderators_do_any_of_it(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana)
    entry = switch(actor=moderator, post=post, column="is_locked", is_on=True)
    for act in (
        lambda: approve(actor=dan, item=post),
        lambda: remove(actor=dan, item=post, reason="x"),
        lambda: dismiss_flags(actor=dan, item=post),
        lambda: switch(actor=dan, post=post, column="is_pinned", is_on=True),
        lambda: move_post(actor=dan, post=post, category=Category.objects.get(slug="deals")),
        lambda: retitle_post(actor=dan, post=post, title="x"),
        lambda: decide_many(actor=dan, posts=[post], comments=[], verb="DISMISS"),
        lambda: undo(actor=dan, entry=entry),
    ):
        with pytest.raises(PermissionDenied):
            act()
    dan.is_active = False
    for shut in (lambda: flag(actor=dan, post=post, reason="SPAM"), lambda: withdraw_flag(actor=dan, post=post)):
        with pytest.raises(PermissionDenied):
            shut()


def test_an_anonymous_author_is_told_and_no_row_that_others_read_says_who(
    ana: User, dan: User, moderator: User, admin: User
) -> None:
    post = make_post(ana, "Quietly", is_anonymous=True)
    comment = make_comment(dan, post, "me", is_anonymous=True)
    for item, author in ((post, ana), (comment, dan)):
        remove(actor=moderator, item=item, reason="Names a client")
        assert "A moderator removed your" in told(author)[0]
    for row in ModerationEntry.objects.all():
        assert not {ana.pk, dan.pk} & {str(value) for value in vars(row).values()}
        assert ana.pk not in str((row.before, row.after))
    assert not Mail.objects.visible_to(admin).filter(kind="MODERATION").exists()
    assert Mail.objects.filter(kind="MODERATION", user=ana).count() == 1


def test_a_report_that_was_dismissed_opens_again_unless_it_was_said_anew(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana)
    flag(actor=dan, post=post, reason="SPAM")
    entry = dismiss_flags(actor=moderator, item=post)
    with pytest.raises(Conflict, match="No report of this is open"):
        dismiss_flags(actor=moderator, item=post)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        edit_post(actor=ana, post=post, body="Changed since.")
        flag(actor=dan, post=post, reason="RUDE")
    undo(actor=moderator, entry=entry)
    assert Flag.objects.filter(decision="OPEN").count() == 1
    assert told(ana) == [], "the author never hears of reports that nobody upheld"
