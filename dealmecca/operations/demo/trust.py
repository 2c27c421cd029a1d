"""How far the demo's records can be trusted: each gets the level that its fields and the words about it are worth."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zlib import crc32

from dealmecca.directory.verification.levels import band_of
from dealmecca.directory.verification.points import (
    RECENT,
    points_of_company,
    points_of_contact,
    signals_of_company,
    signals_of_contact,
)
from dealmecca.operations.demo.rows import FIRST_WITH_WORDS, CompanyRow, ContactRow

_SPARSE_PEOPLE, _SPARSE_COMPANIES = 20, 22  # of a hundred of level 1: a name from a list of guests, and no more


def contact_with_level(row: ContactRow) -> ContactRow:
    """The same person with the level that can be earned: the drawn one, or what the fields allow."""
    wanted = row.verification_level
    if wanted == 1 and crc32(row.id.encode()) % 100 < _SPARSE_PEOPLE:
        empty: dict[str, Any] = dict.fromkeys(
            ("email", "phone", "title", "department", "seniority", "linkedin_url"), ""
        )
        row = replace(row, **empty)
    known = signals_of_contact(row)
    has_reach = "email" in known
    level = _earned(points_of_contact(known), points_of_contact(known | {RECENT}), has_reach, wanted)
    return replace(row, verification_level=level)


def company_with_level(row: CompanyRow, is_hero: bool) -> CompanyRow:
    wanted = row.verification_level
    may_be_sparse = (
        wanted == 1 and not is_hero and row.company_type != "OFFICE"
    )  # an office shares its agency's website
    if may_be_sparse and crc32(row.id.encode()) % 100 < _SPARSE_COMPANIES:
        empty: dict[str, Any] = dict.fromkeys(("website", "phone", "industry", "linkedin_url"), "") | {"domains": ()}
        row = replace(row, **empty)
    known = signals_of_company(row)
    has_reach = "website" in known
    level = _earned(points_of_company(known), points_of_company(known | {RECENT}), has_reach, wanted)
    return replace(row, verification_level=level)


def _earned(points: int, points_if_recent: int, has_reach: bool, wanted: int) -> int:
    if wanted >= FIRST_WITH_WORDS and has_reach and band_of(points_if_recent) >= FIRST_WITH_WORDS:
        return min(band_of(points_if_recent), wanted)
    return min(band_of(points), 2)


def raised(rows: Sequence[CompanyRow] | Sequence[ContactRow]) -> Iterator[tuple[str, int, datetime]]:
    """(id, level, instant) of those that were changed since they were made: to their level, with their last word."""
    for row in rows:
        if row.verification_level > 1 and row.updated_at > row.created_at:
            yield row.id, row.verification_level, row.updated_at
