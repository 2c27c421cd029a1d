"""Contacts as JSON: list, read, create, change, delete."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import searching
from dealmecca.directory import actions, queries
from dealmecca.directory.api.lists import check_companies, cursor_checked, list_parameters
from dealmecca.directory.api.values import field_values
from dealmecca.directory.asking import asked
from dealmecca.directory.schemas import ContactAnswer, ContactListing, ContactValues, contact_answer, contact_listing
from dealmecca.directory.search_query import query_from
from dealmecca.history.models import Door

router = Router(tags=["Contacts"], by_alias=True)


@router.get(
    "",
    response=ContactListing,
    operation_id="listContacts",
    summary="Find people",
    openapi_extra={"parameters": list_parameters("contact"), "x-metered": True},
)
def list_contacts(request: HttpRequest) -> ContactListing:
    """People who fit the words and the filters, best first, with the count and the facets of all matches."""
    viewer = viewer_of(request)
    query = query_from(request.GET, "contact")
    check_companies(viewer, query.criteria.company)
    with cursor_checked(), searching(request, asked("contact", query.criteria, cursor=query.cursor)) as receipt:
        page = queries.search_contacts(viewer=viewer, criteria=query.criteria, cursor=query.cursor, limit=query.limit)
        receipt.found(page.count.value)
    return contact_listing(viewer, page)


@router.post("", response={201: ContactAnswer}, operation_id="createContact", summary="Add a person")
def create_contact(request: HttpRequest, response: HttpResponse, values: ContactValues) -> ContactAnswer:
    """A new person, with a first or a last name at least. The address is in Location."""
    viewer = viewer_of(request)
    contact = actions.create_contact(actor=viewer, door=Door.API, values=field_values("contact", values))
    response.headers["Location"] = reverse("api:get_contact", args=[contact.pk])
    return contact_answer(viewer, queries.get_contact(viewer=viewer, contact_id=contact.pk))


@router.get("/{contact_id}", response=ContactAnswer, operation_id="getContact", summary="Read a person")
def get_contact(request: HttpRequest, response: HttpResponse, contact_id: str) -> ContactAnswer:
    """One person, with the employer. The id of a merged person answers the one they became; Content-Location says
    where."""
    viewer = viewer_of(request)
    contact = queries.get_contact(viewer=viewer, contact_id=contact_id)
    if contact.pk != contact_id:
        response.headers["Content-Location"] = reverse("api:get_contact", args=[contact.pk])
    return contact_answer(viewer, contact)


@router.patch("/{contact_id}", response=ContactAnswer, operation_id="changeContact", summary="Change a person")
def change_contact(request: HttpRequest, contact_id: str, values: ContactValues) -> ContactAnswer:
    """Only the fields that are sent change; null empties a field. Nothing different means nothing written."""
    viewer = viewer_of(request)
    contact = queries.get_contact(viewer=viewer, contact_id=contact_id)
    actions.edit_contact(actor=viewer, door=Door.API, contact=contact, values=field_values("contact", values))
    return contact_answer(viewer, queries.get_contact(viewer=viewer, contact_id=contact.pk))


@router.delete("/{contact_id}", response={204: None}, operation_id="deleteContact", summary="Delete a person")
def delete_contact(request: HttpRequest, contact_id: str) -> None:
    """Moderators and administrators only."""
    viewer = viewer_of(request)
    contact = queries.get_contact(viewer=viewer, contact_id=contact_id)
    actions.delete_contact(actor=viewer, door=Door.API, contact=contact)
