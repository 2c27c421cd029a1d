"""Where each value of a record comes from, as JSON."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact, value_origins
from dealmecca.directory.schemas import OriginAnswer, OriginListing

router = Router(by_alias=True)


@router.get(
    "/contacts/{contact_id}/origins",
    response=OriginListing,
    operation_id="getContactOrigins",
    summary="Where each value of a person comes from",
    tags=["Contacts"],
)
def contact_origins(request: HttpRequest, contact_id: str) -> OriginListing:
    """Who wrote it, when, by which door and from which row of which import, and what stood there before."""
    return _origins(request, get_contact(viewer=viewer_of(request), contact_id=contact_id))


@router.get(
    "/companies/{company_id}/origins",
    response=OriginListing,
    operation_id="getCompanyOrigins",
    summary="Where each value of a company comes from",
    tags=["Companies"],
)
def company_origins(request: HttpRequest, company_id: str) -> OriginListing:
    """Who wrote it, when, by which door and from which row of which import, and what stood there before."""
    return _origins(request, get_company(viewer=viewer_of(request), company_id=company_id))


def _origins(request: HttpRequest, record: Company | Contact) -> OriginListing:
    found = value_origins(viewer=viewer_of(request), record=record)
    return OriginListing(items=[OriginAnswer.model_validate(origin) for origin in found])
