"""The forum's tables."""

from dealmecca.forum.models.categories import Category
from dealmecca.forum.models.choices import Choice, ChoiceVote
from dealmecca.forum.models.comments import Comment, Vote
from dealmecca.forum.models.feeds import ReaderKey
from dealmecca.forum.models.lines import TextLine
from dealmecca.forum.models.moderation import Flag, ModerationEntry
from dealmecca.forum.models.posts import Edit, Post, PostSlug
from dealmecca.forum.models.reading import Bookmark, CategoryFollow, Draft, PostFollow, Visit
from dealmecca.forum.models.sealed import SealedAuthor, Unmasking
from dealmecca.forum.models.spending import ModelMonth
from dealmecca.forum.models.topics import (
    CompanyMention,
    ContactMention,
    HiddenTag,
    PostTag,
    Tag,
    TagAlias,
    UserMention,
)

__all__ = [
    "Bookmark", "Category", "CategoryFollow", "Choice", "ChoiceVote", "Comment", "CompanyMention", "ContactMention",
    "Draft", "Edit", "Flag", "HiddenTag", "ModelMonth", "ModerationEntry", "Post", "PostFollow", "PostSlug", "PostTag",
    "ReaderKey", "SealedAuthor", "Tag", "TagAlias", "TextLine", "Unmasking", "UserMention", "Visit", "Vote",
]  # fmt: skip
