"""Writing search lines; called by the directory's actions inside their transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest

from dealmecca.database.bulk import insert_rows
from dealmecca.lib.slips import is_long_enough, with_one_letter_less
from dealmecca.lib.text_keys import MAX_WORDS, closed_up, name_key, search_words
from dealmecca.search.facets import code_of, numbers_for
from dealmecca.search.models import LINES, ContactLine, Spelling

BATCH = 500


@dataclass(frozen=True)
class LineInput:
    """One record as search sees it. `terms` maps a facet to (key, label); `words_from` are texts people search by."""

    record_id: str
    names: Sequence[str]
    sort_name: str
    words_from: Sequence[str]
    changed_at: datetime
    terms: dict[str, tuple[str, str]] = field(default_factory=dict)
    lead_score: int = 0
    verification_level: int = 1
    has_email: bool = False
    has_phone: bool = False
    company_id: str = ""


def put_lines(kind: str, inputs: Sequence[LineInput], *, are_new: bool = False) -> None:
    """Add or replace the lines of these records and their words; `are_new` promises that none has a line yet.

    Needs a transaction.
    """
    line = LINES[kind]
    for start in range(0, len(inputs), BATCH):
        chunk = inputs[start : start + BATCH]
        numbers = numbers_for(
            (facet, key, label) for item in chunk for facet, (key, label) in item.terms.items() if key
        )
        rows: list[Any] = []
        for item in chunk:
            terms = {name: numbers.get((name, item.terms.get(name, ("", ""))[0]), 0) for name in line.TERMS}
            flags = [item.verification_level, int(item.has_email), int(item.has_phone)]
            extra = {"company_id": item.company_id} if kind == "contact" else {}
            rows.append(
                line(
                    record_id=item.record_id,
                    names=_names(item.names),
                    sort_name=name_key(item.sort_name)[:300],
                    lead_score=item.lead_score,
                    changed_at=item.changed_at,
                    verification_level=item.verification_level,
                    has_email=item.has_email,
                    has_phone=item.has_phone,
                    facet_code=code_of([*terms.values(), *flags]),
                    **terms,
                    **extra,
                )
            )
        if are_new:
            insert_rows(line, rows)
        else:
            changing = [f.name for f in line._meta.concrete_fields if f.name not in ("n", "record_id")]
            line._default_manager.bulk_create(
                rows, update_conflicts=True, unique_fields=["record_id"], update_fields=changing
            )
        ids = [item.record_id for item in chunk]
        placed = dict(line._default_manager.filter(record_id__in=ids).values_list("record_id", "n"))
        line.WORDS.put([(placed[item.record_id], _words(item.words_from)) for item in chunk])
    _learn_words(word for item in inputs for name in item.names for word in search_words(name))


def _learn_words(words: Iterable[str]) -> None:
    """Words of names, so that a slip of the finger finds them. They are never forgotten: a word names nobody."""
    new = {word for word in words if is_long_enough(word)}
    known = Spelling.objects.filter(shorter__in=new, word=F("shorter")).values_list("word", flat=True)
    new -= set(known)
    rows = sorted((shorter, word) for word in new for shorter in with_one_letter_less(word))
    Spelling.objects.bulk_create(
        (Spelling(shorter=shorter, word=word) for shorter, word in rows), batch_size=BATCH, ignore_conflicts=True
    )


def _names(names: Sequence[str]) -> str:
    keys = (key for name in names if name for key in (name_key(name), closed_up(name)) if key)
    return f"| {' | '.join(dict.fromkeys(keys))} |"


def _words(texts: Sequence[str]) -> list[str]:
    """Text by text, so that the last word of one is no neighbour of the next one's first."""
    return list(dict.fromkeys(word for text in texts for word in search_words(text)))[:MAX_WORDS]


def shift_lead_scores(*, company_id: str, by: int) -> None:
    """On the lines of all people of one company."""
    ContactLine.objects.filter(company_id=company_id).update(lead_score=Greatest(0, F("lead_score") + by))


def drop_lines(kind: str, record_ids: Sequence[str]) -> None:
    line = LINES[kind]
    lines = line._default_manager.filter(record_id__in=list(record_ids))
    line.WORDS.drop(list(lines.values_list("n", flat=True)))
    lines.delete()


def clear_lines(kind: str) -> None:
    """Forget every line of one kind, before a rebuild."""
    LINES[kind].WORDS.clear()
    LINES[kind]._default_manager.all().delete()
