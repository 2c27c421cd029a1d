"""Whose words something is and how they are shown, and which categories and tags it stands under."""

from typing import Any

from pydantic import Field

from dealmecca.forum.models import Comment, Post
from dealmecca.lib.json_shapes import Answer, Text
from dealmecca.lib.markdown import Names, read_once

NEXT = "Send it as cursor to get the next page; null on the last one"
EXCERPT = 240  # characters
HIDDEN = "null for who writes anonymously, for what was deleted or removed, and once the member is gone"


class AuthorAnswer(Answer):
    name: str
    company: Text = Field(description="The employer's name, as the member gave it")


class CategoryName(Answer):
    id: str
    slug: str
    name: str


class TagName(Answer):
    id: str
    slug: str
    name: str


class Authored(Answer):
    """`anonymousHandle` names an anonymous author within one thread; times of anonymous words are whole hours."""

    author: AuthorAnswer | None = Field(description=HIDDEN)
    is_anonymous: bool
    anonymous_handle: Text = Field(description="Stands for one author in one thread, and means nothing elsewhere")


def authored(item: Post | Comment, *, is_told: bool = True) -> dict[str, Any]:
    """The values of `Authored`, as everybody reads them."""
    named = item.author if is_told and not item.is_anonymous else None
    company = named.company.name if named and named.company else None
    return {
        "author": AuthorAnswer(name=named.display_name, company=company) if named else None,
        "is_anonymous": item.is_anonymous,
        "anonymous_handle": item.handle if is_told else "",
    }


def excerpt_of(text: str, names: Names) -> str:
    """How a text begins, with names in the place of its mentions."""
    words = " ".join(read_once(text).text(names).split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…"


def html_of(text: str, names: Names) -> str:
    return read_once(text).html(names)
