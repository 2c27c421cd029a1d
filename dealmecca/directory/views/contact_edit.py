"""Adding a person, and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions.contacts import create_contact, edit_contact
from dealmecca.directory.forms.contacts import ContactForm
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import find_company, get_contact
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404

FIELD_NAMES = {"company_id": "company"}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_create(request: HttpRequest) -> HttpResponse:
    """`?company=<slug>` fills in the employer."""
    viewer = viewer_of(request)
    company = find_company(viewer=viewer, company_id=request.GET.get("company", ""))
    form = ContactForm(posted(request), viewer=viewer, company=company)
    if form.is_valid():
        contact = write_from_form(
            form, lambda: create_contact(actor=viewer, door=Door.WEB, values=form.values()), FIELD_NAMES
        )
        if contact:
            messages.success(request, f"{contact.full_name} was added.")
            return redirect("web:contact_page", contact.pk)
    return _form_page(request, form, "Add a person", reverse("directory:contact_search"))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_edit(request: HttpRequest, contact_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    form = ContactForm(posted(request), viewer=viewer, contact=contact)
    if form.is_valid():
        values = form.values()
        written = write_from_form(
            form, lambda: edit_contact(actor=viewer, door=Door.WEB, contact=contact, values=values), FIELD_NAMES
        )
        if written:
            messages.success(request, "Saved." if values else "Nothing was different.")
            return redirect("web:contact_page", contact.pk)
    page_url = reverse("web:contact_page", args=[contact.pk])
    return _form_page(request, form, f"Edit {contact.full_name}", page_url, contact)


def _form_page(
    request: HttpRequest, form: ContactForm, heading: str, back_url: str, contact: Contact | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "back_url": back_url}
    context |= {"name": contact.full_name, "contact_id": contact.pk} if contact else {"name": "", "contact_id": ""}
    return render(request, "directory/contact_edit.html", context, status=422 if form.errors else 200)
