"""Correcting what the machine found in a post, and what fits behind an @, as JSON."""

from typing import Literal

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import words_parameter
from dealmecca.forum.actions.corrections import (
    add_found,
    add_tag,
    correct_summary,
    reject_found,
    restore_found,
    restore_summary,
)
from dealmecca.forum.api.parameters import post_called, reader_of
from dealmecca.forum.queries.completing import complete
from dealmecca.forum.schemas.moderation import (
    FoundValues,
    MentionSuggestionAnswer,
    MentionSuggestionListing,
    SummaryValues,
    TagValues,
)

router = Router(tags=["Forum"], by_alias=True)


@router.put(
    "/posts/{post_id}/found/{kind}/{key}",
    response=FoundValues,
    operation_id="correctForumFound",
    summary="Say what a post is about",
)
def put_found(
    request: HttpRequest, post_id: str, kind: Literal["company", "contact", "tag"], key: str, values: FoundValues
) -> FoundValues:
    """A company, a person or a tag, by id: it is about this, or it is not. Its author and moderators may."""
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    if not values.is_about:
        reject_found(actor=viewer, post=post, kind=kind, key=key)
    elif kind == "tag":
        restore_found(actor=viewer, post=post, kind=kind, key=key)
    else:
        add_found(actor=viewer, post=post, kind=kind, key=key)
    return values


@router.post("/posts/{post_id}/tags", response={204: None}, operation_id="tagForumPost", summary="Add a tag to a post")
def post_tag(request: HttpRequest, post_id: str, values: TagValues) -> None:
    """Any word for a tag finds it. Its author and moderators may."""
    viewer = viewer_of(request)
    add_tag(actor=viewer, post=post_called(viewer, post_id), text=values.name, kind=values.kind)


@router.put(
    "/posts/{post_id}/summary", response={204: None}, operation_id="correctForumSummary", summary="Mend a summary"
)
def put_summary(request: HttpRequest, post_id: str, values: SummaryValues) -> None:
    """No machine replaces what a person wrote. Its author and moderators may."""
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    if values.text is None:
        restore_summary(actor=viewer, post=post)
    else:
        correct_summary(actor=viewer, post=post, text=values.text)


@router.get(
    "/complete",
    response=MentionSuggestionListing,
    operation_id="completeForumMention",
    summary="What fits behind an @",
    openapi_extra={"parameters": [words_parameter(required=True)]},
)
def read_complete(request: HttpRequest) -> MentionSuggestionListing:
    """Companies, people and members by name, from two letters on; never by an address of theirs."""
    asked = reader_of(request)
    words = asked.words("q")
    asked.check()
    found = complete(viewer=asked.viewer, text=words)
    return MentionSuggestionListing(items=[MentionSuggestionAnswer.model_validate(one) for one in found])
