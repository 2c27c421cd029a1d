"""Votes on posts, comments and choices, and which comment answers a question: clients send the state they want."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.later import after_answering
from dealmecca.forum.actions.rows import locked_comment, locked_post
from dealmecca.forum.models import Choice, ChoiceVote, Comment, Post, Vote
from dealmecca.forum.permissions import can_write, is_mine, require
from dealmecca.lib.conflicts import Conflict


@transaction.atomic
def vote(*, actor: User, post: Post, comment: Comment | None = None, value: int) -> int:
    """1, -1, or 0 to take it back; of the post, or of one of its comments. What was stored before.

    One lock order: the vote, then what it is about. Raises ValidationError, and Conflict for one's own.
    """
    require(can_write(actor), "You may not vote.")
    if value not in (1, 0, -1):
        raise ValidationError({"value": ["A vote is 1, -1, or 0 to take it back."]})
    item: Post | Comment = comment or post
    if is_mine(actor, item):
        raise Conflict("Nobody votes for their own words.")
    if item.state != "VISIBLE":
        raise Conflict("This was removed in the meantime. Look again.")
    Vote.objects.bulk_create([Vote(post=post, comment=comment, user=actor)], ignore_conflicts=True)
    row = Vote.objects.select_for_update().get(post=post, comment=comment, user=actor)
    old = row.value
    if old == value:
        return old
    Vote.objects.filter(pk=row.pk).update(value=value)
    up, down = int(value == 1) - int(old == 1), int(value == -1) - int(old == -1)
    changes = {"upvote_count": F("upvote_count") + up, "downvote_count": F("downvote_count") + down}
    if comment is None:
        Post.objects.filter(pk=post.pk).update(vote_sum=F("vote_sum") + up - down, **changes)
    else:
        Comment.objects.filter(pk=comment.pk).update(**changes)
    return old


@transaction.atomic
def choose(*, actor: User, choice: Choice, is_chosen: bool) -> bool:
    """Give a choice one's vote, or take it back; whether anything changed. In a poll the vote moves from another."""
    require(can_write(actor), "You may not vote.")
    post = locked_post(choice.post)
    if post.is_closed:
        raise Conflict("This poll is closed.")
    mine = ChoiceVote.objects.filter(post=post, user=actor)
    if not is_chosen:
        deleted, _ = mine.filter(choice=choice).delete()
        if deleted:
            Choice.objects.filter(pk=choice.pk).update(vote_count=F("vote_count") - 1)
        return deleted > 0
    if mine.filter(choice=choice).exists():
        return False
    is_only = post.post_type == "POLL"
    if is_only:
        for other in mine.exclude(choice=choice):
            other.delete()
            Choice.objects.filter(pk=other.choice_id).update(vote_count=F("vote_count") - 1)
    ChoiceVote.objects.create(post=post, choice=choice, user=actor, is_only=is_only)
    Choice.objects.filter(pk=choice.pk).update(vote_count=F("vote_count") + 1)
    return True


@transaction.atomic
def accept_answer(*, actor: User, post: Post, comment: Comment | None) -> Post:
    """Who asked says which comment answers the question, or that none does. Raises Conflict."""
    row = locked_post(post)
    require(can_write(actor) and is_mine(actor, row), "Only who asked says what answers the question.")
    if row.post_type != "QUESTION":
        raise Conflict("Only questions have an answer.")
    if comment is not None:
        comment = locked_comment(comment)
        if comment.post_id != row.pk or not comment.stands:
            raise Conflict("This comment does not stand in this thread.")
    if row.answer_id == (comment.pk if comment else None):
        return row
    row.answer = comment
    row.updated_at = row.updated_at if row.is_anonymous else timezone.now()
    row.save(update_fields=["answer", "updated_at"])
    if comment is not None:
        after_answering(comment)
    return row
