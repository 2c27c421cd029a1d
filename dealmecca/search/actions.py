"""Writing search lines; called by the directory's actions inside their transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest

from dealmecca.database.bulk import insert_values, put_values, reserve_numbers
from dealmecca.database.lists import ListOf
from dealmecca.lib.slips import is_long_enough, with_one_letter_less
from dealmecca.lib.text_keys import MAX_WORDS, close_up, fold, name_key, search_words
from dealmecca.search.facets import code_of, numbers_for
from dealmecca.search.levels import COLUMNS as UNTIL_COLUMNS
from dealmecca.search.levels import level_code, until_columns
from dealmecca.search.models import LINES, ContactLine, Spelling

BATCH = 500


@dataclass(frozen=True)
class LineInput:
    """One record as search sees it. `terms` maps a facet to (key, label); `words_from` are texts people search by,
    the name first."""

    record_id: str
    names: Sequence[str]
    sort_name: str
    words_from: Sequence[str]
    changed_at: datetime
    terms: dict[str, tuple[str, str]] = field(default_factory=dict)
    lead_score: int = 0
    verification_level: int = 1
    level_steps: Sequence[tuple[date, int]] = ()  # the days on which the level falls, and to which one
    has_email: bool = False
    has_phone: bool = False
    company_id: str = ""


def put_lines(
    kind: str, inputs: Sequence[LineInput], *, are_new: bool = False, places: Mapping[str, int] | None = None
) -> None:
    """Add or replace the lines of these records and their words; `are_new` promises that none has a line yet.

    `places` gives records that come back the numbers they had, by id. Needs a transaction.
    """
    line, learnt = LINES[kind], set[str]()
    for start in range(0, len(inputs), BATCH):
        chunk = inputs[start : start + BATCH]
        facets = numbers_for((facet, key, label) for item in chunk for facet, (key, label) in item.terms.items() if key)
        numbers = _numbers(line, chunk, places or {})
        rows = ((n, *_values(kind, item, facets)) for n, item in zip(numbers, chunk, strict=True))
        learnt.update(word for item in chunk for name in item.names for word in search_words(name))
        if are_new:
            insert_values(line, ("n", *_columns(kind)), rows)
            line.WORDS.add((n, _words(item.words_from)) for n, item in zip(numbers, chunk, strict=True))
        else:
            put_values(line, ("n", *_columns(kind)), rows, unique=["record_id"])
            ids = [item.record_id for item in chunk]
            placed = dict(line._default_manager.filter(record_id__in=ids).values_list("record_id", "n"))
            line.WORDS.put([(placed[item.record_id], _words(item.words_from)) for item in chunk])
    _learn_words(learnt)


def _numbers(line: Any, inputs: Sequence[LineInput], places: Mapping[str, int]) -> list[int]:
    fresh = iter(reserve_numbers(line, sum(item.record_id not in places for item in inputs)))
    return [places[item.record_id] if item.record_id in places else next(fresh) for item in inputs]


_OWN_COLUMNS = {"contact": ("company_id",), "company": ()}


def _columns(kind: str) -> tuple[str, ...]:
    """In the order of `_values`."""
    return (
        "record_id", "names", "sort_name", "lead_score", "changed_at", "verification_level", "has_email", "has_phone",
        *UNTIL_COLUMNS, "facet_code", *LINES[kind].TERMS, *_OWN_COLUMNS[kind],
    )  # fmt: skip


def _values(kind: str, item: LineInput, facets: Mapping[tuple[str, str], int]) -> tuple[Any, ...]:
    terms = [facets.get((name, item.terms.get(name, ("", ""))[0]), 0) for name in LINES[kind].TERMS]
    level, steps = item.verification_level, item.level_steps
    code = code_of([*terms, level_code(level, steps), int(item.has_email), int(item.has_phone)])
    return (
        item.record_id, _names(item.names), name_key(item.sort_name)[:300], item.lead_score, item.changed_at, level,
        item.has_email, item.has_phone, *until_columns(level, steps).values(), code, *terms,
        *(getattr(item, name) for name in _OWN_COLUMNS[kind]),
    )  # fmt: skip


def _learn_words(words: Iterable[str]) -> None:
    """Words of names, so that a slip of the finger finds them. They are never forgotten: a word names nobody."""
    new = {word for word in words if is_long_enough(word)}
    known = Spelling.objects.filter(shorter__in=ListOf(new), word=F("shorter")).values_list("word", flat=True)
    new -= set(known)
    rows = sorted((shorter, word) for word in new for shorter in with_one_letter_less(word))
    put_values(Spelling, ("shorter", "word"), rows, unique=("shorter", "word"), replaces=False)


def _names(names: Sequence[str]) -> str:
    folded = ((name, fold(name)) for name in names if name)
    keys = (key for name, plain in folded for key in (plain or name_key(name), close_up(plain)) if key)
    return f"| {' | '.join(dict.fromkeys(keys))} |"


def _words(texts: Sequence[str]) -> list[str]:
    """Text by text, so that the last word of one is no neighbour of the next one's first. The first is the name."""
    words = dict.fromkeys(search_words(texts[0]))
    for text in texts[1:]:
        words.update(_words_of(text))
    return list(words)[:MAX_WORDS]


@lru_cache(maxsize=4_096)
def _words_of(text: str) -> dict[str, None]:
    """Titles, companies and cities come again and again; names would only drive them out."""
    return dict.fromkeys(search_words(text))


def shift_lead_scores(*, company_id: str, by: int) -> None:
    """On the lines of all people of one company."""
    ContactLine.objects.filter(company_id=company_id).update(lead_score=Greatest(0, F("lead_score") + by))


def drop_lines(kind: str, record_ids: Sequence[str]) -> None:
    line = LINES[kind]
    lines = line._default_manager.filter(record_id__in=list(record_ids))
    line.WORDS.drop(list(lines.values_list("n", flat=True)))
    lines.delete()


def forget_names(kind: str, record_id: str, words: Iterable[str]) -> None:
    """As `drop_lines`, to the last byte: the words also leave the spellings, unless somebody else bears them."""
    drop_lines(kind, [record_id])
    LINES[kind].WORDS.forget_dropped()
    for word in set(words):
        if not any(line._default_manager.filter(names__contains=word).exists() for line in LINES.values()):
            Spelling.objects.filter(word=word).delete()


def clear_lines(kind: str) -> None:
    """Forget every line of one kind, before a rebuild."""
    LINES[kind].WORDS.clear()
    LINES[kind]._default_manager.all().delete()
