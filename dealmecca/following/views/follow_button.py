"""Following a company or a person, and no longer following it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.following.actions import follow, unfollow
from dealmecca.following.queries import follow_button
from dealmecca.lib.fragments import wants_fragment
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def company_follow(request: HttpRequest, slug: str) -> HttpResponse:
    company = or_404(get_company, viewer=viewer_of(request), company_id=slug)
    return _answer(request, company, company.name, reverse("web:company_page", args=[company.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_follow(request: HttpRequest, contact_id: str) -> HttpResponse:
    contact = or_404(get_contact, viewer=viewer_of(request), contact_id=contact_id)
    return _answer(request, contact, contact.full_name, reverse("web:contact_page", args=[contact.pk]))


def _answer(request: HttpRequest, record: Company | Contact, name: str, page_url: str) -> HttpResponse:
    """`follow` says yes or no, not "the other", so that a double click does once what was meant."""
    if request.method != "POST":
        return HttpResponseRedirect(page_url)
    viewer = viewer_of(request)
    match request.POST.get("follow"):
        case "yes":
            follow(actor=viewer, record=record)
            said = f"You follow {name}: what changes there is in your feed."
        case "no":
            unfollow(actor=viewer, kind=str(record._meta.model_name), record_id=record.pk)
            said = f"You no longer follow {name}."
        case _:
            raise ValidationError({"follow": ["Say yes or no."]})
    if wants_fragment(request):
        context = {"follow": follow_button(viewer=viewer, record=record), "is_fragment": True}
        response = render(request, "following/_follow_button.html", context)
        patch_vary_headers(response, ["HX-Request"])
        return response
    messages.success(request, said)
    return HttpResponseRedirect(way_back(request, page_url))
