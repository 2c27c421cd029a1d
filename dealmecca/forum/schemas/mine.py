"""Shapes of categories, tags, what search finds, and what is the caller's own."""

from datetime import datetime
from typing import Any

from pydantic import Field

from dealmecca.forum.actions.rows import BODY, TITLE
from dealmecca.forum.models import Draft, Post
from dealmecca.forum.queries import Hit, Overview
from dealmecca.forum.schemas.people import NEXT, Authored, CategoryName, TagName, authored, excerpt_of
from dealmecca.lib.json_shapes import Answer, Id, Text, Values
from dealmecca.lib.markdown import Names


class PostLine(Authored):
    """A post in a short list."""

    id: str
    slug: str
    title: str
    category: CategoryName
    comment_count: int
    state: str
    created_at: datetime
    last_activity_at: datetime


class CategoryAnswer(Answer):
    id: str
    name: str
    slug: str
    description: Text
    color: Text
    icon: Text
    order: int
    is_active: bool = Field(description="Whether it takes new posts")
    post_count: int
    created_at: datetime
    updated_at: datetime
    is_followed: bool = Field(description="By you")
    latest: list[PostLine] = Field(description="Its three newest posts")


class CategoryListing(Answer):
    items: list[CategoryAnswer]


class TagAnswer(TagName):
    kind: str = Field(description="TOPIC or MEDIA")
    words: list[str] = Field(description="Any of which finds it")
    is_hidden: bool = Field(description="From your lists, because you said so")


class TagListing(Answer):
    items: list[TagAnswer]
    next_cursor: str | None = Field(description=NEXT)


class HiddenValues(Values):
    is_hidden: bool


class ForumHitAnswer(Answer):
    """A post, or one comment of it, in which the words stand."""

    post: PostLine
    comment_id: str | None = Field(description="null when it is the post itself")
    comment_number: int | None
    excerpt: str
    by: Authored = Field(description="Whose words were found")


class ForumHitListing(Answer):
    items: list[ForumHitAnswer]
    next_cursor: str | None = Field(description=NEXT)


class DraftAnswer(Answer):
    about: str
    values: dict[str, Any]
    updated_at: datetime


class DraftListing(Answer):
    items: list[DraftAnswer]


class DraftValues(Values):
    values: dict[str, str | bool | list[str]] = Field(max_length=20, description="What was typed, by field.")


class MineAnswer(Answer):
    posts: list[PostLine] = Field(
        description="What you wrote, newest first; nobody else learns which handles are yours"
    )
    threads: list[PostLine] = Field(description="Where you commented, last active first")
    followed: list[PostLine] = Field(description="Of whose new comments you hear, last active first")
    hidden_tags: list[TagName]


def post_line(post: Post) -> PostLine:
    return PostLine(
        **authored(post),
        id=post.pk,
        slug=post.slug,
        title=post.title,
        category=CategoryName.model_validate(post.category),
        comment_count=post.comment_count,
        state=post.state,
        created_at=post.created_at,
        last_activity_at=post.last_activity_at,
    )


def category_answer(overview: Overview) -> CategoryAnswer:
    row = overview.category
    for post in overview.latest:
        post.category = row
    return CategoryAnswer(
        id=row.pk, name=row.name, slug=row.slug, description=row.description, color=row.color, icon=row.icon,
        order=row.order, is_active=row.is_active, post_count=row.post_count, created_at=row.created_at,
        updated_at=row.updated_at, is_followed=overview.is_followed,
        latest=[post_line(post) for post in overview.latest],
    )  # fmt: skip


def hit_answer(hit: Hit, names: Names) -> ForumHitAnswer:
    item = hit.comment or hit.post
    return ForumHitAnswer(
        post=post_line(hit.post),
        comment_id=hit.comment.pk if hit.comment else None,
        comment_number=hit.comment.number if hit.comment else None,
        excerpt=excerpt_of(item.body, names),
        by=Authored(**authored(item)),
    )


def draft_answer(row: Draft) -> DraftAnswer:
    return DraftAnswer(about=row.about, values=row.values, updated_at=row.updated_at)


class CrowdValues(Values):
    title: str = Field(default="", max_length=TITLE, description="Of a post.")
    content: str = Field(max_length=BODY, description="Markdown")
    post_id: Id | None = Field(default=None, description="The post that the words answer.")


class SmallCrowd(Answer):
    """A company, and how many members follow it."""

    id: str
    name: str
    followers: int


class CrowdListing(Answer):
    items: list[SmallCrowd] = Field(description="Smallest first")
