"""What the first cells of a column look like: evidence for or against a guess made from its header."""

import re
from collections.abc import Collection, Sequence

from dealmecca.directory.vocabularies import BY_FIELD

ENOUGH = 5  # cells; of fewer, bad ones are mistakes rather than another meaning of the column
_EMAIL = re.compile(r"^\S+@\S+\.\S+$")
_WEB = re.compile(r"^(https?://)?(?:[\w-]+\.)+[a-z]{2,}(/\S*)?$", re.IGNORECASE)
_PHONE_LIKE = re.compile(r"(?:\d\D*){7}")
_SALUTATION = re.compile(r"^(mr|mrs|ms|miss|mx|dr|prof|herr|frau|m|mme|mlle|sr|sra)\.?$", re.IGNORECASE)
_COMPANY_LIKE = re.compile(
    r"(?i)(\b(inc|llc|llp|ltd|limited|gmbh|ag|plc|corp|corporation|company|co|group|agency|media|holdings?|bank|partners|"
    r"international|services|solutions|marketing|digital|communications?|industries|technologies|systems|studios?|"
    r"associates|brands|foods|network|university|advertising|worldwide|global|labs?)\b|&|^\d|\.com\b)"
)


def share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return sum(bool(pattern.search(cell)) for cell in filled) / len(filled) if filled else 0.0


def share_of(cells: Sequence[str], words: Collection[str]) -> float:
    """How many of the cells are one of these words; an empty column says nothing."""
    filled = [cell.strip().lower() for cell in cells if cell.strip()]
    return sum(cell in words for cell in filled) / len(filled) if filled else 1.0


def email_share(cells: Sequence[str]) -> float:
    return share(cells, _EMAIL)


def company_share(cells: Sequence[str]) -> float:
    """How many of these names look like a company's rather than a person's."""
    return share(cells, _COMPANY_LIKE)


def person_share(cells: Sequence[str]) -> float:
    """How many of these names have the two to four words of a person's and nothing of a company's."""
    filled = [cell for cell in cells if cell.strip()]
    people = [cell for cell in filled if 1 < len(cell.split()) < 5 and not _COMPANY_LIKE.search(cell)]
    return len(people) / len(filled) if filled else 0.0


def looks_like_data(cell: str) -> bool:
    """Whether a cell of the first row is a value: an email address, a web address, a phone number, a long number."""
    cell = cell.strip()
    digits = sum(character.isdigit() for character in cell)
    return (
        bool(_EMAIL.match(cell))
        or cell.startswith(("http://", "https://"))
        or (digits >= 7 and not any(character.isalpha() for character in cell))
    )


def known_share(field: str, cells: Sequence[str]) -> float:
    """How many of the cells the field's vocabulary knows."""
    filled = [cell for cell in cells if cell.strip()]
    return sum(BY_FIELD[field].resolve(cell) is not None for cell in filled) / len(filled) if filled else 0.0


def contradicts(field: str, cells: Sequence[str]) -> bool:
    """Whether the cells cannot be values of the field, whatever the header says. An empty column says nothing."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return False
    is_enough = len(filled) >= ENOUGH
    if field == "email":
        return is_enough and not email_share(filled)
    if field == "phone":
        return is_enough and share(filled, _PHONE_LIKE) < 0.3
    if field in ("website", "personal_website", "logo_url", "domain"):
        return is_enough and share(filled, _WEB) < 0.3
    if field in ("linkedin_url", "twitter_url", "facebook_url"):
        return not any("." in cell or "/" in cell or cell.startswith("@") for cell in filled)
    if field == "title":
        return share(filled, _SALUTATION) > 0.5
    if field == "size":
        return not any(character.isdigit() for cell in filled for character in cell) and not known_share("size", filled)
    if field in ("name", "first_name", "last_name", "full_name", "city"):
        numbers = sum(not any(character.isalpha() for character in cell) for cell in filled)
        return email_share(filled) > 0.5 or (field != "name" and numbers > len(filled) * 0.5)
    return False
