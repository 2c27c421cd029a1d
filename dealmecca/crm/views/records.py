"""What these pages share: the record they are about, toasts with Undo, and the way back to where one came from."""

from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.models.kept import About
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back

Record = Contact | Company


def contact_or_404(request: HttpRequest, contact_id: str) -> Contact:
    return or_404(get_contact, viewer=viewer_of(request), contact_id=contact_id)


def company_or_404(request: HttpRequest, slug: str) -> Company:
    return or_404(get_company, viewer=viewer_of(request), company_id=slug)


def record_url(record: Record) -> str:
    if isinstance(record, Contact):
        return reverse("web:contact_page", args=[record.pk])
    return reverse("web:company_page", args=[record.slug])


def record_name(record: Record) -> str:
    return record.full_name if isinstance(record, Contact) else record.name


class Both(TypedDict):
    """A record as the actions take it."""

    contact: Contact | None
    company: Company | None


def both(record: Record) -> Both:
    if isinstance(record, Contact):
        return {"contact": record, "company": None}
    return {"contact": None, "company": record}


def about_url(row: About) -> str:
    """The page of whom it is about, or the due list when they are gone."""
    if row.contact:
        return record_url(row.contact)
    return record_url(row.company) if row.company else reverse("crm:follow_up_list")


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the form's `next`, when it is one of our pages."""
    return HttpResponseRedirect(way_back(request, otherwise) if request.method == "POST" else otherwise)


def say(
    request: HttpRequest, said: str, undo_url: str = "", *, next_url: str = "", more: str = "", more_url: str = ""
) -> None:
    """A toast; with `undo_url` it has a button that takes it back and leads to `next_url`."""
    context = {"said": said, "undo_url": undo_url, "next": next_url, "more": more, "more_url": more_url}
    messages.success(request, render_to_string("crm/_toast.html", context, request))
