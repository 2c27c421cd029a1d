"""What the forum's operations take in their addresses and bodies: read, checked against what is there, described."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.models import Event
from dealmecca.forum.models import Category, Comment, Post
from dealmecca.forum.queries import ORDERS, PostFilter, get_category, get_post, new_slug_of
from dealmecca.forum.queries.called import event_called, find_tag
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import LONGEST_TEXT, one_of, quoted, short_enough, yes_or_no
from dealmecca.lib.vocabulary import Vocabulary
from dealmecca.roster.api.parameters import Parameter, RosterReader, page_parameters, parameter, term_of

_TEXT = {"type": "string", "maxLength": LONGEST_TEXT}
POST_LIST = [
    parameter("order", {"type": "string", "enum": list(ORDERS), "default": "active"}, "Order of items."),
    parameter("category", _TEXT, "In this category, by id or slug."),
    parameter("tag", _TEXT, "With this tag or media type: its id, its slug, or any word for it."),
    parameter("company", _TEXT, "About this company, by id or slug."),
    parameter("contact", _TEXT, "About this person, by id."),
    parameter("event", _TEXT, "About this event, by id or slug."),
    parameter("kept", {"type": "boolean"}, "Only what you bookmarked."),
    parameter("mine", {"type": "boolean"}, "Only what you wrote, under whatever name: you alone can ask this."),
    *page_parameters(),
]
# The names of fields in the API, where the actions call them otherwise.
_NAMES = {"body": "content", "category": "categoryId", "media_types": "mediaType", "event": "eventId"}


class ForumReader(RosterReader):
    """Reads what an address asks for; `check` raises once for all that is wrong."""

    def post_filter(self) -> PostFilter:
        category = self.one("category", self._category)
        tag = self.one("tag", self._tag)
        event = self.one("event", self._event)
        companies, contacts = self._only_one("company"), self._only_one("contact")
        return PostFilter(
            category=category or "",
            tag=tag or "",
            company=companies,
            contact=contacts,
            event=event or "",
            kept_by_me=self.one("kept", yes_or_no) or False,
            written_by_me=self.one("mine", yes_or_no) or False,
        )

    def order(self) -> str:
        return self.one("order", one_of(tuple(ORDERS))) or "active"

    def _only_one(self, name: str) -> str:
        found = self.companies(name) if name == "company" else self.contacts(name)
        if len(found) > 1:
            self.refuse(name, f"Give {name} once.")
        return found[0] if found else ""

    def _category(self, text: str) -> str:
        try:
            return get_category(viewer=self.viewer, slug=short_enough(text)).pk
        except Category.DoesNotExist:
            raise ValueError(f"There is no category {quoted(text)}.") from None

    def _tag(self, text: str) -> str:
        tag = find_tag(viewer=self.viewer, text=short_enough(text))
        if tag is None:
            raise ValueError(f"There is no tag {quoted(text)}.")
        return tag.pk

    def _event(self, text: str) -> str:
        event = event_called(viewer=self.viewer, key=short_enough(text))
        if event is None:
            raise ValueError(f"There is no event {quoted(text)}.")
        return event.pk


def reader_of(request: HttpRequest) -> ForumReader:
    return ForumReader(request.GET, viewer_of(request))


def post_called(viewer: User, post_id: str) -> Post:
    """By id or slug, also one that it had before. Raises ObjectDoesNotExist."""
    try:
        return get_post(viewer=viewer, slug=post_id)
    except Post.DoesNotExist:
        return get_post(viewer=viewer, slug=new_slug_of(viewer=viewer, slug=post_id))


def category_called(viewer: User, key: str) -> Category:
    """Raises BadValues."""
    try:
        return get_category(viewer=viewer, slug=key)
    except Category.DoesNotExist:
        raise BadValues([("categoryId", "There is no such category.")]) from None


def event_of(viewer: User, key: str | None) -> Event | None:
    """Raises BadValues."""
    event = event_called(viewer=viewer, key=key) if key else None
    if key and event is None:
        raise BadValues([("eventId", "There is no such event.")])
    return event


def post_of(viewer: User, key: str | None) -> Post | None:
    """By id or slug. Raises BadValues."""
    try:
        return post_called(viewer, key) if key else None
    except ObjectDoesNotExist:
        raise BadValues([("postId", "There is no such post.")]) from None


def term(vocabulary: Vocabulary, text: str | None, field: str, otherwise: str) -> str:
    """A code, from a code, a label or a usual name. Raises BadValues."""
    if not text:
        return otherwise
    try:
        return term_of(vocabulary)(text)
    except ValueError as error:
        raise BadValues([(field, str(error))]) from None


def as_read(seen_at: datetime | None, item: Post | Comment) -> datetime | None:
    """What the caller saw, as exactly as it is stored: answers tell times to the millisecond."""
    told = item.updated_at.replace(microsecond=item.updated_at.microsecond // 1_000 * 1_000)
    return item.updated_at if seen_at == told else seen_at


def moment(value: datetime | None, field: str) -> datetime | None:
    """A time that both databases store. Raises BadValues."""
    if value is not None and (value.tzinfo is None or not 2000 <= value.year < 9000):
        raise BadValues([(field, "Write the time with its offset from UTC, as 2027-01-31T09:30:00Z.")])
    return value


@contextmanager
def names_of_the_api() -> Iterator[None]:
    """What the actions refuse is told under the names that the caller wrote."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError({_NAMES.get(name, name): one for name, one in error.error_dict.items()}) from None


__all__ = [
    "POST_LIST", "ForumReader", "Parameter", "as_read", "category_called", "event_of", "moment", "names_of_the_api",
    "page_parameters", "parameter", "post_called", "post_of", "reader_of", "term",
]  # fmt: skip
