"""One cell's text: what programs and typists wrap around a value, and what only stands for none."""

import re
from collections.abc import Sequence

from dealmecca.lib.contact_points import clean_phone, is_placeholder_email
from dealmecca.lib.csv_output import restore

# Parts of a person's name: Null and None are names of people, too.
_NOTHING = {"-", "--", "---", "–", "—", "n/a", "n.a.", "#n/a", "(blank)", ".", "?", "#ref!", "#value!", "#name?"}
_NO_VALUE = _NOTHING | {
    "null", "none", "nan", "na", "nil", "undefined", "unknown", "tbd", "tba", "tbc", "(none)", "(unknown)", "(null)",
    "not available", "not provided", "not applicable", "not specified", "no email", "no phone", "\\n",
}  # fmt: skip
_NO_PARENT = _NO_VALUE | {"independent", "independently owned", "self", "privately held"}
_NAME_PARTS = {"contact.first_name", "contact.last_name"}
_LINKS = ("website", "email", "_url", "domain")

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_WIDE_SPACE = re.compile("[\u00a0\u2007\u202f]")
_FORCED_TEXT = re.compile(r'="([^"]*)"')
_HYPERLINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)', re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s;,|/<>()\[\]\"']+@[^\s;,|/<>()\[\]\"']+")
_NOTE = re.compile(r"\s*\([^()@]*\)$")
_BETWEEN_PHONES = re.compile(r"\s*(?:[;,|/\n]|:::|\bor\b|&)\s*")
_KIND = r"(?:telephone|tel|phone|ph|mobile|cell|office|direct|work|home|main|desk|[tpmcodwh])"
_PHONE_LABEL = re.compile(rf"^{_KIND}\s*[.:]+\s*|\s*\(?\b{_KIND}\.?\)?$", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:(?:grand |sub-?)?totals?(?: records?| rows?| count)?\s*[:(=]|grand totals?$|copyright\s*(?:©|\(c\)|\d{4})|©|"
    r"confidential information|confidential\b.*\bdo not\b|page \d+ of \d+|end of (?:report|file|list)\W*$|"
    r"(?:source|generated|exported|printed|filtered|report)(?: by| on| run)?\s*:|(?:generated|exported) (?:by|on|at) )",
    re.IGNORECASE,
)


def read_cells(cells: list[str]) -> tuple[list[str], list[str]]:
    """A row as it was written before a spreadsheet's tricks were stopped, and what is read of it: tidy and stripped."""
    text = "".join(cells)
    if text.isascii() and "'" not in text and "=" not in text:  # most rows: nothing to restore or to tidy
        return cells, [cell.strip() for cell in cells]
    return [restore(cell) for cell in cells], [tidy(cell).strip() for cell in cells]


def tidy(cell: str) -> str:
    """Without characters that nobody sees, and without the formulas by which spreadsheets hold a text or a link."""
    cell = restore(cell)
    if not cell.isascii():
        cell = _WIDE_SPACE.sub(" ", _INVISIBLE.sub("", cell))
    forced = _FORCED_TEXT.fullmatch(cell.strip()) if "=" in cell else None
    return forced[1] if forced else cell


def linked(cell: str, target: str = "") -> str:
    """Of `=HYPERLINK(address, text)` the address for what is one, else the text."""
    link = _HYPERLINK.fullmatch(cell.strip()) if "=" in cell else None
    return (link[1] if target.endswith(_LINKS) else link[2] or link[1]) if link else cell


def is_nothing(target: str, text: str) -> bool:
    """Whether a cell says that there is no value."""
    if target in _NAME_PARTS:
        return text.lower() in _NOTHING
    if target.endswith(".phone") and not text.strip("0 "):
        return True
    return text.lower() in (_NO_PARENT if target == "company.parent" else _NO_VALUE)


def is_no_name(parts: Sequence[str]) -> bool:
    """Whether first and last name together name nobody: "Unknown Unknown", "NULL NULL"."""
    return all(not part or part.lower() in _NO_VALUE for part in parts)


def is_filler(target: str, text: str) -> bool:
    """ "000-000-0000" and "noemail@example.com" were typed to get past a mandatory field."""
    if target.endswith(".phone"):
        digits = re.sub(r"\D", "", text)
        return len(digits) >= 7 and len(set(digits)) == 1 and not re.search(r"[^\W\d_]", text)
    return target == "contact.email" and is_placeholder_email(text)


def first_of_several(target: str, text: str) -> tuple[str, list[str]]:
    """The address or number to keep of a cell that holds several, and the others. A note beside it goes: "(work)"."""
    if target == "contact.email":
        found = _ADDRESS.findall(text) if text.count("@") > 1 else []
        if found and len(found) == text.count("@"):
            best = next((address for address in found if not is_placeholder_email(address)), found[0])
            return best, [address for address in dict.fromkeys(found) if address != best]
        return _NOTE.sub("", text) if ")" in text else text, []
    if target.endswith(".phone") and not _is_phone(text):
        numbers = [_PHONE_LABEL.sub("", part) for part in _BETWEEN_PHONES.split(text)]
        best = next((number for number in numbers if _is_phone(number)), "")
        return (best, [number for number in numbers if number not in ("", best)]) if best else (text, [])
    return text, []


def is_header_again(cells: Sequence[str], headers: Sequence[str]) -> bool:
    """Whether the row only repeats the names of the columns, as printed reports do on every page."""
    pairs = 0
    for cell, header in zip(cells, headers, strict=False):
        if cell := cell.strip():
            if header != cell and not header.startswith(f"{cell} ("):
                return False
            pairs += 1
    return pairs > 1


def is_footer(cells: Sequence[str]) -> bool:
    """Whether the row is a sum or a note below the table: one cell of several, and it says so."""
    filled = ""
    for cell in cells:
        if cell and (cell := cell.strip()):
            if filled:
                return False
            filled = cell
    return len(cells) > 1 and bool(filled and _FOOTER.match(filled))


def _is_phone(text: str) -> bool:
    try:
        return bool(clean_phone(text))
    except ValueError:
        return False
