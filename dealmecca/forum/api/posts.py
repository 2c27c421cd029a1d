"""Posts as JSON: list, write, read, change, delete and take that back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import cursor_checked
from dealmecca.forum.actions import delete_post, edit_post, restore_post, write_post
from dealmecca.forum.api.parameters import (
    POST_LIST,
    as_read,
    category_called,
    event_of,
    moment,
    names_of_the_api,
    post_called,
    reader_of,
    term,
)
from dealmecca.forum.models import Post
from dealmecca.forum.queries import (
    about_post,
    choices_of,
    edits_of,
    get_own_deleted_post,
    list_posts,
    my_part,
    names_in,
)
from dealmecca.forum.schemas.posts import (
    EditAnswer,
    EditListing,
    NewPost,
    PostAnswer,
    PostChanges,
    PostListing,
    post_answer,
    post_card,
)
from dealmecca.forum.vocabularies import DEAL_SIZE, POST_TYPE, URGENCY

router = Router(tags=["Forum"], by_alias=True)


@router.get(
    "",
    response=PostListing,
    operation_id="listForumPosts",
    summary="What is discussed",
    openapi_extra={"parameters": POST_LIST},
)
def list_forum_posts(request: HttpRequest) -> PostListing:
    """Pinned posts stand above the first page of the last active. Posts with a tag that you hide are left out."""
    asked = reader_of(request)
    wanted, order, limit = asked.post_filter(), asked.order(), asked.limit()
    cursor = asked.one("cursor", str)
    asked.check()
    with cursor_checked():
        cards, next_cursor = list_posts(viewer=asked.viewer, wanted=wanted, order=order, cursor=cursor, limit=limit)
    names = names_in(viewer=asked.viewer, texts=[getattr(card.post, "beginning", "") for card in cards])
    return PostListing(items=[post_card(card, names) for card in cards], next_cursor=next_cursor)


@router.post(
    "", response={200: PostAnswer, 201: PostAnswer}, operation_id="writeForumPost", summary="Write a post"
)  # fmt: skip
def write_forum_post(request: HttpRequest, response: HttpResponse, values: NewPost) -> Status[PostAnswer]:
    """201 for a new post; the same words again within half a minute are 200 and the post that is there.

    Anonymously, it is under a handle of this one thread, and its times are whole hours: nobody else gets more from the
    API, whatever their role. 409 past the posts of a day.
    """
    viewer = viewer_of(request)
    with names_of_the_api():
        post, is_new = write_post(
            actor=viewer,
            category=category_called(viewer, values.category_id),
            title=values.title,
            body=values.content,
            is_anonymous=values.is_anonymous,
            post_type=term(POST_TYPE, values.post_type, "postType", "POST"),
            urgency=term(URGENCY, values.urgency, "urgency", "MEDIUM"),
            deal_size=term(DEAL_SIZE, values.deal_size, "dealSize", ""),
            location=values.location or "",
            tags=values.tags or [],
            media_types=values.media_type or [],
            choices=values.choices,
            closes_at=moment(values.closes_at, "closesAt"),
            event=event_of(viewer, values.event_id),
        )
    response.headers["Location"] = reverse("api:read_forum_post", args=[post.pk])
    return Status(201 if is_new else 200, _answer(viewer, post_called(viewer, post.pk)))


@router.get("/{post_id}", response=PostAnswer, operation_id="getForumPost", summary="Read a post")
def read_forum_post(request: HttpRequest, post_id: str) -> PostAnswer:
    """By id or slug; a slug that it had before finds it, too. Its comments are a list of their own."""
    viewer = viewer_of(request)
    return _answer(viewer, post_called(viewer, post_id))


@router.patch("/{post_id}", response=PostAnswer, operation_id="changeForumPost", summary="Change a post")
def change_forum_post(request: HttpRequest, post_id: str, values: PostChanges) -> PostAnswer:
    """Only what is sent changes; null empties a field. Only who wrote it may. With seenAt, 409 when it was changed."""
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    sent = values.model_dump(exclude_unset=True)
    seen = as_read(moment(sent.pop("seen_at", None), "seenAt"), post)
    changes: dict[str, Any] = {name: sent[name] or "" for name in ("title", "location") if name in sent}
    if "content" in sent:
        changes["body"] = sent["content"] or ""
    if "category_id" in sent:
        changes["category"] = category_called(viewer, sent["category_id"] or "")
    if "urgency" in sent:
        changes["urgency"] = term(URGENCY, sent["urgency"], "urgency", "MEDIUM")
    if "deal_size" in sent:
        changes["deal_size"] = term(DEAL_SIZE, sent["deal_size"], "dealSize", "")
    for name, called in (("tags", "tags"), ("media_type", "media_types")):
        if name in sent:
            changes[called] = sent[name] or []
    with names_of_the_api():
        edit_post(actor=viewer, post=post, seen=seen, **changes)
    return _answer(viewer, post_called(viewer, post.pk))


@router.delete("/{post_id}", response={204: None}, operation_id="deleteForumPost", summary="Delete a post")
def delete_forum_post(request: HttpRequest, post_id: str) -> None:
    """Only who wrote it may; for a day it can be restored."""
    viewer = viewer_of(request)
    delete_post(actor=viewer, post=post_called(viewer, post_id))


@router.post("/{post_id}/restore", response=PostAnswer, operation_id="restoreForumPost", summary="Take a deletion back")
def restore_forum_post(request: HttpRequest, post_id: str) -> PostAnswer:
    """By id. What was not deleted stays as it is; 409 after a day."""
    viewer = viewer_of(request)
    try:
        post = get_own_deleted_post(viewer=viewer, post_id=post_id)
    except Post.DoesNotExist:  # restored a moment ago, perhaps
        post = post_called(viewer, post_id)
    restore_post(actor=viewer, post=post)
    return _answer(viewer, post_called(viewer, post.pk))


@router.get(
    "/{post_id}/edits", response=EditListing, operation_id="listForumPostEdits", summary="What a post said before"
)
def list_post_edits(request: HttpRequest, post_id: str) -> EditListing:
    """Newest first, a hundred at most."""
    viewer = viewer_of(request)
    rows = edits_of(viewer=viewer, post=post_called(viewer, post_id))
    return EditListing(items=[EditAnswer(id=row.pk, title=row.title, content=row.body, at=row.at) for row in rows])


def _answer(viewer: User, post: Post) -> PostAnswer:
    return post_answer(
        viewer,
        post,
        my_part(viewer=viewer, post=post),
        about_post(viewer=viewer, post=post),
        choices_of(viewer=viewer, post=post),
        names_in(viewer=viewer, texts=[post.body]),
    )
