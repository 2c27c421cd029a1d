"""Companies as JSON: list, read, create, change, delete."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import searching
from dealmecca.directory import actions, queries
from dealmecca.directory.api.lists import cursor_checked, list_parameters
from dealmecca.directory.api.values import field_values
from dealmecca.directory.asking import asked
from dealmecca.directory.models import Company
from dealmecca.directory.schemas import CompanyAnswer, CompanyListing, CompanyValues, NewCompany, company_listing
from dealmecca.directory.search_query import query_from
from dealmecca.history.models import Door

router = Router(tags=["Companies"], by_alias=True)


@router.get(
    "",
    response=CompanyListing,
    operation_id="listCompanies",
    summary="Find companies",
    openapi_extra={"parameters": list_parameters("company"), "x-metered": True},
)
def list_companies(request: HttpRequest) -> CompanyListing:
    """Companies that fit the words and the filters, best first, with the count and the facets of all matches."""
    query = query_from(request.GET, "company")
    with cursor_checked(), searching(request, asked("company", query.criteria, cursor=query.cursor)) as receipt:
        page = queries.search_companies(
            viewer=viewer_of(request), criteria=query.criteria, cursor=query.cursor, limit=query.limit
        )
        receipt.found(page.count.value)
    return company_listing(page)


@router.post("", response={201: CompanyAnswer}, operation_id="createCompany", summary="Add a company")
def create_company(request: HttpRequest, response: HttpResponse, values: NewCompany) -> CompanyAnswer:
    """A new company. Its address is in Location."""
    viewer = viewer_of(request)
    company = actions.create_company(actor=viewer, door=Door.API, values=field_values("company", values))
    response.headers["Location"] = reverse("api:get_company", args=[company.pk])
    return _answer(viewer, queries.get_company(viewer=viewer, company_id=company.pk))


@router.get("/{company_id}", response=CompanyAnswer, operation_id="getCompany", summary="Read a company")
def get_company(request: HttpRequest, response: HttpResponse, company_id: str) -> CompanyAnswer:
    """One company, by its id or its slug. Those of a merged company answer the one it became; Content-Location says
    where."""
    viewer = viewer_of(request)
    company = queries.get_company(viewer=viewer, company_id=company_id)
    if company_id not in (company.pk, company.slug):
        response.headers["Content-Location"] = reverse("api:get_company", args=[company.pk])
    return _answer(viewer, company)


@router.patch("/{company_id}", response=CompanyAnswer, operation_id="changeCompany", summary="Change a company")
def change_company(request: HttpRequest, company_id: str, values: CompanyValues) -> CompanyAnswer:
    """Only the fields that are sent change; null empties a field. Nothing different means nothing written."""
    viewer = viewer_of(request)
    company = queries.get_company(viewer=viewer, company_id=company_id)
    actions.edit_company(actor=viewer, door=Door.API, company=company, values=field_values("company", values))
    return _answer(viewer, queries.get_company(viewer=viewer, company_id=company.pk))


@router.delete("/{company_id}", response={204: None}, operation_id="deleteCompany", summary="Delete a company")
def delete_company(request: HttpRequest, company_id: str) -> None:
    """Moderators and administrators only. 409 while people or companies hang on it."""
    viewer = viewer_of(request)
    company = queries.get_company(viewer=viewer, company_id=company_id)
    actions.delete_company(actor=viewer, door=Door.API, company=company)


def _answer(viewer: User, company: Company) -> CompanyAnswer:
    _, people = queries.people_of(viewer=viewer, company=company, limit=0)
    company.people_count = people
    return CompanyAnswer.model_validate(company)
