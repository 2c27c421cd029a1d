"""Which columns say who works for whom and who handles what, told by their headers; only in files about that."""

from collections.abc import Mapping, Sequence

from dealmecca.imports.engine.guessing import Column, header_words
from dealmecca.imports.engine.samples import email_share, share_of
from dealmecca.imports.engine.targets import PERSON_NAMES

PAIRS, DUTIES = "pairs", "duties"

# The first name of a line is the field; where two columns fit, the earlier name wins.
_LINES = """
agency: agency|agency name|media agency|agency of record name|creative agency|agency company|ad agency
agency_city: agency city|agency office|agency office city
agency_domain: agency domain|agency website|agency url|agency web domain
advertiser: advertiser|advertiser name|client|client name|account|account name|brand|brand name|handles account|client account|advertiser account
advertiser_city: advertiser city|client city|account city
advertiser_domain: advertiser domain|advertiser website|client domain|client website|account domain|account website
discipline: discipline|disciplines|scope|scope of work|service|services|specialism|remit|media discipline
market: market|markets|territory|region|geography|country|market region
is_aor: aor|is aor|aor yes no|aor y n|agency of record|is agency of record|aor flag|aor status|lead agency
duty: duty|duties|handles|responsibility|responsibilities|responsible for|looks after|covers|coverage|remit|handled duties|duty or duties|what they handle
since: since|start|start date|started|starting|from|from date|begin|began|begin date|effective|effective date|won|won on|date won|appointed|appointed on|valid from
until: until|end|end date|ended|ends|to|to date|lost|lost on|date lost|valid to|valid until|finish|finish date
confirmed_on: confirmed on|confirmed|date confirmed|last confirmed|confirmed date|last confirmed on|verified on|last verified|as of|checked on
how: how|how known|how it is known|how confirmed|confirmed how|how do we know|confirmed by|evidence
source: source|sources|source name|read in|reference|link|source url|article
"""
_WORDS = {
    name: (field, rank)
    for field, names in (line.split(": ", 1) for line in reversed(_LINES.strip().splitlines()))
    for rank, name in enumerate(names.split("|"))
}
_BOTH_SHAPES = {"advertiser", "advertiser_city", "advertiser_domain", "since", "until"}
OF_PAIRS = _BOTH_SHAPES | {"agency", "agency_city", "agency_domain", "discipline", "market", "is_aor", "source"}
OF_DUTIES = _BOTH_SHAPES | {"duty", "confirmed_on", "how"}
_DUTY_NAMES = {name for name, (field, _) in _WORDS.items() if field == "duty"} | {"remit"}
_NAMES = {
    "first name", "last name", "name", "full name", "contact", "contact name", "person", "person name", "first", "last",
    "surname", "employee", "employee name", "planner", "buyer",
}  # fmt: skip
_EMAILS = {"email", "email address", "work email", "contact email", "person email"}
_YES_OR_NO = {"yes", "no", "y", "n", "true", "false", "1", "0", "x", "aor", ""}


def guess_account_columns(
    columns: Sequence[Column], fixed: Mapping[str, str | None], kind: str
) -> dict[str, str | None]:
    """{header: target or None} of the columns about accounts, for those not in `fixed`; {} for any other file."""
    open_columns = [column for column in columns if column.header not in fixed]
    shape = _shape(columns, open_columns, fixed, kind)
    if not shape:
        return {}
    fields = OF_PAIRS if shape == PAIRS else OF_DUTIES
    taken = {target for target in fixed.values() if target}
    offers = []
    for place, column in enumerate(open_columns):
        field, rank = _field_of(column, shape)
        if field in fields:
            offers.append((rank, place, f"account.{field}"))
    found: dict[str, str | None] = {}
    for _, place, target in sorted(offers):
        if target not in taken and open_columns[place].header not in found:
            found[open_columns[place].header] = target
            taken.add(target)
    if shape == DUTIES and not taken & PERSON_NAMES and not any(column.phrase in _NAMES for column in open_columns):
        found |= {column.header: "contact.email" for column in open_columns if _is_email(column)}
    if shape == PAIRS:  # the rest belongs to neither of the two companies
        return {column.header: found.get(column.header) for column in open_columns}
    return found


def is_known_account_header(text: str) -> bool:
    return " ".join(header_words(text)) in _WORDS


def _shape(
    columns: Sequence[Column], open_columns: Sequence[Column], fixed: Mapping[str, str | None], kind: str
) -> str:
    if kind in (PAIRS, DUTIES):
        return kind
    if kind != "auto":
        return ""
    targets = {target for target in fixed.values() if target}
    fields = {_field_of(column, PAIRS)[0] for column in open_columns}
    phrases = {column.phrase for column in open_columns}
    has_duty = "account.duty" in targets or bool(phrases & _DUTY_NAMES)
    has_person = bool(targets & (PERSON_NAMES | {"contact.email"}) or phrases & (_NAMES | _EMAILS))
    has_person = has_person or any(_is_email(column) for column in columns)
    has_account = "account.advertiser" in targets or "advertiser" in fields
    if has_duty and has_account and has_person:
        return DUTIES
    has_agency = "account.agency" in targets or "agency" in fields
    has_side = bool({target.partition(".")[0] for target in targets} - {"account"})
    return PAIRS if has_agency and has_account and not has_person and not has_side else ""


def _is_email(column: Column) -> bool:
    return column.phrase in _EMAILS or email_share(column.cells) > 0.6


def _field_of(column: Column, shape: str) -> tuple[str, int]:
    """("" for none, how far from the field's first name)."""
    field, rank = _WORDS.get(column.phrase, ("", 0))
    if column.phrase == "remit":
        field = "duty" if shape == DUTIES else "discipline"
    if column.phrase == "agency of record" and share_of(column.cells, _YES_OR_NO) < 0.5:
        return "agency", rank
    return field, rank
