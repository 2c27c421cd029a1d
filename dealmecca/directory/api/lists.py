"""What the JSON lists share: their parameters as the document describes them, and the frame around the items."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dealmecca.accounts.models import User
from dealmecca.directory.queries import company_names
from dealmecca.directory.search_query import (
    COMPANY,
    DEFAULT_ROWS,
    LEVELS,
    LONGEST_ID,
    MOST_ROWS,
    NAMES,
    SORTS,
    Kind,
)
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import LONGEST_TEXT, MOST_VALUES
from dealmecca.search.criteria import FACET_FIELDS

Parameter = dict[str, Any]

_EXAMPLES = {"city": "New York", "state": "NY"}
_ABOUT = {
    "companyType": "What the company is, or the employer of the person.",
    "industry": "What the company sells, or the employer of the person.",
    "size": "How many people the company employs.",
    "seniority": "How senior the person is.",
    "department": "Where in the company the person works.",
    "city": "City of the company, whatever its capitals and accents.",
    "state": "State or province of the company, as a code or a name: LA and Louisiana are one.",
    "minVerificationLevel": "This verification level or a higher one.",
    "hasEmail": "Whether an email address is known.",
    "hasPhone": "Whether a phone number is known.",
}


def list_parameters(kind: Kind) -> list[Parameter]:
    """OpenAPI's parameters of a list; `search_query` reads them."""
    return [
        words_parameter(),
        *([_company_parameter()] if kind == "contact" else []),
        *(_filter_parameter(name, field) for name, field in NAMES[kind].items()),
        _parameter("sort", {"type": "string", "enum": list(SORTS[kind]), "default": SORTS[kind][0]}, "Order of items."),
        *page_parameters(),
    ]


def words_parameter(*, required: bool = False) -> Parameter:
    about = "Words in any order; each may be the beginning of a word. Accents and punctuation do not matter."
    return _parameter("q", {"type": "string", "maxLength": LONGEST_TEXT}, about, required=required)


def kind_parameter() -> Parameter:
    return _parameter("kind", {"type": "string", "enum": list(NAMES)}, "Leave the other kind out.")


def page_parameters() -> list[Parameter]:
    rows = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": DEFAULT_ROWS}
    return [
        _parameter("cursor", {"type": "string"}, "The nextCursor of the page before, with everything else unchanged."),
        _parameter("limit", rows, "Items a page."),
    ]


@contextmanager
def cursor_checked() -> Iterator[None]:
    """Reads raise ValueError for a cursor that is broken or belongs to another list: the caller's mistake."""
    try:
        yield
    except ValueError as error:
        raise BadValues([("cursor", str(error))]) from None


def check_companies(viewer: User, ids: Sequence[str]) -> None:
    """Ids to filter by that no company has are the caller's mistake, not an empty list."""
    known = company_names(viewer=viewer, ids=ids)
    unknown = [(COMPANY, f"There is no company with the id “{one}”.") for one in ids if one not in known]
    if unknown:
        raise BadValues(unknown)


def _company_parameter() -> Parameter:
    values = {"type": "array", "maxItems": MOST_VALUES, "items": {"type": "string", "maxLength": LONGEST_ID}}
    return _parameter(COMPANY, values, "People of this company alone, by its id. Repeat it for alternatives.")


def _filter_parameter(name: str, field: str) -> Parameter:
    if field not in FACET_FIELDS:
        one: Parameter = {"type": "boolean"}
        if name == "minVerificationLevel":
            one = {"type": "integer", "minimum": LEVELS[0], "maximum": LEVELS[-1]}
        return _parameter(name, one, _ABOUT[name])
    about = f"{_ABOUT[name]} Repeat it for alternatives."
    if field in BY_FIELD:
        codes = ", ".join(BY_FIELD[field].codes)
        about += f" A code, its label or a usual name for it. Codes: {codes}."
    example = _EXAMPLES.get(field) or BY_FIELD[field].codes[0]
    values = {"type": "array", "maxItems": MOST_VALUES, "items": {"type": "string", "maxLength": LONGEST_TEXT}}
    return _parameter(name, {**values, "examples": [[example]]}, about)


def _parameter(name: str, schema: Parameter, description: str, *, required: bool = False) -> Parameter:
    return {"in": "query", "name": name, "required": required, "description": description, "schema": schema}
