"""Days as files write them; what can be read in two ways is refused rather than guessed."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ][\d:.]+Z?)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: [\d:.]+)?")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?[ -](\d{4})", re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_FORMS = "Write it as 2025-03-31, 3/31/2025, Mar 2025 or 2025."


def read_day(text: str) -> date:
    """2025-03-31, 3/31/2025 (month first), 31 Mar 2025, Mar 2025, 2025-03, 2025: its first day where none is named.

    Raises ValueError with a sentence, also for a day first ("31/3/2025") and years of two digits.
    """
    text = " ".join(text.split())
    shown = text if len(text) <= 40 else text[:39] + "…"
    if found := _ISO.fullmatch(text):
        return _day(shown, int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _YEAR.fullmatch(text):
        return _day(shown, int(found[1]), 1, 1)
    if found := _SLASHES.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        if month > 12 >= day:
            raise ValueError(f"“{shown}” seems to have the day first; days with slashes are month/day/year. {_FORMS}")
        return _day(shown, int(found[3]), month, day)
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return _day(shown, int(found[3]), month, int(found[2] or 1))
    if (found := _DAY_FIRST.fullmatch(text)) and (month := _month(found[2])):
        return _day(shown, int(found[3]), month, int(found[1]))
    raise ValueError(f"“{shown}” is no day that can be read for sure. {_FORMS}")


def _day(shown: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"There is no such day as “{shown}”. {_FORMS}") from None


def _month(word: str) -> int:
    """1 to 12; 0 for no month."""
    word = word.lower()
    fits = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word) or word == f"{name[:3]}t"]
    return fits[0] if len(fits) == 1 else 0
