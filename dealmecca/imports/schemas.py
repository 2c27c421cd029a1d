"""JSON shapes of the imports."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dealmecca.imports.models import Kind, Match, State
from dealmecca.lib.json_shapes import Answer, Values


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
    row_outcomes: RowOutcomes
    mapping: dict[str, str | None]
    problems: list[RowProblem]
    more_problems: int = Field(description="How many problems are counted but not listed")
    warnings: int
    unknown_values: dict[str, dict[str, int]] = Field(description="By field: texts that are in no vocabulary, counted")
    error: str | None
    created_at: datetime
    finished_at: datetime | None
