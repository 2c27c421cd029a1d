"""Adding a company, and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions.companies import create_company, edit_company
from dealmecca.directory.forms.companies import CompanyForm
from dealmecca.directory.queries import find_company, get_company
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404

FIELD_NAMES = {"parent_id": "parent"}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def company_create(request: HttpRequest) -> HttpResponse:
    """`?parent=<slug>` fills in the parent company."""
    viewer = viewer_of(request)
    parent = find_company(viewer=viewer, company_id=request.GET.get("parent", ""))
    form = CompanyForm(posted(request), viewer=viewer, parent=parent)
    if form.is_valid():
        company = write_from_form(
            form, lambda: create_company(actor=viewer, door=Door.WEB, values=form.values()), FIELD_NAMES
        )
        if company:
            messages.success(request, f"{company.name} was added.")
            return redirect("web:company_page", company.slug)
    return _form_page(request, form, "Add a company", reverse("directory:company_search"))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def company_edit(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    form = CompanyForm(posted(request), viewer=viewer, company=company)
    if form.is_valid():
        values = form.values()
        written = write_from_form(
            form, lambda: edit_company(actor=viewer, door=Door.WEB, company=company, values=values), FIELD_NAMES
        )
        if written:
            messages.success(request, "Saved." if values else "Nothing was different.")
            return redirect("web:company_page", written.slug)
    page_url = reverse("web:company_page", args=[company.slug])
    return _form_page(request, form, f"Edit {company.name}", page_url, company.name)


def _form_page(request: HttpRequest, form: CompanyForm, heading: str, back_url: str, name: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "back_url": back_url, "name": name}
    return render(request, "directory/company_edit.html", context, status=422 if form.errors else 200)
