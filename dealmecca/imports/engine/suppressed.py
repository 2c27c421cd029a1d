"""Rows of people who asked not to be listed: refused as they are read, and nothing of them is kept."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dealmecca.directory.queries.suppressions import has_suppressions, suppressed_among
from dealmecca.directory.suppressing import (
    RECORD_SENTENCE,
    SENTENCE,
    Address,
    Kind,
    address_of,
    addresses_in,
    record_address,
)
from dealmecca.imports.engine.columns import Columns
from dealmecca.imports.engine.rows import FileRow, Problem
from dealmecca.imports.engine.targets import CONTACT

_CELLS = ("email", "phone", "linkedin_url", "external_id")
_EMAIL = re.compile(r"[^\s;,|<>()\"']+@[^\s;,|<>()\"']+")


def refuse_suppressed(rows: Sequence[FileRow], columns: Columns, source: str) -> None:
    """One query a batch, two while the ledger has entries. The refused rows lose their cells: they go to no file."""
    if not has_suppressions():
        return
    places = columns.positions()
    asked = [(row, field, address) for row in rows for field, address in _addresses(row, places, source)]
    found = suppressed_among(address for _, _, address in asked)
    for row, field, address in reversed(asked):  # what is said last is the first address of the row
        if address in found:
            sentence = RECORD_SENTENCE if address.kind == Kind.RECORD else SENTENCE
            row.refusals = [Problem(columns.header_of(f"{CONTACT}.{field}"), sentence)]
            row.company, row.contact, row.statements, row.warnings = None, None, (), []
            row.cells = [""] * len(row.cells)


def shown_sample(sample: Sequence[Sequence[str]]) -> list[list[str]]:
    """The first rows of a file, as they are kept to show what its columns hold: without who asked not to be listed.

    Nobody has said yet which column is which, so each cell is asked for each kind of address.
    """
    if not has_suppressions():
        return [list(row) for row in sample]
    asked = [{found for cell in row for found in _any_address(cell)} for row in sample]
    gone = suppressed_among({address for row in asked for address in row})
    return [list(row) if not gone & of else [""] * len(row) for row, of in zip(sample, asked, strict=True)]


def _any_address(cell: str) -> Iterator[Address]:
    texts = [(Kind.EMAIL, text) for text in _EMAIL.findall(cell)]
    for kind, text in [*texts, (Kind.PHONE, cell), (Kind.LINKEDIN, cell)]:
        if address := address_of(kind, text):
            yield address


def _addresses(row: FileRow, places: Mapping[str, int], source: str) -> Iterator[tuple[str, Address]]:
    """Off the cells as they came: a row that was refused for something else is kept in a file, too."""
    cells = {
        field: row.cells[place]
        for field in _CELLS
        if (place := places.get(f"{CONTACT}.{field}", 9_999)) < len(row.cells)
    }
    for text in _EMAIL.findall(cells.get("email", "")):
        if address := address_of(Kind.EMAIL, text):
            yield "email", address
    values = {field: cells.get(field, "") for field in ("phone", "linkedin_url")}
    yield from addresses_in(values).items()
    if external_id := cells.get("external_id", "").strip():
        yield "external_id", record_address(source, external_id)
