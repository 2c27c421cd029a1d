"""Shapes of what moderators keep, of items of lists that stand for companies, and of addresses for feed readers."""

from datetime import datetime

from pydantic import Field

from dealmecca.accounts.models import User
from dealmecca.forum.actions.tags import LONGEST
from dealmecca.forum.models import Tag
from dealmecca.forum.queries.called import words_and_hiding
from dealmecca.forum.schemas.mine import TagAnswer
from dealmecca.forum.vocabularies import CATEGORY_COLOURS, CATEGORY_ICONS
from dealmecca.lib.json_shapes import Answer, Id, Text, Values


class CategoryChanges(Values):
    name: str | None = Field(default=None, max_length=80)
    description: str | None = Field(default=None, max_length=300, description="What belongs there.")
    color: str | None = Field(
        default=None, max_length=20, description=f"Codes: {', '.join(CATEGORY_COLOURS.codes)}. null for none."
    )
    icon: str | None = Field(
        default=None, max_length=20, description=f"Codes: {', '.join(CATEGORY_ICONS.codes)}. null for none."
    )
    order: int | None = Field(default=None, ge=-10_000, le=10_000, description="Lower numbers come first.")
    is_active: bool | None = Field(default=None, description="Whether it takes new posts.")


class NewCategory(CategoryChanges):
    """Without a place it comes last; its address is made of its first name, and stays."""

    name: str = Field(max_length=80)


class TagChanges(Values):
    name: str = Field(max_length=LONGEST, description="The old name goes on finding it.")


class TagWord(Values):
    text: str = Field(max_length=LONGEST)


class MergeValues(Values):
    into: str = Field(max_length=60, description="The tag that stays: its id, its slug, or any word for it.")


class ItemValues(Values):
    company_id: Id | None = Field(description="null: it stands for none.")


class ItemLink(Answer):
    company_id: str | None


class ItemCompany(Answer):
    company_id: str
    name: str
    is_new: bool = Field(description="Whether it was not in the directory before")


class FeedAddress(Answer):
    category_id: str | None = Field(description="null for the feed of all posts")
    name: Text
    address: str


class ReaderFeedAnswer(Answer):
    is_working: bool
    created_at: datetime | None
    addresses: list[FeedAddress] = Field(
        description="Only in the answer that made them; nobody can show them again. Who has one reads as you."
    )


def tag_answer(viewer: User, tag: Tag) -> TagAnswer:
    words, is_hidden = words_and_hiding(viewer=viewer, tag=tag)
    return TagAnswer(id=tag.pk, slug=tag.slug, name=tag.name, kind=tag.kind, words=words, is_hidden=is_hidden)
