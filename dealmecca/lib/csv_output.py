"""CSV that spreadsheets open without running what is in it, and that can be imported again without a loss."""

import re
from collections.abc import Iterable

# What spreadsheets take for the start of a formula, full-width forms included; tab and line ends hide one behind them.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NEUTRALISED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NEEDS_QUOTES = re.compile(r"""[,;|"\t\r\n]|^\s|\s$""")


def neutralise(cell: str) -> str:
    """An apostrophe in front of what would run as a formula, and of what looks like it was treated so already."""
    return "'" + cell if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Takes back exactly what `neutralise` did: `restore(neutralise(cell)) == cell` for every cell."""
    return cell[1:] if cell[:1] == "'" and _NEUTRALISED.match(cell) else cell


def write_csv_row(cells: Iterable[str]) -> str:
    """One line of RFC 4180 with its line end, every cell neutralised; zero bytes, which no reader takes, go."""
    return ",".join(_quoted(neutralise(cell.replace("\x00", ""))) for cell in cells) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
