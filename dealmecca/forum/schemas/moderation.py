"""Shapes of reports, of what moderators do, of corrections, and of what fits behind an @."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from dealmecca.forum.actions.corrections import SUMMARY
from dealmecca.forum.actions.flags import LONGEST
from dealmecca.forum.actions.moderating import REASON
from dealmecca.forum.actions.rows import TITLE
from dealmecca.forum.actions.tags import LONGEST as LONGEST_TAG
from dealmecca.forum.models import ModerationEntry
from dealmecca.forum.queries.moderation import Queue, Waiting
from dealmecca.forum.schemas.people import NEXT, Authored, authored
from dealmecca.forum.vocabularies import FLAG_REASON, MODERATION
from dealmecca.lib.json_shapes import Answer, Text, Values


class FlagValues(Values):
    reason: str = Field(max_length=40, description=f"Codes: {', '.join(FLAG_REASON.codes)}. OTHER needs a text.")
    text: str | None = Field(default=None, max_length=LONGEST)


class FlagAnswer(Answer):
    """Nobody but you and moderators learns that you reported it."""

    reason: str
    text: Text
    created_at: datetime


class QueueItem(Authored):
    """`key` is a post or a comment, as `post:<id>` or `comment:<id>`."""

    key: str
    post_id: str
    comment_id: str | None
    title: str
    content: str
    is_held: bool
    is_pressing: bool = Field(description="Reported by several members whose accounts were not made for it")
    since: datetime = Field(description="When it was held, or first reported")
    reasons: list[str] = Field(description="Of the reports, one for each")


class QueueAnswer(Answer):
    items: list[QueueItem]
    has_more: bool


class ModerationValues(Values):
    verb: str = Field(max_length=20, description=f"Codes: {', '.join(MODERATION.codes)}; posts alone past DISMISS.")
    reason: str | None = Field(default=None, max_length=REASON, description="REMOVE needs one; its author reads it.")
    title: str | None = Field(default=None, max_length=TITLE, description="For RETITLE.")
    category_id: str | None = Field(default=None, max_length=80, description="For MOVE, by id or slug.")


class EntryAnswer(Answer):
    id: str
    verb: str
    reason: Text
    post_id: str
    comment_id: str | None
    at: datetime
    undone_at: datetime | None


class EntryListing(Answer):
    items: list[EntryAnswer]
    next_cursor: str | None = Field(description=NEXT)


class FoundValues(Values):
    is_about: bool = Field(description="false: it is not about this, and the machine does not find it again.")


class TagValues(Values):
    name: str = Field(max_length=LONGEST_TAG)
    kind: Literal["TOPIC", "MEDIA"] = "TOPIC"


class SummaryValues(Values):
    text: str | None = Field(max_length=SUMMARY, description="null: the machine's words again.")


class MentionSuggestionAnswer(Answer):
    kind: Literal["company", "contact", "user"]
    id: str
    label: str
    beside: Text = Field(description="Tells two of one name apart")
    token: str = Field(description="As it stands in a text")


class MentionSuggestionListing(Answer):
    items: list[MentionSuggestionAnswer]


def queue_answer(queue: Queue) -> QueueAnswer:
    return QueueAnswer(items=[_queue_item(one) for one in queue.waiting], has_more=queue.has_more)


def entry_answer(row: ModerationEntry) -> EntryAnswer:
    return EntryAnswer(
        id=row.pk, verb=row.verb, reason=row.reason, post_id=row.post_id, comment_id=row.comment_id, at=row.at,
        undone_at=row.undone_at,
    )  # fmt: skip


def _queue_item(one: Waiting) -> QueueItem:
    about: dict[str, Any] = authored(one.item)
    return QueueItem(
        **about, key=one.key, post_id=one.post.pk, comment_id=one.comment.pk if one.comment else None,
        title=one.post.title, content=one.item.body, is_held=one.is_held, is_pressing=one.is_pressing,
        since=one.since, reasons=[row.reason for row in one.flags],
    )  # fmt: skip
