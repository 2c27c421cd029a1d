"""Shapes of comments, and of what a caller wants to be so: a vote, a bookmark, a follow."""

from datetime import datetime

from pydantic import Field

from dealmecca.accounts.models import User
from dealmecca.forum.actions.rows import COMMENT
from dealmecca.forum.models import Comment
from dealmecca.forum.queries import Line
from dealmecca.forum.queries.whose import moderates
from dealmecca.forum.schemas.people import NEXT, Authored, authored, html_of
from dealmecca.forum.schemas.posts import SEEN, ChoiceAnswer
from dealmecca.lib.json_shapes import Answer, Id, Text, Values
from dealmecca.lib.markdown import Names


class CommentAnswer(Authored):
    id: str
    post_id: str
    parent_id: str | None = Field(description="What it answers; null at the top of the tree")
    number: int = Field(description="The how-manieth of its thread")
    depth: int
    content: Text = Field(description="Markdown; null once it was deleted or removed, or while it waits")
    html: Text = Field(description="The same as HTML that is safe to show, with the names of today")
    state: str = Field(description="VISIBLE; HELD while it waits for a moderator; REMOVED by one; DELETED")
    state_reason: Text = Field(description="Why it was removed, for its author and moderators")
    upvotes: int
    downvotes: int
    created_at: datetime
    updated_at: datetime
    edited_at: datetime | None
    is_mine: bool
    my_vote: int
    is_new: bool = Field(description="Since you last looked at the thread")
    is_by_asker: bool
    is_answer: bool = Field(description="The one that answers the question")


class CommentListing(Answer):
    items: list[CommentAnswer]
    next_cursor: str | None = Field(description=NEXT)


class NewComment(Values):
    """The same words again within half a minute are one comment."""

    content: str = Field(max_length=COMMENT, description="Markdown")
    parent_id: Id | None = Field(default=None, description="The comment that it answers.")
    is_anonymous: bool = Field(
        default=False, description="Under your handle of this thread: nobody learns who wrote it from the forum."
    )


class CommentChanges(Values):
    content: str = Field(max_length=COMMENT, description="Markdown")
    seen_at: datetime | None = Field(default=None, strict=False, description=SEEN)


class VoteValues(Values):
    value: int = Field(ge=-1, le=1, description="1, -1, or 0 to take it back.")


class VoteAnswer(Answer):
    value: int
    upvotes: int
    downvotes: int


class BookmarkValues(Values):
    is_bookmarked: bool


class BookmarkAnswer(Answer):
    is_bookmarked: bool
    bookmarks: int


class ThreadFollowValues(Values):
    is_followed: bool


class ThreadFollowAnswer(Answer):
    is_followed: bool


class AcceptedValues(Values):
    comment_id: Id | None = Field(description="null: no comment answers the question.")


class AcceptedAnswer(Answer):
    answer_id: str | None


class VisitValues(Values):
    read_number: int = Field(ge=0, description="The number of the last comment that was shown.")


class VisitAnswer(Answer):
    read_number: int | None
    views: int


class ChosenValues(Values):
    is_chosen: bool = Field(description="In a poll, choosing one takes the vote back from another.")


class ChoicesAnswer(Answer):
    choices: list[ChoiceAnswer]


def comment_answer(viewer: User, line: Line, names: Names, *, answer_id: str | None) -> CommentAnswer:
    """Who may not read its words is told of its place alone."""
    comment = line.comment
    knows = line.is_mine or moderates(viewer)
    is_told = comment.stands or (comment.state in ("HELD", "REMOVED") and knows)
    return CommentAnswer(
        **authored(comment, is_told=is_told),
        id=comment.pk,
        post_id=comment.post_id,
        parent_id=comment.parent_id,
        number=comment.number,
        depth=comment.depth,
        content=comment.body if is_told else "",
        html=html_of(comment.body, names) if is_told else "",
        state=comment.state,
        state_reason=comment.state_reason if knows else "",
        upvotes=comment.upvote_count,
        downvotes=comment.downvote_count,
        created_at=comment.created_at,
        updated_at=comment.updated_at,
        edited_at=comment.edited_at,
        is_mine=line.is_mine,
        my_vote=line.my_vote,
        is_new=line.is_new,
        is_by_asker=line.is_by_asker and is_told,
        is_answer=answer_id == comment.pk,
    )


def vote_answer(value: int, item: Comment) -> VoteAnswer:
    return VoteAnswer(value=value, upvotes=item.upvote_count, downvotes=item.downvote_count)
