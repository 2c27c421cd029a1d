"""Where each value of a record comes from: one click from its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.permissions import can_edit_records
from dealmecca.directory.queries import get_company, get_contact, value_origins
from dealmecca.imports.queries import names_of_imports
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.MEMBERS)
def contact_origins(request: HttpRequest, contact_id: str) -> HttpResponse:
    contact = or_404(get_contact, viewer=viewer_of(request), contact_id=contact_id)
    urls = reverse("web:contact_page", args=[contact.pk]), reverse("directory:contact_edit", args=[contact.pk])
    return _origins(request, contact, contact.full_name, *urls)


@require_safe
@open_to(Policy.MEMBERS)
def company_origins(request: HttpRequest, slug: str) -> HttpResponse:
    company = or_404(get_company, viewer=viewer_of(request), company_id=slug)
    urls = reverse("web:company_page", args=[company.slug]), reverse("directory:company_edit", args=[company.slug])
    return _origins(request, company, company.name, *urls)


def _origins(request: HttpRequest, record: Company | Contact, name: str, url: str, edit_url: str) -> HttpResponse:
    viewer = viewer_of(request)
    origins = value_origins(viewer=viewer, record=record)
    files = names_of_imports(viewer=viewer, ids={origin.batch for origin in origins})
    context = {
        "record_name": name,
        "record_url": url,
        "edit_url": edit_url if can_edit_records(viewer) else "",
        "lines": [(origin, files.get(origin.batch, "")) for origin in origins],
    }
    return render(request, "web/origins.html", context)
