"""What a table file looks like, what one of its rows looks like, and the limits for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MAX_CSV_BYTES = 200 * 1024 * 1024
MAX_WORKBOOK_BYTES = 20 * 1024 * 1024
MAX_COLUMNS = 500
MAX_CELL_LENGTH = 32_000
MAX_RECORD_LENGTH = 1_000_000
SAMPLE_ROWS = 20


class UnusableFile(ValueError):
    """The file as a whole cannot be read; its message is one sentence or two for the person who chose the file."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """How to read one file. `kind` is "csv" or "xlsx" (any workbook); `encoding` and `delimiter` are "" for workbooks.

    `header` names every column once: "Name (2)" for the second "Name", "Column C" for a third without a name.
    `header_row` is the row's number as a spreadsheet shows it. `sample` holds the first rows after it.
    `other_sheets` are those of a workbook that are not read.
    """

    kind: str
    encoding: str
    delimiter: str
    header: list[str]
    header_row: int
    sheet: str
    sample: list[list[str]]
    other_sheets: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as the file has it, perhaps with more or fewer cells than the header.

    `number` is the row's number as a spreadsheet shows it: the header of a plain file is 1, a record is one row however
    many lines its quoted cells hold, and an empty row counts although it is never handed out. `problem` is a sentence
    when the row could not be taken apart or holds more than a cell may: refuse it then; its cells are only for showing.
    """

    number: int
    cells: list[str]
    problem: str = ""


def is_empty(cells: Sequence[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def size_problem(cells: Sequence[str]) -> str:
    """A sentence when a row or one of its cells is longer than any honest one; "" otherwise."""
    if len(cells) > MAX_COLUMNS:
        return f"The row has {len(cells):,} cells; {MAX_COLUMNS} is the most that can be imported."
    for position, cell in enumerate(cells):
        if len(cell) > MAX_CELL_LENGTH:
            return f"The cell in column {column_letters(position)} has more than {MAX_CELL_LENGTH:,} characters."
    return ""


def find_header(rows: Sequence[Sequence[str]], is_name: Callable[[str], bool] | None = None) -> int:
    """Which of the first rows (none of them empty) names the columns.

    The first one, unless it and those after it are titles: a single filled cell above rows of three and more; or unless
    a later one holds two or more different cells more that `is_name` knows as names of columns.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    first = next((position for position, count in enumerate(filled) if count > 1), 0) if max(filled) > 2 else 0
    known = [len({cell for cell in row if is_name(cell)}) if is_name else 0 for row in rows]
    return known.index(max(known)) if max(known) > known[first] + 1 else first


def name_columns(cells: Sequence[str]) -> list[str]:
    """Every column with a name of its own. Raises UnusableFile for more than MAX_COLUMNS."""
    if len(cells) > MAX_COLUMNS:
        raise UnusableFile(
            f"This table has {len(cells):,} columns; {MAX_COLUMNS} is the most that can be imported. "
            "Delete the columns you do not need and try again."
        )
    names: list[str] = []
    for position, cell in enumerate(cells):
        name = " ".join(cell.split())[:MAX_CELL_LENGTH] or f"Column {column_letters(position)}"
        unique, repetition = name, 1
        while unique in names:
            repetition += 1
            unique = f"{name} ({repetition})"
        names.append(unique)
    return names


def column_letters(position: int) -> str:
    """A, B, ... Z, AA, ... for 0, 1, ..."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
