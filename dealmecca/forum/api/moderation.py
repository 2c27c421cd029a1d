"""Moderation as JSON: reports, the queue, what moderators do, and the log of it that every member reads."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import cursor_checked
from dealmecca.forum.actions.flags import flag, withdraw_flag
from dealmecca.forum.actions.moderating import (
    SWITCHES,
    approve,
    dismiss_flags,
    move_post,
    remove,
    retitle_post,
    switch,
)
from dealmecca.forum.actions.undoing import undo
from dealmecca.forum.api.parameters import (
    category_called,
    names_of_the_api,
    page_parameters,
    parameter,
    post_called,
    reader_of,
    term,
)
from dealmecca.forum.models import Comment, ModerationEntry, Post
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.forum.queries import get_comment
from dealmecca.forum.queries.moderation import get_entry, moderation_log, moderation_queue
from dealmecca.forum.schemas.moderation import (
    EntryAnswer,
    EntryListing,
    FlagAnswer,
    FlagValues,
    ModerationValues,
    QueueAnswer,
    entry_answer,
    queue_answer,
)
from dealmecca.forum.vocabularies import FLAG_REASON, MODERATION
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import one_of

router = Router(tags=["Forum moderation"], by_alias=True)
_SWITCHED = {verb: (column, verb == on) for column, (on, off) in SWITCHES.items() for verb in (on, off)}
_REASONS = ("HELD", *FLAG_REASON.codes)


@router.put("/posts/{post_id}/flag", response=FlagAnswer, operation_id="flagForumPost", summary="Report a post")
def put_post_flag(request: HttpRequest, post_id: str, values: FlagValues) -> FlagAnswer:
    """Said again, it says what was said last. A moderator looks; nothing is hidden by numbers."""
    viewer = viewer_of(request)
    return _flag(viewer, post_called(viewer, post_id), None, values)


@router.delete(
    "/posts/{post_id}/flag", response={204: None}, operation_id="unflagForumPost", summary="Take a report back"
)
def delete_post_flag(request: HttpRequest, post_id: str) -> None:
    """While nobody decided it."""
    viewer = viewer_of(request)
    withdraw_flag(actor=viewer, post=post_called(viewer, post_id))


@router.put(
    "/comments/{comment_id}/flag", response=FlagAnswer, operation_id="flagForumComment", summary="Report a comment"
)
def put_comment_flag(request: HttpRequest, comment_id: str, values: FlagValues) -> FlagAnswer:
    """As of a post."""
    viewer = viewer_of(request)
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    return _flag(viewer, comment.post, comment, values)


@router.delete(
    "/comments/{comment_id}/flag", response={204: None}, operation_id="unflagForumComment", summary="Take it back"
)
def delete_comment_flag(request: HttpRequest, comment_id: str) -> None:
    """While nobody decided it."""
    viewer = viewer_of(request)
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    withdraw_flag(actor=viewer, post=comment.post, comment=comment)


@router.get(
    "/moderation/queue",
    response=QueueAnswer,
    operation_id="getForumQueue",
    summary="What waits for a moderator",
    openapi_extra={
        "parameters": [parameter("reason", {"type": "string", "enum": list(_REASONS)}, "HELD, or why it was reported.")]
    },
)
def read_queue(request: HttpRequest) -> QueueAnswer:
    """Oldest first, a hundred at most. Moderators only. Who wrote anonymously is not told here either."""
    asked = reader_of(request)
    require(can_moderate(asked.viewer), "Only moderators do this.")
    reason = asked.one("reason", one_of(_REASONS)) or ""
    asked.check()
    return queue_answer(moderation_queue(viewer=asked.viewer, reason=reason))


@router.post(
    "/moderation/posts/{post_id}", response=EntryAnswer, operation_id="moderateForumPost", summary="Decide on a post"
)
def moderate_post(request: HttpRequest, post_id: str, values: ModerationValues) -> EntryAnswer:
    """Approve, remove, dismiss its reports, lock, pin, feature, move, retitle: logged, and told to its author."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), "Only moderators do this.")
    return entry_answer(_decide(viewer, post_called(viewer, post_id), values))


@router.post(
    "/moderation/comments/{comment_id}",
    response=EntryAnswer,
    operation_id="moderateForumComment",
    summary="Decide on a comment",
)
def moderate_comment(request: HttpRequest, comment_id: str, values: ModerationValues) -> EntryAnswer:
    """Approve, remove, or dismiss its reports."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), "Only moderators do this.")
    return entry_answer(_decide(viewer, get_comment(viewer=viewer, comment_id=comment_id), values))


@router.get(
    "/moderation/log",
    response=EntryListing,
    operation_id="listForumModeration",
    summary="What moderators did",
    openapi_extra={"parameters": page_parameters()[:1]},
)
def read_log(request: HttpRequest) -> EntryListing:
    """For every member, newest first, fifty a page; without removed words, and without who reported them."""
    asked = reader_of(request)
    cursor = asked.one("cursor", str)
    asked.check()
    with cursor_checked():
        rows, next_cursor = moderation_log(viewer=asked.viewer, cursor=cursor)
    return EntryListing(items=[entry_answer(row) for row in rows], next_cursor=next_cursor)


@router.post(
    "/moderation/log/{entry_id}/undo", response=EntryAnswer, operation_id="undoForumModeration", summary="Undo it"
)
def undo_moderation(request: HttpRequest, entry_id: str) -> EntryAnswer:
    """Moderators only. 409 when something came after it."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), "Only moderators do this.")
    undo(actor=viewer, entry=get_entry(viewer=viewer, entry_id=entry_id))
    return entry_answer(get_entry(viewer=viewer, entry_id=entry_id))


def _flag(viewer: User, post: Post, comment: Comment | None, values: FlagValues) -> FlagAnswer:
    reason = term(FLAG_REASON, values.reason, "reason", "")
    row, _ = flag(actor=viewer, post=post, comment=comment, reason=reason, text=values.text or "")
    return FlagAnswer(reason=row.reason, text=row.text, created_at=row.created_at)


def _decide(viewer: User, item: Post | Comment, values: ModerationValues) -> ModerationEntry:
    verb, reason = term(MODERATION, values.verb, "verb", ""), values.reason or ""
    with names_of_the_api():
        if verb == "APPROVE":
            return approve(actor=viewer, item=item)
        if verb == "REMOVE":
            return remove(actor=viewer, item=item, reason=reason)
        if verb == "DISMISS":
            return dismiss_flags(actor=viewer, item=item, reason=reason)
        if isinstance(item, Post):
            return _change(viewer, item, verb, values)
    raise BadValues([("verb", "A moderator does not do this to a comment.")])


def _change(viewer: User, post: Post, verb: str, values: ModerationValues) -> ModerationEntry:
    reason = values.reason or ""
    if verb == "RETITLE":
        return retitle_post(actor=viewer, post=post, title=values.title or "", reason=reason)
    if verb == "MOVE":
        category = category_called(viewer, values.category_id or "")
        return move_post(actor=viewer, post=post, category=category, reason=reason)
    if verb not in _SWITCHED:
        raise BadValues([("verb", "Choose what to do.")])
    column, is_on = _SWITCHED[verb]
    return switch(actor=viewer, post=post, column=column, is_on=is_on, reason=reason)
