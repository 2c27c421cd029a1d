"""The forum's tags as JSON: which there are, hiding them, and for moderators keeping them."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import hide_tag
from dealmecca.forum.actions.tag_keeping import ONLY, merge_tags, remove_alias, rename_tag
from dealmecca.forum.actions.tags import add_alias, tag_key
from dealmecca.forum.api.parameters import page_parameters, parameter, reader_of
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.forum.queries.called import find_tag, get_tag, list_tags
from dealmecca.forum.schemas.keeping import MergeValues, TagChanges, TagWord, tag_answer
from dealmecca.forum.schemas.mine import HiddenValues, TagAnswer, TagListing
from dealmecca.forum.vocabularies import TAG_KIND
from dealmecca.history.models import Door
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import one_of

router = Router(tags=["Forum"], by_alias=True)
_KIND = parameter("kind", {"type": "string", "enum": list(TAG_KIND.codes)}, "Topics alone, or media types alone.")


@router.get(
    "/tags",
    response=TagListing,
    operation_id="listForumTags",
    summary="Tags and media types",
    openapi_extra={"parameters": [_KIND, *page_parameters()]},
)
def list_forum_tags(request: HttpRequest) -> TagListing:
    """By slug, each with all words that find it."""
    asked = reader_of(request)
    kind, after, limit = asked.one("kind", one_of(TAG_KIND.codes)), asked.cursor((str,)), asked.limit()
    asked.check()
    rows, next_after = list_tags(
        viewer=asked.viewer, kind=kind or "", after=str(after[0]) if after else "", limit=limit
    )
    items = [
        TagAnswer(id=tag.pk, slug=tag.slug, name=tag.name, kind=tag.kind, words=words, is_hidden=is_hidden)
        for tag, words, is_hidden in rows
    ]
    return TagListing(items=items, next_cursor=encode_cursor([next_after]) if next_after else None)


@router.put("/tags/{tag_id}/hidden", response=HiddenValues, operation_id="hideForumTag", summary="Hide a tag")
def put_hidden_tag(request: HttpRequest, tag_id: str, values: HiddenValues) -> HiddenValues:
    """Whether posts with this tag are left out of your lists. By id, by slug, or by any word for it."""
    viewer = viewer_of(request)
    hide_tag(actor=viewer, tag=get_tag(viewer=viewer, tag_id=tag_id), is_hidden=values.is_hidden)
    return values


@router.patch("/tags/{tag_id}", response=TagAnswer, operation_id="renameForumTag", summary="Rename a tag")
def rename_forum_tag(request: HttpRequest, tag_id: str, values: TagChanges) -> TagAnswer:
    """By id, slug or any word for it; its slug stays. 409 when the name means another tag. Moderators may."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), ONLY)
    tag = get_tag(viewer=viewer, tag_id=tag_id)
    rename_tag(actor=viewer, door=Door.API, tag=tag, name=values.name)
    return tag_answer(viewer, get_tag(viewer=viewer, tag_id=tag.pk))


@router.post("/tags/{tag_id}/words", response=TagAnswer, operation_id="addForumTagWord", summary="Teach a tag a word")
def post_tag_word(request: HttpRequest, tag_id: str, values: TagWord) -> TagAnswer:
    """Twice is once; 409 when the word means another tag. Moderators may."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), ONLY)
    tag = get_tag(viewer=viewer, tag_id=tag_id)
    add_alias(actor=viewer, tag=tag, text=values.text)
    return tag_answer(viewer, tag)


@router.delete(
    "/tags/{tag_id}/words/{path:word}",
    response={204: None},
    operation_id="removeForumTagWord",
    summary="Take a word from a tag",
)
def delete_tag_word(request: HttpRequest, tag_id: str, word: str) -> None:
    """Who writes it next makes a new tag. Twice is once; 409 for the tag's name. Moderators may."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), ONLY)
    tag = get_tag(viewer=viewer, tag_id=tag_id)
    remove_alias(actor=viewer, door=Door.API, tag=tag, key=tag_key(word.replace("\0", "")))


@router.post(
    "/tags/{tag_id}/merge", response=TagAnswer, operation_id="mergeForumTag", summary="Make a tag part of another"
)
def merge_forum_tag(request: HttpRequest, tag_id: str, values: MergeValues) -> TagAnswer:
    """Answers the tag that stays, with the words and posts of both. Cannot be taken back. Moderators may."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), ONLY)
    tag, kept = get_tag(viewer=viewer, tag_id=tag_id), find_tag(viewer=viewer, text=values.into)
    if kept is None:
        raise BadValues([("into", "No tag is called so.")])
    merge_tags(actor=viewer, door=Door.API, kept=kept, dropped=tag)
    return tag_answer(viewer, kept)
