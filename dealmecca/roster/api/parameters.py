"""What the roster's JSON lists take in their addresses: read, checked against what is there, and described."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import companies_named, contacts_by_id
from dealmecca.directory.search_query import DEFAULT_ROWS, MOST_ROWS
from dealmecca.lib.cursors import decode_cursor
from dealmecca.lib.query_values import MOST_VALUES, QueryReader, iso_day, quoted, short_enough, whole_number
from dealmecca.lib.vocabulary import Vocabulary
from dealmecca.roster.models import Duty
from dealmecca.roster.queries import find_duties, similar_duties
from dealmecca.roster.vocabularies import HOW

Parameter = dict[str, Any]


class RosterReader(QueryReader):
    """Reads what an address asks for on behalf of a viewer; `check` raises once for all that is wrong."""

    def __init__(self, query: QueryDict, viewer: User) -> None:
        super().__init__(query)
        self.viewer = viewer

    def companies(self, name: str) -> tuple[str, ...]:
        """Ids, from ids and slugs."""
        return self._known(name, lambda keys: companies_named(viewer=self.viewer, keys=keys), "company")

    def contacts(self, name: str) -> tuple[str, ...]:
        return self._known(name, lambda keys: contacts_by_id(viewer=self.viewer, ids=keys), "person")

    def duties(self, name: str) -> tuple[str, ...]:
        texts = self.several(name, short_enough)
        found = find_duties(viewer=self.viewer, texts=texts) if texts else {}
        for text in texts:
            if text not in found:
                self.refuse(name, unknown_duty(self.viewer, text))
        return tuple(dict.fromkeys(duty.pk for duty in found.values()))

    def day(self, name: str) -> Any:
        return self.one(name, iso_day)

    def limit(self) -> int:
        return self.one("limit", whole_number(1, MOST_ROWS)) or DEFAULT_ROWS

    def cursor(self, kinds: Sequence[type[str] | type[int]]) -> list[Any] | None:
        return self.one("cursor", lambda text: decode_cursor(text, kinds))

    def check(self) -> None:
        if self.problems:
            raise ValidationError(self.problems)

    def _known(
        self, name: str, find: Callable[[tuple[str, ...]], dict[str, Company] | dict[str, Contact]], what: str
    ) -> tuple[str, ...]:
        keys = self.several(name, short_enough)
        found = find(keys) if keys else {}
        for key in keys:
            if key not in found:
                self.refuse(name, f"There is no {what} {quoted(key)}.")
        return tuple(dict.fromkeys(row.pk for row in found.values()))


def term_of(vocabulary: Vocabulary) -> Callable[[str], str]:
    """A reader of codes, labels and usual names. Raises ValueError with what was meant instead."""

    def read(text: str) -> str:
        code = vocabulary.resolve(short_enough(text))
        if code:
            return code
        near = vocabulary.nearest(text)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Known are {', '.join(vocabulary.codes)}."
        raise ValueError(f"{quoted(text)} is no known {vocabulary.name}. {hint}")

    return read


def how_of(text: str | None) -> str:
    """A code. Raises ValidationError for what is no way of knowing."""
    try:
        return term_of(HOW)(text) if text else "OTHER"
    except ValueError as error:
        raise ValidationError({"how": [str(error)]}) from None


def duty_called(viewer: User, text: str, field: str = "duty") -> Duty:
    """Raises ValidationError, with the words that look most like it."""
    found = find_duties(viewer=viewer, texts=[text])
    if text not in found:
        raise ValidationError({field: [unknown_duty(viewer, text)]})
    return found[text]


def company_called(viewer: User, key: str, field: str) -> Company:
    """By id or slug. Raises ValidationError."""
    found = companies_named(viewer=viewer, keys=[key.replace("\0", " ")])
    if key not in found:
        raise ValidationError({field: ["There is no such company."]})
    return found[key]


def contact_called(viewer: User, key: str, field: str) -> Contact:
    found = contacts_by_id(viewer=viewer, ids=[key])
    if key not in found:
        raise ValidationError({field: ["There is no such person."]})
    return found[key]


def unknown_duty(viewer: User, text: str) -> str:
    near = similar_duties(viewer=viewer, text=text)
    hint = f"Did you mean {' or '.join(near)}?" if near else "GET /api/v1/duties lists them."
    return f"{quoted(text)} is no known duty. {hint}"


def several(name: str, about: str) -> Parameter:
    values = {"type": "array", "maxItems": MOST_VALUES, "items": {"type": "string", "maxLength": 300}}
    return parameter(name, values, f"{about} Repeat it for alternatives.")


def as_of(about: str) -> Parameter:
    return parameter("asOf", {"type": "string", "format": "date"}, about)


def page_parameters() -> list[Parameter]:
    rows = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": DEFAULT_ROWS}
    cursor = "The nextCursor of the page before, with everything else unchanged."
    return [parameter("cursor", {"type": "string"}, cursor), parameter("limit", rows, "Items a page.")]


def parameter(name: str, schema: Parameter, description: str, *, required: bool = False) -> Parameter:
    return {"in": "query", "name": name, "required": required, "description": description, "schema": schema}
