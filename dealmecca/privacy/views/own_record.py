"""What is kept about oneself, for whoever holds the link that was sent; and asking for that link."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.privacy.actions.links import ask_for_link
from dealmecca.privacy.actions.wishes import ask_to_correct, ask_to_remove
from dealmecca.privacy.files import NAME, dossier_file
from dealmecca.privacy.forms.own_record import CorrectionForm, ListedForm
from dealmecca.privacy.links import ASKING_FROM_ONE_PLACE, WRONG_LINKS_FROM_ONE_PLACE
from dealmecca.privacy.models import PersonLink
from dealmecca.privacy.queries.dossier import dossier_of
from dealmecca.privacy.queries.links import is_theirs, open_link

OVER = {
    "heading": "This link is over",
    "sentence": "It ran out, was revoked, or its record is gone. A new one goes to your email address.",
    "shows_asking": True,
}
TOO_OFTEN = {"heading": "That was very often", "sentence": "Try again in some minutes."}
REMOVED = {
    "heading": "You are removed",
    "sentence": "Nothing about you is kept, and your addresses are never listed here again.",
}
CORRECTION_SENT = "Thank you. Somebody looks at it, then members see it."
NOTHING_DIFFERS = "Nothing was changed: it stands so already."
REMOVAL_SENT = "You asked to be removed. Somebody confirms it, then everything about you goes."


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.VISITORS)
def own_record(request: HttpRequest, token: str) -> HttpResponse:
    link, refusal = _opened(request, token)
    if link is None:
        return refusal
    contact, told = link.contact, ""
    form = CorrectionForm(request.POST if request.POST.get("wish") == "correct" else None, contact=contact)
    if request.method == "POST" and request.POST.get("wish") == "remove" and request.POST.get("sure") == "yes":
        if ask_to_remove(link=link):
            return render(request, "privacy/own_done.html", REMOVED)
        told = REMOVAL_SENT
    elif form.is_bound and form.is_valid():
        try:
            told = CORRECTION_SENT if ask_to_correct(link=link, values=form.cleaned_data) else NOTHING_DIFFERS
        except ValidationError as error:
            form.add_error(None, error)
    is_own = is_theirs(link)
    context: dict[str, Any] = {
        "link": link, "token": token, "contact": contact, "form": form, "is_asked": told, "is_theirs": is_own,
        "dossier": dossier_of(contact=contact, with_texts=is_own),
    }  # fmt: skip
    return _private(render(request, "privacy/own_record.html", context, status=422 if form.errors else 200))


@require_safe
@open_to(Policy.VISITORS)
def own_file(request: HttpRequest, token: str) -> HttpResponse:
    link, refusal = _opened(request, token)
    if link is None:
        return refusal
    file = dossier_file(dossier_of(contact=link.contact, with_texts=is_theirs(link)))
    response = HttpResponse(file, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return _private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.VISITORS)
def listed_ask(request: HttpRequest) -> HttpResponse:
    """The same answer after the same time (web/even_times.py), whoever asks for whom."""
    form = ListedForm(request.POST if request.method == "POST" else None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent:
        if not ASKING_FROM_ONE_PLACE.take(_place(request)):
            return render(request, "privacy/own_done.html", TOO_OFTEN, status=429)
        ask_for_link(email=form.cleaned_data["email"])
    context = {"form": form, "is_sent": is_sent}
    return render(request, "privacy/listed_ask.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, token: str) -> tuple[PersonLink | None, HttpResponse]:
    """The link, or the page that says why not. Wrong ones are counted; right ones cost nobody a try."""
    try:
        return open_link(token=token), HttpResponse()
    except PersonLink.DoesNotExist:
        pass
    if not WRONG_LINKS_FROM_ONE_PLACE.take(_place(request)):
        return None, render(request, "privacy/own_done.html", TOO_OFTEN, status=429)
    return None, render(request, "privacy/own_done.html", OVER, status=404)


def _place(request: HttpRequest) -> str:
    return get_adapter().get_client_ip(request)


def _private(response: HttpResponse) -> HttpResponse:
    """Nobody keeps it, and no address of it is passed on."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
