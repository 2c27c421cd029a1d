"""What an import may do to records that were there before it: change them, fill what is empty, or leave them alone."""

from dataclasses import replace
from typing import Any

from dealmecca.imports.engine.known import Known, KnownCompany, KnownContact
from dealmecca.imports.engine.matching import CompanyMatch
from dealmecca.imports.engine.rows import PLACE, CompanyCells, ContactCells
from dealmecca.imports.engine.tally import CREATED
from dealmecca.imports.models import Mode
from dealmecca.lib.places import same_place

NAMES = {"name", "name_key", "first_name", "last_name"}


def is_left_alone(mode: str, known: Known) -> bool:
    """A record that this run has made may still be completed by its later rows."""
    return mode == Mode.ADD and known.outcome != CREATED


def company_for(mode: str, known: KnownCompany, cells: CompanyCells) -> CompanyCells:
    if mode != Mode.FILL or known.outcome == CREATED:
        return cells
    record = known.record
    values = _blank_only(record, cells.values)
    is_there = known.is_placeless or same_place(known.place, cells.place)
    values = {name: value for name, value in values.items() if name not in PLACE or is_there}
    if cells.key:
        values |= {"name": record.name, "name_key": record.name_key}
    return replace(cells, values=values, key=record.name_key if cells.key else "")


def contact_for(
    mode: str, known: KnownContact, cells: ContactCells, company: CompanyMatch | None
) -> tuple[ContactCells, CompanyMatch | None]:
    if mode != Mode.FILL or known.outcome == CREATED:
        return cells, company
    record = known.record
    values = _blank_only(record, cells.values)
    if cells.key:
        values |= {"first_name": record.first_name, "last_name": record.last_name, "name_key": record.name_key}
    derived = frozenset(name for name in cells.derived if name in values)
    return replace(cells, values=values, derived=derived), None if record.company_id else company


def keeps_parent(mode: str, known: KnownCompany) -> bool:
    return mode == Mode.FILL and known.outcome != CREATED and bool(known.record.parent_id)


def _blank_only(record: Any, values: dict[str, str]) -> dict[str, str]:
    """A controlled field and the unknown text beside it are one: filled when either is."""
    kept = {}
    for name, value in values.items():
        plain = name.removesuffix("_text").removesuffix("_key")
        if name in NAMES or not (getattr(record, plain) or getattr(record, f"{plain}_text", "")):
            kept[name] = value
    return kept
