"""JSON shapes of the imports."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dealmecca.directory.word_fields import WORD_FIELDS
from dealmecca.imports.models import Kind, Match, Mode, NameKind, State
from dealmecca.lib.json_shapes import Answer, Id, Text, Values


def _read_mapping(text: Any) -> Any:
    """Raises ValueError, for pydantic to tell."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise ValueError('Write the mapping as a JSON object, such as {"Company": "company.name", "Notes": null}')
    return read


class ImportOptions(Values):
    """What comes with the file, as fields of the form."""

    kind: Literal[*Kind.values] = Field(default="auto", description="What the rows are.")  # type: ignore[valid-type]
    mapping: Annotated[dict[str, str | None] | None, BeforeValidator(_read_mapping)] = Field(
        default=None,
        description="JSON object from a column's header to what it holds, or null to leave it out. "
        "Columns that are not named are guessed.",
        json_schema_extra={"type": "string", "contentMediaType": "application/json"},
    )
    match: Literal[*Match.values] = Field(  # type: ignore[valid-type]
        default="auto", description="How rows find the records they are about; external-id counts record ids alone."
    )
    mode: Literal[*Mode.values] = Field(  # type: ignore[valid-type]
        default="update", description="Records that are there already: update them, fill their empty fields, or none."
    )
    source: str = Field(default="", max_length=120, description="Whose record ids the file holds.")
    dry_run: Annotated[bool, Field(strict=False)] = Field(
        default=False, description="Find out what would happen, write nothing."
    )


class RecordCounts(Answer):
    companies: int
    contacts: int


class RowOutcomes(Answer):
    """What became of the rows; a row may touch a company and a person."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    waiting: int = Field(default=0, description="Rows with a name that somebody has to decide on")


class StatementCounts(Answer):
    """What became of what the rows say about accounts; a row may name several duties."""

    created: int
    updated: int = Field(description="Confirmed or ended")
    unchanged: int
    refused: int
    waiting: int


class Waiting(Answer):
    rows: int
    names: int = Field(description="Different names in the review queue that these rows wait for")


class RowProblem(Answer):
    row: int
    column: str | None
    reason: str
    severity: str


class ImportProgress(Answer):
    rows: int
    total: int | None = Field(description="Known once the file has been read through")


class ImportAnswer(Answer):
    id: str
    state: Literal[*State.values]  # type: ignore[valid-type]
    filename: str
    kind: str
    match: str
    source: str
    progress: ImportProgress
    rows: int
    created: RecordCounts
    updated: RecordCounts
    unchanged: RecordCounts
    refused: int
    partnerships: StatementCounts
    handlings: StatementCounts
    waiting: Waiting
    row_outcomes: RowOutcomes
    mapping: dict[str, str | None]
    problems: list[RowProblem]
    more_problems: int = Field(description="How many problems are counted but not listed")
    warnings: int
    unknown_values: dict[str, dict[str, int]] = Field(description="By field: texts that are in no vocabulary, counted")
    error: str | None
    created_at: datetime
    finished_at: datetime | None


class Guess(Answer):
    """A record that a name may mean, and why."""

    id: str
    name: str
    about: str
    score: float = Field(ge=0, le=1)
    reason: str


class WaitingNameAnswer(Answer):
    id: str
    kind: Literal[*NameKind.values]  # type: ignore[valid-type]
    text: str
    about: Text = Field(description="City or web domain that the file gives")
    row_count: int = Field(description="How many rows wait for it")
    guesses: list[Guess] = Field(description="Best first")
    decision: Text = Field(description="CHOSEN, CREATED or IGNORED; null while it is open")
    created_at: datetime


class WaitingNameListing(Answer):
    items: list[WaitingNameAnswer]
    next_cursor: str | None


class DecisionValues(Values):
    """Exactly one of the three; a new duty takes a category."""

    choose: Id | None = Field(default=None, description="The id of the company, duty or person that is meant")
    create: bool = Field(default=False, description="It is a new company or duty")
    category: str = Field(default="", max_length=20, description="Of a new duty")
    ignore: bool = Field(default=False, description="Leave its rows out")


class DecisionAnswer(Answer):
    """What became of the rows that waited."""

    written: int
    waiting: int = Field(description="Still wait for another name")
    refused: int
    left_out: int
    later: int = Field(description="Are being written in the background")


class WordGuess(Answer):
    """A value that a word may mean, and the name of it that the word looks like."""

    value: str
    label: str
    score: float = Field(ge=0, le=1)
    how: Literal["very likely", "likely", "perhaps"]
    like: str


class WordDecision(Answer):
    """What somebody decided on a word; `total` records held it then."""

    value: Text = Field(description="null: it stays text")
    label: Text
    by: Text
    at: datetime
    is_settled: bool = Field(description="false while records are still being changed or put back")
    total: int
    changed: int = Field(description="Records that got the value")
    withdrawn_at: datetime | None
    returned: int = Field(description="Records that got their text back")
    left_alone: int = Field(description="Records that were edited since, and keep what they have")


class UnknownWordAnswer(Answer):
    """A word of a controlled field that no list knows, in all its spellings."""

    id: str = Field(description="The field and the word for comparing: industry:bevalc")
    field: Literal[*WORD_FIELDS]  # type: ignore[valid-type]
    text: str = Field(description="As most records have it written")
    spellings: list[str]
    record_count: int
    guesses: list[WordGuess] = Field(description="Best first")


class WordListing(Answer):
    items: list[UnknownWordAnswer]
    next_cursor: str | None


class WordSource(Answer):
    id: str
    filename: str
    record_count: int


class WordDetail(UnknownWordAnswer):
    examples: list[str] = Field(description="Ids of the first companies, or people, that hold it")
    imports: list[WordSource] = Field(description="Where the newest records that hold it have it from")
    values: dict[str, str] = Field(description="All values of the field, with their labels")
    decision: WordDecision | None = Field(description="The last one, withdrawn or not")


class WordValues(Values):
    """What a word means; null leaves it as text."""

    value: str | None = Field(max_length=40, description="One of the values of its field; null: it stays text")


class Stay(Answer):
    """A record, or one field of it, that was left alone, and why."""

    kind: Literal["company", "contact"]
    id: str
    name: Text
    field: Text = Field(description="null: the record as a whole")
    reason: str


class UndoAnswer(Answer):
    """How far a run is that undoes an import or brings it back."""

    direction: Literal["undo", "redo"]
    is_done: bool
    seen: int = Field(description="Records dealt with")
    total: int
    contacts: int = Field(description="People that went, or came back")
    companies: int
    fields: int = Field(description="Values that returned")
    statements: int = Field(description="Duties and agencies' accounts that went, came back or go on")
    waiting: int = Field(description="Rows that wait for names no longer, or again")
    stay_count: int
    stays: list[Stay] = Field(description="The first hundred")
    error: str | None
