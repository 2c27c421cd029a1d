"""Who may be here already, while somebody writes down a person: asked by the form, and by its button without script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import count_request
from dealmecca.directory.queries import find_company
from dealmecca.quality.matching.people import PersonRow
from dealmecca.quality.queries.alike import people_alike

LONGEST = 500


@require_POST
@open_to(Policy.MEMBERS)
def alike(request: HttpRequest) -> HttpResponse:
    """The fields of the person's form; `contact` is the record at hand. POST, so that no address stands in a log.

    It changes nothing. It counts as a request of the hour, so that nobody reads the directory off it.
    """
    count_request(request)
    viewer = viewer_of(request)
    given = {name: str(value).replace("\x00", "")[:LONGEST] for name, value in request.POST.items()}
    company = find_company(viewer=viewer, company_id=given.get("company_id", ""))
    is_chosen = company is not None and given.get("company_for", "") == given.get("company", "")
    asked = PersonRow(
        "",
        given.get("first_name", ""),
        given.get("last_name", ""),
        given.get("email", ""),
        given.get("phone", ""),
        given.get("title", ""),
        company.name if company and is_chosen else given.get("company", ""),
        company.city if company and is_chosen else "",
        given.get("linkedin_url", ""),
    )
    found = people_alike(viewer=viewer, asked=asked, without=given.get("contact", ""))
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "quality/_alike.html" if is_fragment else "quality/alike.html"
    return render(request, template, {"found": found, "name": f"{asked.first} {asked.last}".strip()})
