"""Shapes of posts: in a list, alone, and as they are written."""

from datetime import datetime
from typing import Any

from pydantic import Field

from dealmecca.accounts.models import User
from dealmecca.forum.actions import posts as writing
from dealmecca.forum.actions.rows import BODY, TITLE
from dealmecca.forum.actions.tags import LONGEST, MOST
from dealmecca.forum.models import Choice, Post, PostTag, Tag
from dealmecca.forum.queries import About, Card, Mine
from dealmecca.forum.queries.whose import moderates
from dealmecca.forum.schemas.people import NEXT, Authored, CategoryName, TagName, authored, excerpt_of, html_of
from dealmecca.forum.vocabularies import DEAL_SIZE, POST_TYPE, URGENCY
from dealmecca.lib.json_shapes import Answer, Id, Text, Values
from dealmecca.lib.markdown import Names

SEEN = "updatedAt as you read it: 409 when it was changed since."


def _codes(codes: tuple[str, ...]) -> str:
    return f"A code, its label or a usual name. Codes: {', '.join(codes)}."


class PostBase(Authored):
    id: str
    slug: str
    title: str
    category_id: str
    category: CategoryName
    post_type: str
    urgency: str = Field(description="As its author chose it")
    urgency_now: str = Field(description="Urgency wears off after days, and once a question is answered")
    deal_size: Text
    location: Text
    event_id: str | None
    tags: list[str]
    media_type: list[str]
    views: int
    upvotes: int
    downvotes: int
    bookmarks: int
    comment_count: int
    is_pinned: bool
    is_locked: bool
    is_featured: bool
    answer_id: str | None = Field(description="The comment that answers the question")
    ai_processed: bool
    ai_processed_at: datetime | None
    ai_summary: Text
    created_at: datetime
    updated_at: datetime
    edited_at: datetime | None
    last_activity_at: datetime


class PostCard(PostBase):
    excerpt: str = Field(description="How the text begins, with names in the place of its mentions")
    is_bookmarked: bool = Field(description="By you")
    unread: int | None = Field(description="Comments since you last looked; null when you never did")


class PostListing(Answer):
    items: list[PostCard]
    next_cursor: str | None = Field(description=NEXT)


class FoundTag(TagName):
    source: str = Field(description="AUTHOR, MACHINE or PERSON")
    confidence: float
    version: Text = Field(description="Of the machine that found it")


class FoundRecord(Answer):
    """A company or a person that the post is about, with who says so."""

    id: str
    name: str
    source: str = Field(description="AUTHOR, MACHINE or PERSON")
    confidence: float
    version: Text = Field(description="Of the machine that found it")


class ChoiceAnswer(Answer):
    id: str
    text: str
    votes: int
    company_id: str | None
    is_chosen: bool = Field(description="By you")


class PostAnswer(PostBase):
    content: str = Field(description="Markdown; mentions stand in it as @[Name](kind:id)")
    html: str = Field(description="The same as HTML that is safe to show, with the names of today")
    state: str = Field(description="VISIBLE; HELD while it waits for a moderator; REMOVED by one")
    state_reason: Text = Field(description="Why it was removed, for its author and moderators")
    ai_version: Text = Field(description="Of the machine that read it last")
    ai_confidence: float | None = Field(description="How sure the machine is of its summary; null for a person's words")
    ai_tags: list[FoundTag]
    extracted_companies: list[FoundRecord]
    contacts: list[FoundRecord]
    choices: list[ChoiceAnswer]
    closes_at: datetime | None = Field(description="Until when a poll takes votes")
    is_closed: bool
    is_mine: bool
    my_handle: Text = Field(description="Under which you write anonymously in this thread")
    my_vote: int
    is_bookmarked: bool
    is_followed: bool
    read_number: int | None = Field(description="The last comment that you were shown")
    last_number: int = Field(description="The highest number that a comment of the thread had")


class PostValues(Values):
    title: str | None = Field(default=None, max_length=TITLE)
    content: str | None = Field(default=None, max_length=BODY, description="Markdown")
    category_id: str | None = Field(default=None, max_length=80, description="By id or slug.")
    urgency: str | None = Field(default=None, max_length=40, description=_codes(URGENCY.codes))
    deal_size: str | None = Field(default=None, max_length=40, description=_codes(DEAL_SIZE.codes))
    location: str | None = Field(default=None, max_length=120)
    tags: list[str] | None = Field(default=None, max_length=MOST, description=f"{LONGEST} characters each.")
    media_type: list[str] | None = Field(default=None, max_length=MOST)


class PostChanges(PostValues):
    seen_at: datetime | None = Field(default=None, strict=False, description=SEEN)


class NewPost(PostValues):
    """The same words again within half a minute are one post."""

    title: str = Field(max_length=TITLE)
    content: str = Field(max_length=BODY, description="Markdown")
    category_id: str = Field(max_length=80, description="By id or slug.")
    is_anonymous: bool = Field(
        default=False, description="Under a handle of this thread: nobody learns who wrote it from the forum."
    )
    post_type: str | None = Field(default=None, max_length=40, description=_codes(POST_TYPE.codes))
    choices: list[str] = Field(
        default=[], max_length=writing.CHOICES, description="The answers of a poll, or the items of a list."
    )
    closes_at: datetime | None = Field(default=None, strict=False, description="Until when a poll takes votes.")
    event_id: Id | None = Field(default=None, description="The event that it is about.")


class PreviewValues(Values):
    content: str = Field(max_length=BODY, description="Markdown")


class PreviewAnswer(Answer):
    html: str


class EditAnswer(Answer):
    """Words as they stood until then."""

    id: str
    title: Text
    content: str
    at: datetime


class EditListing(Answer):
    items: list[EditAnswer]


def post_card(card: Card, names: Names) -> PostCard:
    excerpt = excerpt_of(getattr(card.post, "beginning", ""), names)
    return PostCard(**_base(card.post, card.tags), excerpt=excerpt, is_bookmarked=card.is_kept, unread=card.unread)


def post_answer(viewer: User, post: Post, mine: Mine, about: About, choices: list[Choice], names: Names) -> PostAnswer:
    knows = mine.is_author or moderates(viewer)
    return PostAnswer(
        **_base(post, [row.tag for row in about.tags]),
        content=post.body,
        html=html_of(post.body, names),
        state=post.state,
        state_reason=post.state_reason if knows else "",
        ai_version=post.ai_version,
        ai_confidence=None if post.is_summary_corrected else post.ai_confidence,
        ai_tags=[_found_tag(row) for row in about.tags if row.source == "MACHINE"],
        extracted_companies=[
            FoundRecord(
                id=row.company_id, name=row.company.name, source=row.source, confidence=row.confidence,
                version=row.version,
            )
            for row in about.companies
        ],
        contacts=[
            FoundRecord(
                id=row.contact_id, name=row.contact.full_name, source=row.source, confidence=row.confidence,
                version=row.version,
            )
            for row in about.contacts
        ],
        choices=[choice_answer(choice, mine.chosen) for choice in choices],
        closes_at=post.closes_at,
        is_closed=post.is_closed,
        is_mine=mine.is_author,
        my_handle=mine.handle,
        my_vote=mine.vote,
        is_bookmarked=mine.is_kept,
        is_followed=mine.is_followed,
        read_number=mine.read_number,
        last_number=post.number_count,
    )  # fmt: skip


def choice_answer(choice: Choice, chosen: set[str]) -> ChoiceAnswer:
    return ChoiceAnswer(
        id=choice.pk, text=choice.text, votes=choice.vote_count, company_id=choice.company_id,
        is_chosen=choice.pk in chosen,
    )  # fmt: skip


def _base(post: Post, tags: list[Tag]) -> dict[str, Any]:
    """The values of `PostBase`."""
    return {
        **authored(post),
        "id": post.pk, "slug": post.slug, "title": post.title, "category_id": post.category_id,
        "category": CategoryName.model_validate(post.category), "post_type": post.post_type, "urgency": post.urgency,
        "urgency_now": post.urgency_now, "deal_size": post.deal_size, "location": post.location,
        "event_id": post.event_id,
        "tags": [tag.name for tag in tags if tag.kind == "TOPIC"],
        "media_type": [tag.name for tag in tags if tag.kind == "MEDIA"],
        "views": post.view_count, "upvotes": post.upvote_count, "downvotes": post.downvote_count,
        "bookmarks": post.bookmark_count, "comment_count": post.comment_count, "is_pinned": post.is_pinned,
        "is_locked": post.is_locked, "is_featured": post.is_featured, "answer_id": post.answer_id,
        "ai_processed": post.ai_processed_at is not None, "ai_processed_at": post.ai_processed_at,
        "ai_summary": post.ai_summary, "created_at": post.created_at, "updated_at": post.updated_at,
        "edited_at": post.edited_at, "last_activity_at": post.last_activity_at,
    }  # fmt: skip


def _found_tag(row: PostTag) -> FoundTag:
    tag = row.tag
    return FoundTag(
        id=tag.pk, slug=tag.slug, name=tag.name, source=row.source, confidence=row.confidence, version=row.version
    )
