"""CSV files as they come: any encoding, delimiter and line end, and quotation marks that nobody closed."""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from dealmecca.lib.tables.contents import check_encoding, decoding_errors, detect_encoding
from dealmecca.lib.tables.shapes import (
    MAX_RECORD_LENGTH,
    SAMPLE_ROWS,
    TableRow,
    TableShape,
    UnusableFile,
    find_header,
    is_empty,
    name_columns,
    size_problem,
)

DELIMITERS = ",;\t|"
_SNIFFED_CHARACTERS = 64 * 1024
_SNIFFED_RECORDS = 100
_EXCEL_HINT = re.compile(r'\ufeff?"?sep=(.)"?[\r\n]*', re.IGNORECASE)

# The csv module's own limit of 128 kB per cell is for the whole process, and raises where we go on with the next row.
csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD_LENGTH * 2))


def inspect_csv(
    path: Path, *, encoding: str | None, delimiter: str | None, is_name: Callable[[str], bool] | None = None
) -> TableShape:
    encoding = check_encoding(encoding) if encoding else detect_encoding(path)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\x00 '):
        raise UnusableFile(f"{delimiter!r} cannot separate cells. Use one character, such as a comma or a tab.")
    delimiter = delimiter or _find_delimiter(path, encoding)
    with _open_text(path, encoding) as (lines, _):
        rows = list(islice((row for row in _records(lines, delimiter) if not is_empty(row.cells)), SAMPLE_ROWS + 10))
    if not rows:
        raise UnusableFile("This file holds no text. Choose a file with a header row and some rows below it.")
    position = find_header([row.cells for row in rows[:10]], is_name)
    header = rows[position]
    names = name_columns(header.cells)
    if header.problem:
        raise UnusableFile(f"The header row cannot be read: {header.problem}")
    return TableShape(
        kind="csv",
        encoding=encoding,
        delimiter=delimiter,
        header=names,
        header_row=header.number,
        sheet="",
        sample=[row.cells for row in rows[position + 1 :][:SAMPLE_ROWS]],
    )


def read_csv_rows(path: Path, shape: TableShape) -> Generator[TableRow, None, None]:
    with _open_text(path, shape.encoding) as (lines, _):
        for row in _records(lines, shape.delimiter):
            if row.number > shape.header_row and (row.problem or not is_empty(row.cells)):
                yield row


@contextmanager
def _open_text(path: Path, encoding: str) -> Iterator[tuple["_Lines", str]]:
    """The lines after a byte order mark and Excel's "sep=;" line, and the delimiter which that line names, or ""."""
    with path.open(encoding=encoding, errors=decoding_errors(encoding), newline="") as stream:
        lines = _Lines(stream)
        for _ in islice(lines, 1):
            lines.waiting.append(lines.record[0].removeprefix("\ufeff"))
        hint = _EXCEL_HINT.fullmatch(lines.waiting[0]) if lines.waiting else None
        if hint:
            lines.waiting.clear()
        yield lines, hint[1] if hint else ""


class _Lines:
    """Feeds a csv reader line by line, remembering the lines of the record that is being read.

    A line longer than MAX_RECORD_LENGTH is left out and `is_cut` set, so that memory stays bounded whatever the file.
    """

    LEFT_OUT = "\x00"  # stands for such a line; no other line holds a zero byte

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.waiting: deque[str] = deque()
        self.start_record()

    def start_record(self) -> None:
        self.record: list[str] = []
        self.length = 0
        self.is_cut = False
        self.ended_inside = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.length > MAX_RECORD_LENGTH:
            raise csv.Error("the record has no end")
        line = self.waiting.popleft() if self.waiting else self._read_line()
        if not line:
            self.ended_inside = bool(self.record)
            raise StopIteration
        self.record.append(line)
        self.length += len(line)
        if line == self.LEFT_OUT:
            self.is_cut = True
            return "\n"
        return line

    def _read_line(self) -> str:
        """ "" at the end of the file."""
        line = self.stream.readline(MAX_RECORD_LENGTH)
        if len(line) >= MAX_RECORD_LENGTH and not line.endswith(("\n", "\r")):
            while (rest := self.stream.readline(MAX_RECORD_LENGTH)) and not rest.endswith(("\n", "\r")):
                pass
            return self.LEFT_OUT
        return line.replace("\x00", "")  # a zero byte is no part of any text, and PostgreSQL refuses it


def _records(lines: _Lines, delimiter: str) -> Generator[TableRow, None, None]:
    """Every record, empty ones too.

    A quotation mark that nobody closes would swallow the rows after it. Where a record of several lines does not end as
    it should (other text after its closing mark, the end of the file, or MAX_RECORD_LENGTH without an end), its first
    line is one row with a problem, and reading goes on at the second line.
    """
    number = 0
    while True:
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
        try:
            while True:
                lines.start_record()
                cells = next(reader, None)
                if cells is None:
                    return
                number += 1
                problem = _TOO_LONG if lines.is_cut else size_problem(cells)
                yield TableRow(number, [] if lines.is_cut else cells, problem)
        except csv.Error:
            pass
        number += 1
        first, *others = lines.record
        lines.waiting.extendleft(reversed(others))
        cells = _split_leniently(first.rstrip("\r\n"), delimiter)
        is_closed = not others and not lines.ended_inside
        yield TableRow(number, cells, size_problem(cells) if is_closed else _UNCLOSED)


_TOO_LONG = f"The row has more than {MAX_RECORD_LENGTH:,} characters."
_UNCLOSED = "A quotation mark is opened in this row and never closed."


def _split_leniently(line: str, delimiter: str) -> list[str]:
    """One line in which quotation marks stand where they should not: one closes a cell only before a delimiter.

    `"Acme "Best" Inc",NY` gives `Acme "Best" Inc` and `NY`; `"Fritz" Smith,NY` gives `"Fritz" Smith` and `NY`.
    """
    quoted = re.compile(rf'"(.*?)" *({re.escape(delimiter)}|$)', re.DOTALL)
    cells = []
    while True:
        line = line.lstrip(" ")
        if match := quoted.match(line):
            cells.append(match[1].replace('""', '"'))
            found, line = match[2], line[match.end() :]
        else:
            cell, found, line = line.partition(delimiter)
            cells.append(cell)
        if not found:
            return cells


def _find_delimiter(path: Path, encoding: str) -> str:
    """The one that splits the first records, header included, most evenly into most cells; a comma if none does."""
    with _open_text(path, encoding) as (lines, hinted):
        if hinted:
            return hinted
        beginning: list[str] = []
        while sum(map(len, beginning)) < _SNIFFED_CHARACTERS and len(beginning) < _SNIFFED_RECORDS:
            lines.start_record()
            if not (line := next(lines, "")):
                break
            beginning.append(line)
    best, best_score = ",", (False, 0.0, 1)
    for delimiter in DELIMITERS:
        rows = list(_records(_Lines(io.StringIO("".join(beginning), newline="")), delimiter))
        widths = [1 if row.problem else len(row.cells) for row in rows if row.problem or not is_empty(row.cells)]
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        score = (widths[0] > 1, round(count / len(widths), 1), width)
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best
