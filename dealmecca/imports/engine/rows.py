"""One row of the file becomes the cleaned values of a company and of a person, or a refusal with its reason."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError

from dealmecca.directory.cleaning import Learnt, clean_company, clean_contact, domains_of
from dealmecca.directory.vocabularies import CONTROLLED
from dealmecca.imports.engine.account_columns import DUTIES, PAIRS
from dealmecca.imports.engine.cells import (
    first_of_several,
    is_filler,
    is_footer,
    is_header_again,
    is_no_name,
    is_nothing,
    linked,
    read_cells,
)
from dealmecca.imports.engine.columns import REASON_HEADER, Columns, in_words
from dealmecca.imports.engine.statements import Statement, Unreadable, read_handlings, read_pair, read_person
from dealmecca.imports.engine.targets import ACCOUNT, COMPANY, CONTACT, PERSON_NAMES
from dealmecca.lib.company_names import company_key
from dealmecca.lib.person_names import is_generation, split_full_name
from dealmecca.lib.places import Place
from dealmecca.lib.tables import TableRow

Values = dict[str, Any]
PLACE = ("location", "address", "postal_code", "city", "state", "country")
LONGEST_ID = 255
REMEMBERED = 2_000  # companies whose cleaned cells are kept: files of people repeat theirs row after row

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_HANDLE = re.compile(r"@?(\w{1,15})")


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one cell, or about the whole row (column ""). A warning does not refuse the row."""

    column: str
    reason: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class CompanyCells:
    """What a row says about a company. `key` is "" when only its record id is given."""

    values: Values
    key: str
    place: Place
    external_id: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    parent: str
    parent_key: str
    unknown: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ContactCells:
    """What a row says about a person. `derived` are fields read off another one (seniority off the title)."""

    values: Values
    key: str
    email_key: str
    external_id: str
    derived: frozenset[str]
    unknown: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class FileRow:
    number: int
    cells: list[str]
    company: CompanyCells | None = None
    contact: ContactCells | None = None
    statements: tuple[Statement, ...] = ()
    refusals: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


class RowCleaner:
    """Cleans the rows of one file."""

    def __init__(self, columns: Columns, learnt: Learnt) -> None:
        self.columns, self.learnt = columns, learnt
        self.width = len(columns.mapping)
        self.headers = list(columns.mapping)
        places = columns.positions()
        self.company_places = {key: place for key, place in places.items() if key.startswith(COMPANY)}
        self.contact_places = {key: place for key, place in places.items() if key.startswith(CONTACT)}
        self.account_places = {key: place for key, place in places.items() if key.startswith(ACCOUNT)}
        if columns.kind == "companies":
            self.contact_places = {}
        self.is_about_people = columns.kind == "contacts"
        self._companies: dict[tuple[str, ...], tuple[CompanyCells | None, list[Problem], list[Problem]]] = {}

    def clean(self, rows: Iterable[TableRow]) -> Iterator[FileRow]:
        for row in rows:
            yield self.clean_row(row)

    def clean_row(self, row: TableRow) -> FileRow:
        written, cells = read_cells(row.cells)
        found = FileRow(row.number, written)
        if problem := row.problem or self._shape_problem(written):
            found.refusals.append(Problem("", problem))
            return found
        cells += [""] * (self.width - len(cells))
        if problem := self._other_row(cells):
            found.refusals.append(Problem("", problem))
            return found
        if self.columns.kind in (PAIRS, DUTIES):
            self._clean_statements(found, cells)
            return found
        self._clean_contact(found, self._filled(self.contact_places, cells, found))
        self._clean_company(found, cells)
        if not found.refusals and not found.company and not found.contact:
            found.refusals.append(Problem("", self._nothing_here()))
        return found

    def _clean_statements(self, found: FileRow, cells: list[str]) -> None:
        """A named person with a company comes in as in any file; any other must be known already."""
        filled = self._filled(self.account_places, cells, found)
        try:
            if self.columns.kind == PAIRS:
                found.statements = (read_pair(filled),) if filled else ()
            else:
                person = self._filled(self.contact_places, cells, found)
                if has_name := bool(PERSON_NAMES & set(person)):
                    self._clean_contact(found, person)
                    self._clean_company(found, cells)
                found.statements = read_handlings(filled) if filled else ()
                if not (has_name and (found.company or (found.contact and found.contact.external_id))):
                    found.contact, whom = None, read_person(person)
                    found.statements = tuple(replace(statement, person=whom) for statement in found.statements)
        except Unreadable as error:
            found.refusals += [Problem(self.columns.header_of(key), reason) for key, reason in error.reasons.items()]
        if not (found.refusals or found.statements or found.contact):
            found.refusals.append(Problem("", self._nothing_here()))

    def _shape_problem(self, cells: list[str]) -> str:
        if len(cells) > self.width:
            filled = max((place + 1 for place, cell in enumerate(cells) if cell.strip()), default=0)
            if filled > self.width:
                return f"The row has {filled} cells, the header {self.width}: is a comma unquoted?"
        unreadable = next((cell for cell in cells if "\ufffd" in cell), None)
        return (
            f"{unreadable[:60]!r} holds characters that are not readable in the file's encoding." if unreadable else ""
        )

    def _other_row(self, cells: list[str]) -> str:
        if REASON_HEADER in self.headers:
            cells = ["" if header == REASON_HEADER else cell for cell, header in zip(cells, self.headers, strict=False)]
        if is_header_again(cells, self.headers):
            return "The row repeats the names of the columns."
        return "This is a sum or a note below the table, not a record." if is_footer(cells) else ""

    def _filled(self, places: Mapping[str, int], cells: list[str], found: FileRow) -> dict[str, str]:
        """{target: text} of the mapped cells that say something; they come stripped."""
        filled = {}
        for target, place in places.items():
            text = cells[place]
            if "=" in text:
                text = linked(text, target)
            if not text or is_nothing(target, text):
                continue
            if is_filler(target, text):
                reason = f"“{text[:60]}” only fills the field; it was left out."
                found.warnings.append(Problem(self.headers[place], reason, is_warning=True))
                continue
            filled[target], others = first_of_several(target, text)
            if others:
                reason = f"Of several, “{filled[target][:60]}” was taken and “{', '.join(others)[:60]}” left out."
                found.warnings.append(Problem(self.headers[place], reason, is_warning=True))
        return filled

    def _clean_contact(self, found: FileRow, filled: dict[str, str]) -> None:
        if not filled:
            return
        values: Values = {target.partition(".")[2]: text for target, text in filled.items()}
        external_id = values.pop("external_id", "")
        if full := values.pop("full_name", ""):
            values["first_name"], values["last_name"] = split_full_name(full)
        if is_generation(suffix := values.pop("suffix", "")) and values.get("last_name"):
            values["last_name"] += f" {suffix}"
        if not is_no_name((values.get("first_name", ""), values.get("last_name", ""))):
            values = {"first_name": "", "last_name": "", **values}
        elif not external_id:
            given = [key for key in filled if key not in PERSON_NAMES]
            if given:
                reason = f"There is no name for the person of {self._headers_of(given)}; a name is never made up."
                found.refusals.append(Problem("", reason))
            return
        else:
            values = {key: text for key, text in values.items() if key not in ("first_name", "last_name")}
        cleaned = self._checked(found, CONTACT, clean_contact, _with_links(values), external_id)
        if cleaned is not None:
            found.contact = ContactCells(
                values=cleaned,
                key=cleaned.get("name_key", ""),
                email_key=cleaned.get("email_key", ""),
                external_id=external_id,
                derived=frozenset({"seniority", "department"} & set(cleaned) - set(values)),
                unknown=_unknown(CONTACT, cleaned),
            )

    def _clean_company(self, found: FileRow, cells: list[str]) -> None:
        given = tuple(cells[place] for place in self.company_places.values())
        if given not in self._companies:
            if len(self._companies) >= REMEMBERED:
                self._companies.clear()
            fresh = FileRow(0, [])
            self._read_company(fresh, self._filled(self.company_places, cells, fresh))
            self._companies[given] = fresh.company, fresh.refusals, fresh.warnings
        company, refusals, warnings = self._companies[given]
        found.refusals += refusals
        found.warnings += warnings
        if not company and any(reason.column == "" for reason in refusals) and found.contact:
            left_out = Problem("", f"{refusals[0].reason} Only the person was imported.", is_warning=True)
            found.refusals = [reason for reason in found.refusals if reason not in refusals]
            found.warnings.append(left_out)
        if self.is_about_people and not found.contact and not found.refusals:
            found.refusals.append(Problem("", "There is no person in this row."))
        found.company = company

    def _read_company(self, found: FileRow, filled: dict[str, str]) -> None:
        if not filled:
            return
        values: Values = {target.partition(".")[2]: text for target, text in filled.items()}
        external_id, parent = values.pop("external_id", ""), values.pop("parent", "")
        if "alias" in values:
            values["aliases"] = _SEVERAL.split(values.pop("alias"))
        if "domain" in values:
            values["domains"] = re.split(r"[;|,\s]+", values.pop("domain"))
        if not values.get("name") and not external_id:
            found.refusals.append(Problem("", f"There is no company name beside {self._headers_of(filled)}."))
            return
        cleaned = self._checked(found, COMPANY, clean_company, _with_links(values), external_id)
        if len(parent) > 255:
            found.refusals.append(
                Problem(self.columns.header_of("company.parent"), "A name has at most 255 characters.")
            )
        if cleaned is None or found.refusals:
            return
        domains = domains_of(cleaned)
        found.company = CompanyCells(
            values={name: value for name, value in cleaned.items() if name not in ("aliases", "domains")},
            key=cleaned.get("name_key", ""),
            place=Place(cleaned.get("city", ""), cleaned.get("state", ""), cleaned.get("country", "")),
            external_id=external_id,
            aliases=tuple(cleaned.get("aliases", ())),
            domains=tuple(domains),
            parent=" ".join(parent.split()),
            parent_key=company_key(parent)[:255] if parent else "",
            unknown=_unknown(COMPANY, cleaned),
        )

    def _checked(
        self, found: FileRow, side: str, clean: Callable[..., Values], values: Values, external_id: str
    ) -> Values | None:
        if len(external_id) > LONGEST_ID:
            header = self.columns.header_of(f"{side}.external_id")
            found.refusals.append(Problem(header, f"A record id has at most {LONGEST_ID} characters."))
        try:
            return clean(values, learnt=self.learnt)
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                found.refusals += [Problem(self._header_of(side, name), reason) for reason in reasons]
        return None

    def _header_of(self, side: str, name: str) -> str:
        """The column a field came from."""
        sources = {"first_name": "full_name", "last_name": "full_name", "aliases": "alias", "domains": "domain"}
        direct = self.columns.header_of(f"{side}.{name}")
        return direct or self.columns.header_of(f"{side}.{sources.get(name, 'location')}")

    def _headers_of(self, targets: Iterable[str]) -> str:
        return in_words([self.columns.header_of(target) for target in targets], "and")

    def _nothing_here(self) -> str:
        mapped = [header for header, target in self.columns.mapping.items() if target]
        return f"The row says nothing in {in_words(mapped[:8], 'or')}."


def _with_links(values: Values) -> Values:
    """A Twitter handle as the address that it stands for."""
    handle = _HANDLE.fullmatch(values.get("twitter_url", ""))
    return {**values, "twitter_url": f"https://x.com/{handle[1]}"} if handle else values


def _unknown(side: str, cleaned: Values) -> tuple[tuple[str, str], ...]:
    return tuple((name, cleaned[f"{name}_text"]) for name in CONTROLLED[side] if cleaned.get(f"{name}_text"))
