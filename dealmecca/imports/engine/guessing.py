"""Which column holds what: every header scored against every target, then each target given to its best column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dealmecca.imports.engine.header_words import (
    CLIENT_WORDS,
    COMPANY_ONLY,
    COMPANY_WORDS,
    CONTACT_ONLY,
    DOUBTFUL,
    EITHER_SIDE,
    EMPLOYER_WORDS,
    FILLERS,
    NEVER,
    PERSON_WORDS,
    PLAIN_NAMES,
    PRIVATE,
    SHARED,
)
from dealmecca.imports.engine.samples import company_share, contradicts, email_share, known_share, person_share, share
from dealmecca.imports.engine.targets import COMPANY, CONTACT, PERSON_NAMES, TARGETS
from dealmecca.lib.text_keys import plain_words

EXACT, WITH_SIDE, EITHER, CELLS_ALONE = 600, 400, 200, 50  # further apart than names of one field: 100
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])(?=\d)")
_E_MAIL = re.compile(r"\be[ -]mail", re.IGNORECASE)
_LINKEDIN = re.compile(r"linkedin\.com/", re.IGNORECASE)
_PERSON_HINTS = {"title", "seniority", "department"}
_COMPANY_HINTS = {
    "website",
    "domain",
    "industry",
    "size",
    "company_type",
    "description",
    "location",
    "logo_url",
    "alias",
}


@dataclass(frozen=True)
class Column:
    """A header, its words, and its first cells."""

    header: str
    words: tuple[str, ...]
    cells: Sequence[str]

    @property
    def phrase(self) -> str:
        return " ".join(self.words)


def read_columns(header: Sequence[str], sample: Sequence[Sequence[str]]) -> list[Column]:
    return [
        Column(name, header_words(name), [row[position] for row in sample if position < len(row)])
        for position, name in enumerate(header)
    ]


def header_words(header: str) -> tuple[str, ...]:
    """ "company_phone1", "Company 1 - Phone" and "Company Phone" are (company, phone); a 2 stays."""
    plain = header.replace("#", " number ").replace("'", "").replace("LinkedIn", "Linkedin")
    words = plain_words(_E_MAIL.sub("email", _CAMEL.sub(" ", plain)))
    return tuple([word for word in words if word != "1"] or words)


def is_known_header(text: str) -> bool:
    """Whether a cell is what some file calls a column, word for word."""
    phrase = " ".join(header_words(text))
    return any(phrase in names for names in (SHARED, COMPANY_ONLY, CONTACT_ONLY, PLAIN_NAMES, NEVER))


def guess_targets(columns: Sequence[Column], fixed: Mapping[str, str | None], kind: str) -> dict[str, str | None]:
    """{header: target or None} for all columns; those in `fixed` stay as they are given."""
    open_columns = [column for column in columns if column.header not in fixed]
    taken = {target for target in fixed.values() if target}
    scores = {column.header: _scores(column) for column in open_columns}
    if "company.name" in taken or any("company.name" in scores[c.header] for c in open_columns if not _of_client(c)):
        scores.update({column.header: {} for column in open_columns if _of_client(column)})
    _settle_plain_names(open_columns, scores, taken, kind)
    people = PERSON_NAMES | ({"contact.external_id"} & taken)
    has_person = kind != "companies" and bool(_named(scores, taken) & people)
    has_company = bool(_named(scores, taken) & {"company.name", "company.external_id"})
    for header, found in scores.items():
        scores[header] = _on_existing_sides(found, has_person, has_company or not has_person)
    mapping = _give_out(open_columns, scores, taken)
    mapping.update(fixed)
    _drop_double_names(mapping, fixed)
    return {column.header: mapping.get(column.header) for column in columns}


def _of_client(column: Column) -> bool:
    return bool(set(column.words) & CLIENT_WORDS)


def _scores(column: Column) -> dict[str, int]:
    """What this column may be, by its header and, against it, by its cells. A plain "Name" scores nothing."""
    phrase, words = column.phrase, column.words
    found: dict[str, int] = {}
    if not phrase or phrase in NEVER:
        return {}
    for side, table in ((COMPANY, COMPANY_ONLY), (CONTACT, CONTACT_ONLY)):
        if phrase in table and phrase not in PLAIN_NAMES:
            field, rank = table[phrase]
            found[f"{side}.{field}"] = EXACT + rank
    if not found and phrase not in PLAIN_NAMES:
        found = _by_field(phrase, words)
    found = {
        target: score
        for target, score in found.items()
        if not contradicts(TARGETS[target].field, column.cells) and _is_borne_out(phrase, target, column.cells)
    }
    if "company.website" in found and share(column.cells, _LINKEDIN) > 0.5:
        return {"contact.linkedin_url": EITHER, "company.linkedin_url": EITHER}
    if not found and email_share(column.cells) > 0.6 and not set(words) & COMPANY_WORDS:
        return {"contact.email": CELLS_ALONE}
    return found


def _by_field(phrase: str, words: tuple[str, ...]) -> dict[str, int]:
    """Fields that exist on either side: whose it is follows from the words around ("company_zip", "personal email")."""
    rest = " ".join(word for word in words if word not in COMPANY_WORDS | PERSON_WORDS | FILLERS)
    is_company, is_person = bool(set(words) & COMPANY_WORDS), bool(set(words) & PERSON_WORDS)
    if phrase in EITHER_SIDE:
        is_company = is_person = False
    for table, side in ((CONTACT_ONLY, CONTACT), (COMPANY_ONLY, COMPANY)):
        if (
            rest != phrase
            and rest in table
            and rest not in PLAIN_NAMES
            and (is_person if side == CONTACT else is_company)
        ):
            field, rank = table[rest]
            return {f"{side}.{field}": WITH_SIDE + rank}
    if (
        is_company
        and not is_person
        and rest in ("", *PLAIN_NAMES)
        and len(set(words) & EMPLOYER_WORDS) > bool(not rest)
    ):
        return {"company.name": WITH_SIDE}  # "Company/Agency Name", "Agency or Client"
    if rest in NEVER:
        return {}
    name = phrase if phrase in SHARED else rest
    if name not in SHARED:
        return {}
    field, rank = SHARED[name]
    if field in ("phone", "email") and set(words) & PRIVATE:
        return {f"contact.{field}": EITHER + rank - 50}
    sides = {
        COMPANY: field if f"{COMPANY}.{field}" in TARGETS else "",
        CONTACT: {"website": "personal_website"}.get(field, field),
    }
    if f"{CONTACT}.{sides[CONTACT]}" not in TARGETS:
        sides[CONTACT] = ""
    if is_company != is_person:
        side = COMPANY if is_company else CONTACT
        if sides[side]:
            return {f"{side}.{sides[side]}": WITH_SIDE + rank}
        if is_person and phrase not in SHARED:
            return {}  # a person's own city is not the company's
    return {f"{side}.{field}": EITHER + rank for side, field in sides.items() if field}


def _is_borne_out(phrase: str, target: str, cells: Sequence[str]) -> bool:
    field = TARGETS[target].field
    if phrase in DOUBTFUL and field in ("company_type", "industry", "seniority"):
        return known_share(field, cells) >= 0.5
    if target == "contact.external_id":
        filled = [cell for cell in cells if cell.strip()]
        return len(set(filled)) * 2 > len(filled) or not filled
    return True


def _settle_plain_names(
    columns: Sequence[Column], scores: dict[str, dict[str, int]], taken: set[str], kind: str
) -> None:
    """A column called no more than "Name" (or "Nom") is what the columns around it leave it to be."""
    plain = [column for column in columns if set(column.words) - {"2"} <= PLAIN_NAMES and column.words]
    people = {column.header: person_share(column.cells) for column in plain}
    others = _named(scores, taken)
    if kind in ("auto", "both") and len(plain) == 2 and not others & (PERSON_NAMES | {"company.name"}):
        company, person = sorted(plain, key=lambda column: people[column.header])
        if people[company.header] < people[person.header]:  # a company's and a person's columns side by side
            scores[company.header], scores[person.header] = {"company.name": EXACT}, {"contact.full_name": EXACT}
            return
    for column in columns:
        if column.phrase not in PLAIN_NAMES or contradicts("name", column.cells):
            continue
        others = _named({header: found for header, found in scores.items() if header != column.header}, taken)
        if "contact.last_name" in others and "contact.first_name" in others:
            target = "company.name" if "company.name" not in others and company_share(column.cells) > 0.3 else ""
        elif kind != "companies" and "contact.last_name" in others:
            target = "contact.first_name"
        elif kind != "companies" and "contact.first_name" in others:
            target = "contact.last_name"
        elif kind == "companies":
            target = "company.name"
        elif "company.name" in others or kind == "contacts":
            target = "contact.full_name"
        else:
            target = "contact.full_name" if _is_about_people(column, others) else "company.name"
        if target:
            scores[column.header] = {target: EXACT}


def _is_about_people(column: Column, others: set[str]) -> bool:
    fields = {TARGETS[target].field for target in others}
    people = 2 * len(fields & _PERSON_HINTS) + ("email" in fields) + 2 * bool("full_name" in fields)
    companies = len(fields & _COMPANY_HINTS) + 4 * (company_share(column.cells) > 0.3)
    return people > companies


def _named(scores: Mapping[str, Mapping[str, int]], taken: set[str]) -> set[str]:
    return {target for found in scores.values() for target in found} | taken


def _on_existing_sides(found: dict[str, int], has_person: bool, has_company: bool) -> dict[str, int]:
    """Only targets of sides that the file has; where a field exists on both, a person's row means the person's."""
    kept = {}
    for target, score in found.items():
        side = TARGETS[target].side
        if side == (CONTACT if has_person else COMPANY):
            kept[target] = score + 1
        elif TARGETS[target].field == "external_id" and score < WITH_SIDE:
            continue  # a plain id is that of the person whom the row is about
        elif side == COMPANY and has_company:
            is_persons_too = any(other.startswith("contact.") for other in found)
            if not (
                is_persons_too and TARGETS[target].field in ("phone", "linkedin_url", "twitter_url", "external_id")
            ):
                kept[target] = score + (2 if TARGETS[target].field == "website" else 0)
    return kept


def _give_out(
    columns: Sequence[Column], scores: Mapping[str, Mapping[str, int]], taken: set[str]
) -> dict[str, str | None]:
    """Best score first, each column and each target once; the column further left wins a draw."""
    offers = sorted(
        (-score, position, target)
        for position, column in enumerate(columns)
        for target, score in scores[column.header].items()
    )
    mapping: dict[str, str | None] = {}
    given = set(taken)
    for _, position, target in offers:
        header = columns[position].header
        if header not in mapping and target not in given:
            mapping[header] = target
            given.add(target)
    return mapping


def _drop_double_names(mapping: dict[str, str | None], fixed: Mapping[str, str | None]) -> None:
    """First and last name make the full name superfluous; the full name makes one of them alone so."""
    by_target = {target: header for header, target in mapping.items() if target}
    if "contact.full_name" not in by_target:
        return
    parts = [by_target[key] for key in ("contact.first_name", "contact.last_name") if key in by_target]
    spare = [by_target["contact.full_name"]] if len(parts) == 2 else parts
    for header in spare:
        if header not in fixed:
            mapping[header] = None
