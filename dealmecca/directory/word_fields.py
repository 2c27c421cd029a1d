"""Which fields have words of their own: where a word that nobody knows stands, and what it may be decided to mean."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.db.models import Q

from dealmecca.directory.vocabularies import BY_FIELD, SENIORITY
from dealmecca.lib import places
from dealmecca.lib.vocabulary import Vocabulary, word_key

LONGEST = 255


@dataclass(frozen=True)
class WordField:
    """`text` is the column that holds a word as it was written, `writes` the one that its meaning goes to."""

    name: str
    label: str
    kind: Literal["company", "contact"]
    writes: str
    text: str
    vocabulary: Vocabulary | None = None

    @property
    def is_beside(self) -> bool:
        """Whether the word stands beside the value, and goes once the value is there."""
        return self.text == f"{self.writes}_text"

    @property
    def columns(self) -> tuple[str, ...]:
        """What tells one spelling from another: of a state, its country as well."""
        return (self.text, "country") if self.name == "state" else (self.text,)

    @property
    def holds_word(self) -> Q:
        """Records with a word in this field, known or not; as the conditions of the indexes say it."""
        if self.is_beside:
            return Q(**{self.writes: ""}) & ~Q(**{self.text: ""})
        if self.name == "title":
            return Q(seniority="", seniority_text="") & ~Q(title="")
        return ~Q(**{self.text: ""})

    def holds(self, record: Any, spellings: Collection[str]) -> bool:
        """Whether this record, read again under its lock, still holds one of them and has no value yet."""
        is_free = self.writes == self.text or not (getattr(record, self.writes) or self._is_told_otherwise(record))
        return is_free and getattr(record, self.text) in spellings

    def _is_told_otherwise(self, record: Any) -> bool:
        """A title says nothing where the record has an own word for the same."""
        return not self.is_beside and bool(getattr(record, f"{self.writes}_text"))

    def is_unknown(self, text: str, country: str = "") -> bool:
        """Of a record that holds a word. Of states only those of countries whose states we know can be unknown."""
        if self.name == "state":
            return places.may_have_state(country) and not places.is_state(text, country)
        return not (self.name == "country" and places.is_country(text))

    def fits(self, value: str, record: Any) -> bool:
        return self.name != "state" or places.fits_country(value, record.country)

    def stored(self, value: str) -> str:
        """What a record holds of this value: of a place its name, as of any other place."""
        return value if self.vocabulary else self.label_of(value)

    @cached_property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(value, label)."""
        if self.vocabulary:
            return tuple(self.vocabulary.choices)
        return tuple(places.states() if self.name == "state" else places.countries())

    def label_of(self, value: str) -> str:
        return dict(self.choices).get(value, value)

    def names(self) -> Iterator[tuple[str, str]]:
        """(name, value): everything that a value is known under."""
        if not self.vocabulary:
            yield from places.names_of_states() if self.name == "state" else places.names_of_countries()
            return
        for term in self.vocabulary.terms:
            for name in (term.label, *term.aliases):
                yield name, term.code


WORD_FIELDS: dict[str, WordField] = {
    field.name: field
    for field in (
        WordField("industry", "Industry", "company", "industry", "industry_text", BY_FIELD["industry"]),
        WordField("company_type", "Company type", "company", "company_type", "company_type_text",
                  BY_FIELD["company_type"]),
        WordField("size", "Employees", "company", "size", "size_text", BY_FIELD["size"]),
        WordField("state", "State", "company", "state", "state"),
        WordField("country", "Country", "company", "country", "country"),
        WordField("seniority", "Seniority", "contact", "seniority", "seniority_text", SENIORITY),
        WordField("department", "Department", "contact", "department", "department_text", BY_FIELD["department"]),
        WordField("title", "Seniority in a title", "contact", "seniority", "title", SENIORITY),
    )
}  # fmt: skip


def key_of(text: str) -> str:
    """What two spellings of one word have in common; a word without letters and digits is itself."""
    return (word_key(text) or " ".join(text.casefold().split()))[:LONGEST]
