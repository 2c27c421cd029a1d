"""Fifty processes on one thread: every stored counter equals a recount, nothing deadlocks, and naive code drifts.

`RACE_ROUNDS` makes each process do more: 1 here, 60 for a night.
"""

import os
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.forum.actions import (
    choose,
    delete_comment,
    edit_comment,
    keep_post,
    restore_comment,
    visit,
    vote,
    write_comment,
)
from dealmecca.forum.actions.counting import drifts, recount
from dealmecca.forum.actions.flags import flag
from dealmecca.forum.actions.moderating import approve, remove, switch
from dealmecca.forum.actions.undoing import undo
from dealmecca.forum.models import Bookmark, Comment, Flag, ModerationEntry, Post, Visit, Vote
from dealmecca.lib.conflicts import Conflict
from tests.cast import make_admin, make_ana, make_moderator, make_user
from tests.factories.forum import make_comment, make_post
from tests.races import answers, can_fork, fork, race

AT_ONCE, PEOPLE = 50, 20
ROUNDS = int(os.environ.get("RACE_ROUNDS", "1"))

pytestmark = [pytest.mark.django_db(transaction=True), can_fork]


@pytest.fixture
def ana(transactional_db: None) -> User:
    reverse("forum:moderation_log")  # all addresses are read once, here, and not in each process under its locks
    return make_ana()


@pytest.fixture
def voters(ana: User) -> list[User]:
    return [make_user(f"voter{number}") for number in range(PEOPLE)]


def tell(act: Callable[..., Any], **given: Any) -> Any:
    """A refusal is an answer like any other; a deadlock or a broken constraint fails the test."""
    with suppress(Conflict):
        return act(**given)
    return None


def test_votes_kept_posts_views_comments_and_choices_count_exactly(ana: User, voters: list[User]) -> None:
    post = make_post(ana, "Which?", post_type="POLL", choices=["CTV", "Radio"])
    list_post = make_post(ana, "Best desks", post_type="LIST", choices=["A", "B"])
    first = make_comment(ana, post)
    choices = [*post.choices.all(), *list_post.choices.all()]

    def act(number: int) -> str:
        dice = random.Random(number)
        for turn in range(ROUNDS):
            who = voters[(number + turn) % PEOPLE]
            tell(vote, actor=who, post=post, value=dice.choice([1, 0, -1]))
            tell(vote, actor=who, post=post, comment=first, value=dice.choice([1, 0, -1]))
            tell(keep_post, actor=who, post=post, is_kept=dice.random() < 0.6)
            visit(actor=who, post=post, read_number=dice.randrange(9))
            tell(choose, actor=who, choice=dice.choice(choices), is_chosen=dice.random() < 0.7)
            if turn == 0:
                write_comment(actor=who, post=post, body=f"{number} {turn}", parent=dice.choice([None, first]))
        return "done"

    assert answers(act, AT_ONCE) == {"done": AT_ONCE}
    assert drifts() == []
    there = Post.objects.get(pk=post.pk)
    assert there.comment_count == there.number_count == Comment.objects.count() == AT_ONCE + 1
    assert there.view_count == Visit.objects.filter(post=post, times=1).count() == PEOPLE
    assert there.bookmark_count == Bookmark.objects.filter(post=post).count()


def test_votes_on_a_comment_while_it_is_changed_answered_deleted_and_moderated(ana: User, voters: list[User]) -> None:
    """All of these hold rows of the thread, in one order; a vote names the post and the comment as it ends."""
    post, moderator = make_post(ana), make_moderator()
    comment = make_comment(ana, post)

    def act(number: int) -> str:
        who = voters[number % PEOPLE]
        for turn in range(ROUNDS):
            match (number + turn) % 6:
                case 0 | 1:
                    tell(vote, actor=who, post=post, comment=comment, value=1 - turn)
                case 2:
                    tell(write_comment, actor=who, post=post, body=f"{number} {turn}", parent=comment)
                case 3:
                    tell(edit_comment, actor=ana, comment=comment, body=f"Words {number} {turn}")
                case 4:
                    tell(delete_comment, actor=ana, comment=comment)
                    tell(restore_comment, actor=ana, comment=comment)
                case _:
                    tell(flag, actor=who, post=post, comment=comment, reason="SPAM")
                    if entry := tell(remove, actor=moderator, item=comment, reason="x"):
                        tell(undo, actor=moderator, entry=entry)
        return "done"

    assert answers(act, PEOPLE) == {"done": PEOPLE}
    assert drifts() == []


def test_of_two_moderators_who_decide_the_same_one_does(ana: User, voters: list[User]) -> None:
    moderators = [make_moderator(), make_admin()]
    post = make_post(ana)
    flag(actor=voters[0], post=post, reason="SPAM")
    found = race(lambda number: remove(actor=moderators[number % 2], item=post, reason="Spam"), 10)
    assert found == {"done": 1, "Conflict: This was removed in the meantime.": 9}
    entry = ModerationEntry.objects.get()
    assert Flag.objects.get().decided_by_id == entry.actor_id
    found = race(lambda number: undo(actor=moderators[number % 2], entry=entry), 10)
    assert found == {"done": 1, "Conflict: Somebody took this back already.": 9}
    Post.objects.filter(pk=post.pk).update(state="HELD")
    recount()
    found = race(lambda number: approve(actor=moderators[number % 2], item=post), 10)
    assert found["done"] == 1 and drifts() == []


def test_of_many_who_pin_at_once_five_are_pinned(ana: User) -> None:
    moderator = make_moderator()
    posts = [make_post(ana, f"Post {number}", body=f"{number}") for number in range(3)]
    posts += [
        Post.objects.create(
            title=f"More {number}", slug=f"more-{number}", body="x", author=ana, category=posts[0].category
        )
        for number in range(9)
    ]
    race(lambda number: switch(actor=moderator, post=posts[number], column="is_pinned", is_on=True), len(posts))
    assert Post.objects.filter(is_pinned=True).count() == 5


def test_a_report_made_fifty_times_at_once_is_one(ana: User, voters: list[User]) -> None:
    post = make_post(ana)
    assert race(lambda _: flag(actor=voters[0], post=post, reason="SPAM"))["done"] == AT_ONCE
    assert Flag.objects.count() == 1


def test_a_vote_that_is_found_and_then_added_drifts(ana: User, voters: list[User]) -> None:
    """Control: "is there a vote? no: add one", as it is written everywhere; all look before anybody writes."""
    post, all_looked = make_post(ana), fork.Barrier(AT_ONCE)

    def naive(number: int) -> str:
        who = voters[number % PEOPLE]
        mine = Vote.objects.filter(post=post, comment=None, user=who)
        old = mine.values_list("value", flat=True).first() or 0
        all_looked.wait(60)
        with transaction.atomic():
            Vote.objects.bulk_create([Vote(post=post, user=who)], ignore_conflicts=True)
            mine.update(value=1)
            Post.objects.filter(pk=post.pk).update(
                upvote_count=F("upvote_count") + 1 - old, vote_sum=F("vote_sum") + 1 - old
            )
        return "done"

    answers(naive, AT_ONCE)
    assert Post.objects.get(pk=post.pk).upvote_count == AT_ONCE > PEOPLE
    assert {drift.column for drift in drifts()} == {"upvote_count", "vote_sum"}
    assert recount() == 2 and drifts() == []


def test_views_that_are_read_added_and_saved_are_lost(ana: User) -> None:
    """Control: read, add one, save."""
    post, all_read = make_post(ana), fork.Barrier(AT_ONCE)

    def naive(_: int) -> str:
        row = Post.objects.get(pk=post.pk)
        all_read.wait(60)
        Post.objects.filter(pk=row.pk).update(view_count=row.view_count + 1)
        return "done"

    answers(naive, AT_ONCE)
    assert Post.objects.get(pk=post.pk).view_count == 1
