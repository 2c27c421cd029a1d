"""The mapping of one file: guessed, corrected by hand, and checked; from it follows what the file is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dealmecca.imports.engine.account_columns import DUTIES, PAIRS, guess_account_columns, is_known_account_header
from dealmecca.imports.engine.cells import linked, tidy
from dealmecca.imports.engine.guessing import guess_targets, header_words, is_known_header, read_columns
from dealmecca.imports.engine.samples import looks_like_data
from dealmecca.imports.engine.targets import PERSON_NAMES, TARGETS, UnknownTarget, find_target, nearest
from dealmecca.lib.csv_output import restore
from dealmecca.lib.tables import TableShape, UnusableFile, inspect_table

REASON_HEADER = "Why DealMecca refused this row"  # the last column of the refused rows we hand out
_PERSON = PERSON_NAMES | {"contact.external_id"}
_COMPANY = {"company.name", "company.external_id"}


@dataclass(frozen=True)
class Columns:
    """`mapping` has every header, in the file's order; `kind` is any but auto."""

    mapping: dict[str, str | None]
    kind: str

    def header_of(self, target: str) -> str:
        return next((header for header, given in self.mapping.items() if given == target), "")

    def positions(self) -> dict[str, int]:
        """{target: which cell of a row}."""
        return {target: place for place, target in enumerate(self.mapping.values()) if target}


class NoNames(UnusableFile):
    """A table that can be read, but in which nothing is mapped to a name; somebody may still map it by hand."""

    def __init__(self, mapping: Mapping[str, str | None], kind: str, what: str, example: str) -> None:
        headers = list(mapping)
        shown = ", ".join(repr(header) for header in headers[:12]) + (" …" if len(headers) > 12 else "")
        self.short = f"No column is used for {what} yet. Choose one."
        self.columns = Columns(dict(mapping), kind)
        super().__init__(
            f"No column seems to hold {what}. The columns are {shown}. "
            f'Say which one does, such as --map "{headers[0]}={example}", '
            "or, if these are no names of columns, put a row above them that says what each column is."
        )


def look_at(path: str | Path, *, encoding: str | None = None, delimiter: str | None = None) -> TableShape:
    """The file's shape, with what our own CSV put in front of a formula taken off again. Raises UnusableFile."""
    shape = inspect_table(path, encoding=encoding, delimiter=delimiter, is_name=_is_header)
    header = [restore(name) for name in shape.header]
    return replace(shape, header=header, sample=[[linked(tidy(cell)) for cell in row] for row in shape.sample])


def choose_columns(shape: TableShape, *, kind: str, chosen: Mapping[str, str | None] | None = None) -> Columns:
    """The guess, with `chosen` ({header: target or nothing}) in place of it where given.

    Raises UnknownTarget for a header or target that does not exist or a target chosen twice, UnusableFile for a table
    without a header row, NoNames for one without a name.
    """
    headers = shape.header
    data = next((header for header in headers if looks_like_data(header)), "")
    if data and not chosen:
        raise UnusableFile(
            f"The first row looks like data, not like the names of the columns: it holds {data!r}. "
            "Put a row above it that says what each column is."
        )
    fixed = _read_choices(headers, chosen or {})
    if REASON_HEADER in headers:
        fixed.setdefault(REASON_HEADER, None)
    columns = read_columns(headers, shape.sample)
    fixed |= guess_account_columns(columns, fixed, kind)
    is_about_people = kind == DUTIES or "account.duty" in fixed.values()
    mapping = guess_targets(columns, fixed, "contacts" if is_about_people else kind)
    return Columns(mapping, kind_of(mapping, kind))


def kind_of(mapping: Mapping[str, str | None], kind: str) -> str:
    """What the mapped columns make of the file. Raises NoNames when they are not enough for `kind`."""
    targets = {target for target in mapping.values() if target}
    if kind in (PAIRS, DUTIES) or any(target.startswith("account.") for target in targets):
        return _account_kind_of(mapping, targets, kind)
    has_person, has_company = bool(targets & _PERSON), bool(targets & _COMPANY)
    if kind == "companies" or (kind != "contacts" and has_company and not has_person):
        if not has_company:
            raise NoNames(mapping, kind, "a company's name", "company.name")
        return "companies"
    if kind in ("contacts", "both") and not has_person:
        raise NoNames(mapping, kind, "a person's name", "contact.full_name")
    if kind == "both" and not has_company:
        raise NoNames(mapping, kind, "a company's name", "company.name")
    if not has_person:
        raise NoNames(mapping, kind, "a company's or a person's name", "company.name")
    return "both" if has_company and kind != "contacts" else "contacts"


def _account_kind_of(mapping: Mapping[str, str | None], targets: set[str], kind: str) -> str:
    has_person = bool(targets & (_PERSON | {"contact.email"}))
    is_pairs = kind == PAIRS or (kind != DUTIES and not has_person and "account.duty" not in targets)
    wanted = (
        {"account.agency": "the agency", "account.advertiser": "the agency's client"}
        if is_pairs
        else {"account.advertiser": "the account", "account.duty": "what the person handles"}
    )
    for target, what in wanted.items():
        if target not in targets:
            raise NoNames(mapping, kind, what, target)
    if not is_pairs and not has_person:
        raise NoNames(mapping, kind, "a person's name or email address", "contact.full_name")
    return PAIRS if is_pairs else DUTIES


def _is_header(text: str) -> bool:
    return is_known_header(text) or is_known_account_header(text)


def _read_choices(headers: list[str], chosen: Mapping[str, str | None]) -> dict[str, str | None]:
    fixed: dict[str, str | None] = {}
    for name, text in chosen.items():
        header = _find_header(headers, name)
        target = find_target(text).key if text and text.strip() else None
        twin = next((other for other, given in fixed.items() if target and given == target and other != header), None)
        if twin and target:
            raise UnknownTarget(f"{twin!r} and {header!r} cannot both be {TARGETS[target].label.lower()} ({target}).")
        fixed[header] = target
    return fixed


def _find_header(headers: list[str], name: str) -> str:
    if name in headers:
        return name
    for folded in (str.casefold, header_words):
        same = [header for header in headers if folded(header.strip()) == folded(name.strip()) != ()]
        if len(same) == 1:
            return same[0]
    raise UnknownTarget(f"There is no column {name.strip()!r}. {nearest(name.strip(), headers)}")


def in_words(headers: list[str], last: str) -> str:
    """ "“Email”, “Title” and “City”" """
    quoted = [f"“{header}”" for header in headers]
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)
