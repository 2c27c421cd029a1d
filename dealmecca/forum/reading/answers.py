"""What a language model may answer, and how it becomes a reading: by what was offered, and nothing else."""

import re
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dealmecca.forum.reading.readings import Reading
from dealmecca.forum.reading.summary import Summary, words_of
from dealmecca.forum.reading.tags import FoundTag, kind_of
from dealmecca.lib.visible_text import one_line

LEAST = 0.5  # below, nothing is said
_OWN_WORDS = 0.6  # of a summary that must stand in the text
_NOT_PLAIN = re.compile(r"[<>`{}\[\]]|://|\bwww\.|@\w", re.IGNORECASE)

Confidence = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SaidTag(_Exact):
    name: Annotated[str, Field(max_length=60)]
    confidence: Confidence


class SaidId(_Exact):
    id: Annotated[str, Field(max_length=64)]
    confidence: Confidence


class Answer(_Exact):
    summary: Annotated[str, Field(max_length=480)]
    tags: Annotated[list[SaidTag], Field(max_length=16)]
    companies: Annotated[list[SaidId], Field(max_length=100)]
    contacts: Annotated[list[SaidId], Field(max_length=100)]


def fitted(reading: Reading, answer: Answer, tag_names: set[str], *, people_offered: bool) -> Reading:
    """The reading with the answer's judgement of what was offered. Raises ValueError for anything that was not."""
    companies = _judged(answer.companies, {span.company_id for span in reading.companies}, "companies")
    offered = {span.contact_id for span in reading.contacts} if people_offered else set()
    contacts = _judged(answer.contacts, offered, "contacts")
    if not {tag.name for tag in answer.tags} <= tag_names:
        raise ValueError("it has tags that were not offered")
    sure = {tag.name: round(tag.confidence, 2) for tag in answer.tags if tag.confidence >= LEAST}
    tags = [FoundTag(name, kind_of(name), confidence) for name, confidence in sure.items()]
    return replace(
        reading,
        summary=_summary(answer.summary, reading),
        tags=tuple(sorted(tags, key=lambda tag: (-tag.confidence, tag.name))),
        companies=tuple(
            replace(span, confidence=companies[span.company_id])
            for span in reading.companies
            if span.company_id in companies
        ),
        contacts=reading.contacts
        if not people_offered
        else tuple(
            replace(span, confidence=contacts[span.contact_id])
            for span in reading.contacts
            if span.contact_id in contacts
        ),
    )


def _judged(said: list[SaidId], offered: set[str], what: str) -> dict[str, float]:
    if not {one.id for one in said} <= offered:
        raise ValueError(f"it has {what} that were not offered")
    return {one.id: round(one.confidence, 2) for one in said if one.confidence >= LEAST}


def _summary(said: str, reading: Reading) -> Summary:
    """Plain sentences mostly of the text's own words; a short text needs none."""
    text = one_line(said)
    if not reading.summary.text or not text:
        return reading.summary
    words = words_of(text)
    own = len(words & words_of(reading.text)) / max(len(words), 1)
    if _NOT_PLAIN.search(text) or own < _OWN_WORDS:
        raise ValueError("its summary is not one of the text")
    return Summary(text, round(own, 2))
