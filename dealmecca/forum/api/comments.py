"""Comments as JSON: of a thread, in the order of the conversation, and each by its own address."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import delete_comment, edit_comment, restore_comment, vote, write_comment
from dealmecca.forum.api.parameters import (
    as_read,
    moment,
    names_of_the_api,
    page_parameters,
    post_called,
    reader_of,
)
from dealmecca.forum.models import Comment
from dealmecca.forum.queries import edits_of, get_comment, my_part, names_in, thread_page
from dealmecca.forum.queries.called import line_of
from dealmecca.forum.schemas.comments import (
    CommentAnswer,
    CommentChanges,
    CommentListing,
    NewComment,
    VoteAnswer,
    VoteValues,
    comment_answer,
    vote_answer,
)
from dealmecca.forum.schemas.posts import EditAnswer, EditListing
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.problems import BadValues

of_posts = Router(tags=["Forum"], by_alias=True)
router = Router(tags=["Forum"], by_alias=True)


@of_posts.get(
    "/{post_id}/comments",
    response=CommentListing,
    operation_id="listForumComments",
    summary="The comments of a thread",
    openapi_extra={"parameters": page_parameters()},
)
def list_comments(request: HttpRequest, post_id: str) -> CommentListing:
    """In the order of the conversation. What was deleted or removed keeps its place, without its words."""
    asked = reader_of(request)
    after, limit = asked.cursor((str,)), asked.limit()
    asked.check()
    viewer = asked.viewer
    post = post_called(viewer, post_id)
    mine = my_part(viewer=viewer, post=post)
    lines, next_after = thread_page(
        viewer=viewer, post=post, mine=mine, after=str(after[0]) if after else "", limit=limit
    )
    names = names_in(viewer=viewer, texts=[line.comment.body for line in lines])
    return CommentListing(
        items=[comment_answer(viewer, line, names, answer_id=post.answer_id) for line in lines],
        next_cursor=encode_cursor([next_after]) if next_after else None,
    )


@of_posts.post(
    "/{post_id}/comments",
    response={200: CommentAnswer, 201: CommentAnswer},
    operation_id="writeForumComment",
    summary="Write a comment",
)
def post_comment(
    request: HttpRequest, response: HttpResponse, post_id: str, values: NewComment
) -> Status[CommentAnswer]:
    """201 for a new one; the same words again within half a minute are 200. 409 when the thread is locked.

    Anonymously, it is under your handle of this thread, the same in all of it.
    """
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    with names_of_the_api():
        comment, is_new = write_comment(
            actor=viewer,
            post=post,
            body=values.content,
            parent=_parent(viewer, values.parent_id),
            is_anonymous=values.is_anonymous,
        )
    response.headers["Location"] = reverse("api:read_comment", args=[comment.pk])
    return Status(201 if is_new else 200, _answer(viewer, comment.pk))


@router.get("/{comment_id}", response=CommentAnswer, operation_id="getForumComment", summary="Read a comment")
def read_comment(request: HttpRequest, comment_id: str) -> CommentAnswer:
    """One that stands."""
    return _answer(viewer_of(request), comment_id)


@router.patch("/{comment_id}", response=CommentAnswer, operation_id="changeForumComment", summary="Change a comment")
def change_comment(request: HttpRequest, comment_id: str, values: CommentChanges) -> CommentAnswer:
    """Only who wrote it may. With seenAt, 409 when it was changed since."""
    viewer = viewer_of(request)
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    with names_of_the_api():
        edit_comment(
            actor=viewer,
            comment=comment,
            body=values.content,
            seen=as_read(moment(values.seen_at, "seenAt"), comment),
        )
    return _answer(viewer, comment_id)


@router.delete("/{comment_id}", response={204: None}, operation_id="deleteForumComment", summary="Delete a comment")
def remove_comment(request: HttpRequest, comment_id: str) -> None:
    """Only who wrote it may. Its place and its answers stay; for a day it can be restored."""
    viewer = viewer_of(request)
    delete_comment(actor=viewer, comment=get_comment(viewer=viewer, comment_id=comment_id))


@router.post(
    "/{comment_id}/restore", response=CommentAnswer, operation_id="restoreForumComment", summary="Take a deletion back"
)
def bring_back_comment(request: HttpRequest, comment_id: str) -> CommentAnswer:
    """What was not deleted stays as it is; 409 after a day."""
    viewer = viewer_of(request)
    restore_comment(actor=viewer, comment=get_comment(viewer=viewer, comment_id=comment_id, even_hidden=True))
    return _answer(viewer, comment_id)


@router.put("/{comment_id}/vote", response=VoteAnswer, operation_id="voteForumComment", summary="Vote on a comment")
def put_comment_vote(request: HttpRequest, comment_id: str, values: VoteValues) -> VoteAnswer:
    """The same again changes nothing. 409 for one's own."""
    viewer = viewer_of(request)
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    vote(actor=viewer, post=comment.post, comment=comment, value=values.value)
    return vote_answer(values.value, get_comment(viewer=viewer, comment_id=comment_id))


@router.get(
    "/{comment_id}/edits", response=EditListing, operation_id="listForumCommentEdits", summary="What it said before"
)
def list_comment_edits(request: HttpRequest, comment_id: str) -> EditListing:
    """Newest first, a hundred at most."""
    viewer = viewer_of(request)
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    rows = edits_of(viewer=viewer, post=comment.post, comment=comment)
    return EditListing(items=[EditAnswer(id=row.pk, title=row.title, content=row.body, at=row.at) for row in rows])


def _parent(viewer: User, comment_id: str | None) -> Comment | None:
    """Raises BadValues."""
    try:
        return get_comment(viewer=viewer, comment_id=comment_id) if comment_id else None
    except Comment.DoesNotExist:
        raise BadValues([("parentId", "There is no such comment.")]) from None


def _answer(viewer: User, comment_id: str) -> CommentAnswer:
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    line = line_of(viewer=viewer, comment=comment, mine=my_part(viewer=viewer, post=comment.post))
    names = names_in(viewer=viewer, texts=[comment.body])
    return comment_answer(viewer, line, names, answer_id=comment.post.answer_id)
