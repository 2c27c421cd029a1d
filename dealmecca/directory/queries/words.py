"""Words that nobody knows: counted on the records that hold them, most used first; and what was decided on words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Min, Q

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, LearntWord
from dealmecca.directory.word_fields import WORD_FIELDS, WordField, key_of
from dealmecca.history.models import Change, Door

MOST_SPELLINGS = 5_000  # of a field, the most used; rarer ones wait until those are decided
LOOKED_AT = 200  # records of a word whose history is asked where they come from
Words = dict[str, list["UnknownWord"]]  # by field


class NoSuchWord(ObjectDoesNotExist):
    """No record holds such a word, and nobody decided on it."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """One word in all its spellings, the most used first, and how many records hold one of them."""

    field: WordField
    key: str
    spellings: tuple[str, ...]
    record_count: int
    first_id: str

    @property
    def id(self) -> str:
        return f"{self.field.name}:{self.key}"

    @property
    def text(self) -> str:
        return self.spellings[0]


def unknown_words(*, viewer: User, among: Mapping[str, set[str]] | None = None) -> Words:
    """By field, in the order of WORD_FIELDS; `among` are the only keys wanted. One query a field, and one."""
    decided = _decided(viewer)
    found: Words = {}
    for name, field in WORD_FIELDS.items():
        if among is not None and not among.get(name):
            continue
        words = [
            word
            for word in words_of_field(viewer=viewer, field=field)
            if word.id not in decided and (among is None or word.key in among[name])
        ]
        if words:
            found[name] = words
    return found


def words_of_field(*, viewer: User, field: WordField) -> list[UnknownWord]:
    """All its words, decided or not, the most used first."""
    texts: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for row in counted_spellings(viewer=viewer, field=field):
        text = row[field.text]
        if field.is_unknown(text, row.get("country", "")):
            key = key_of(text)
            spelt = texts.setdefault(key, [])
            if text not in spelt:  # of a state, the same text in several countries
                spelt.append(text)
            counts[key] += row["records"]
            first[key] = min(first.get(key, row["first"]), row["first"])
    words = [UnknownWord(field, key, tuple(texts[key]), count, first[key]) for key, count in counts.items()]
    return sorted(words, key=lambda word: (-word.record_count, word.key))


def find_word(*, viewer: User, word_id: str) -> tuple[UnknownWord | None, LearntWord | None]:
    """The word as records hold it, and the last decision on it, withdrawn or not. Raises NoSuchWord."""
    name, _, key = word_id.partition(":")
    if name not in WORD_FIELDS or not key or "\0" in key:
        raise NoSuchWord
    decisions = LearntWord.objects.visible_to(viewer).filter(field=name, key=key)
    learnt = decisions.select_related("decided_by", "withdrawn_by").order_by("-pk").first()
    words = words_of_field(viewer=viewer, field=WORD_FIELDS[name])
    word = next((word for word in words if word.key == key), None)
    if not (word or learnt):
        raise NoSuchWord
    return word, learnt


def holders(word: UnknownWord) -> Q:
    return word.field.holds_word & Q(**{f"{word.field.text}__in": word.spellings})


def examples_of(*, viewer: User, words: Sequence[UnknownWord]) -> dict[str, Company | Contact]:
    """One record that holds it, by the word's id. Two queries at most."""
    firms, people = ({word.first_id for word in words if word.field.kind == kind} for kind in ("company", "contact"))
    records: dict[str, Any] = Company.objects.visible_to(viewer).in_bulk(list(firms)) if firms else {}
    if people:
        records |= Contact.objects.visible_to(viewer).select_related("company").in_bulk(list(people))
    return {word.id: records[word.first_id] for word in words if word.first_id in records}


def records_of(*, viewer: User, word: UnknownWord, limit: int = 5) -> list[Company] | list[Contact]:
    """The first records that hold a word."""
    if word.field.kind == "company":
        return list(Company.objects.visible_to(viewer).filter(holders(word)).order_by("pk")[:limit])
    people = Contact.objects.visible_to(viewer).select_related("company")
    return list(people.filter(holders(word)).order_by("pk")[:limit])


def imports_of(*, viewer: User, word: UnknownWord) -> dict[str, int]:
    """{import: how many records have the word from it}, of the newest records that hold it. Two queries."""
    model = Company if word.field.kind == "company" else Contact
    newest = model.objects.visible_to(viewer).filter(holders(word)).order_by("-pk")
    ids = list(newest.values_list("pk", flat=True)[:LOOKED_AT])
    changes = Change.objects.filter(record_kind=word.field.kind, record_id__in=ids, door=Door.IMPORT)
    came = {
        record_id: batch
        for record_id, batch, fields in changes.order_by("pk").values_list("record_id", "batch", "fields")
        if batch and word.field.text in fields
    }
    return dict(Counter(came.values()).most_common())


def recent_decisions(*, viewer: User, limit: int = 20) -> list[LearntWord]:
    """The newest first, whether they are in force or were withdrawn."""
    words = LearntWord.objects.visible_to(viewer).select_related("decided_by", "withdrawn_by")
    return list(words.order_by("-pk")[:limit])


def taught(*, viewer: User) -> dict[str, list[tuple[str, str]]]:
    """{field: [(word, value)]} of the decisions in force that give a value: names that guesses know as well."""
    words = LearntWord.objects.visible_to(viewer).in_force().exclude(value="")
    found: dict[str, list[tuple[str, str]]] = {}
    for field, text, value in words.values_list("field", "text", "value"):
        found.setdefault(field, []).append((text, value))
    return found


def _decided(viewer: User) -> set[str]:
    rows = LearntWord.objects.visible_to(viewer).closed().values_list("field", "key")
    return {f"{field}:{key}" for field, key in rows}


def counted_spellings(*, viewer: User, field: WordField) -> Any:
    """What stands in the field, each with how many records hold it and the first of them; the most used first."""
    model = Company if field.kind == "company" else Contact
    rows = model.objects.visible_to(viewer).order_by().filter(field.holds_word)
    counted = rows.values(*field.columns).annotate(records=Count("pk"), first=Min("pk"))
    return counted.order_by("-records", *field.columns)[:MOST_SPELLINGS]
