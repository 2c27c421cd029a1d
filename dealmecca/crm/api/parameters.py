"""What these lists take in their addresses, and the records that a body names."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.queries.lists import After, Found, WorkFilter
from dealmecca.crm.vocabularies import STATUS
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import companies_named, contacts_by_id
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import iso_day, one_of, yes_or_no
from dealmecca.roster.api.parameters import Parameter, RosterReader, page_parameters, parameter, several

ABOUT = [
    several("contact", "About this person, by id."),
    several("company", "About this company, by id or slug."),
    parameter("own", {"type": "boolean"}, "Only what you wrote or shall do yourself, without your team's."),
]
DONE = parameter("done", {"type": "boolean"}, "Only what is done, or only what is open.")
STATUSES = parameter(
    "status", {"type": "array", "items": {"type": "string", "enum": list(STATUS.codes)}}, "At one of these steps."
)


def list_parameters(*more: Parameter) -> dict[str, list[Parameter]]:
    return {"parameters": [*ABOUT, *more, *page_parameters()]}


def list_page(
    request: HttpRequest, read: Callable[..., Found], *, is_by_day: bool = False
) -> tuple[list[Any], str | None]:
    """A page of rows and the next cursor, as the address asks. Raises ValidationError."""
    viewer = viewer_of(request)
    asked = RosterReader(request.GET, viewer)
    wanted = WorkFilter(
        contacts=asked.contacts("contact"),
        companies=asked.companies("company"),
        is_done=asked.one("done", yes_or_no),
        statuses=asked.several("status", one_of(STATUS.codes)),
        own=asked.one("own", yes_or_no) or False,
    )
    after: After = asked.one("cursor", lambda text: _after(text, is_by_day))
    limit = asked.limit()
    asked.check()
    rows, last = read(viewer=viewer, wanted=wanted, after=after, limit=limit)
    return rows, encode_cursor(last) if last else None


def people_called(viewer: User, ids: list[str]) -> list[Contact]:
    """Raises BadValues."""
    found = contacts_by_id(viewer=viewer, ids=ids)
    if unknown := [one for one in ids if one not in found]:
        raise BadValues([("contactIds", f"There is no person “{one}”.") for one in unknown])
    return [found[one] for one in dict.fromkeys(ids)]


def about_called(viewer: User, contact_id: str | None, company_id: str | None) -> tuple[Contact | None, Company | None]:
    """Raises BadValues."""
    contact = contacts_by_id(viewer=viewer, ids=[contact_id]).get(contact_id) if contact_id else None
    if contact_id and contact is None:
        raise BadValues([("contactId", "There is no such person.")])
    company = companies_named(viewer=viewer, keys=[company_id]).get(company_id) if company_id else None
    if company_id and company is None:
        raise BadValues([("companyId", "There is no such company.")])
    return contact, company


def _after(text: str, is_by_day: bool) -> list[str | int]:
    at, key = decode_cursor(text, (str, str))
    if is_by_day:
        iso_day(str(at))
    else:
        moment = parse_datetime(str(at))
        if moment is None or moment.tzinfo is None:
            raise ValueError("This cursor is not one that we handed out.")
    return [at, key]


__all__ = ["DONE", "STATUSES", "about_called", "list_page", "list_parameters", "people_called"]
