"""One person's rights, for admins: what is kept, the file about it, links to hand over or to mail, what they asked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import get_contact
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.privacy.actions.links import mail_link, make_link, revoke_link
from dealmecca.privacy.actions.wishes import decide_wish
from dealmecca.privacy.files import NAME, dossier_file
from dealmecca.privacy.queries.dossier import dossier_of
from dealmecca.privacy.queries.holdings import holdings_of
from dealmecca.privacy.queries.links import get_link, get_wish, links_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def person_rights(request: HttpRequest, contact_id: str) -> HttpResponse:
    """A link to hand over is shown in the answer to the button and never again; a mailed one to nobody."""
    viewer, contact = viewer_of(request), _contact(request, contact_id)
    made = ""
    if request.method == "POST" and request.POST.get("link") == "mail":
        mail_link(actor=viewer, door=Door.WEB, contact=contact)
        messages.success(request, "The link is on its way to their address, at most once a day.")
        return redirect("privacy:person_rights", contact.pk)
    if request.method == "POST" and request.POST.get("link") == "make":
        token = make_link(actor=viewer, door=Door.WEB, contact=contact)
        made = request.build_absolute_uri(reverse("privacy:own_record", args=[token]))
    context = {
        "contact": contact,
        "holdings": holdings_of(viewer=viewer, contact=contact),
        "links": links_of(viewer=viewer, contact=contact),
        "made": made,
    }
    response = render(request, "privacy/person_rights.html", context)
    if made:
        response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@open_to(Policy.ADMINS)
def person_file(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Without what sellers wrote for themselves: that is for the person alone."""
    file = dossier_file(dossier_of(contact=_contact(request, contact_id), with_texts=False))
    response = HttpResponse(file, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def person_link_revoke(request: HttpRequest, contact_id: str, link_id: str) -> HttpResponse:
    contact = _contact(request, contact_id)
    if request.method == "POST":
        link = or_404(get_link, viewer=viewer_of(request), contact=contact, link_id=link_id)
        revoke_link(actor=viewer_of(request), door=Door.WEB, link=link)
        messages.success(request, "The link opens nothing any more.")
    return redirect("privacy:person_rights", contact.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def wish_decide(request: HttpRequest, wish_id: str) -> HttpResponse:
    """`decision` is grant or decline."""
    decision = request.POST.get("decision")
    if request.method == "POST" and decision in ("grant", "decline"):
        wish = or_404(get_wish, viewer=viewer_of(request), wish_id=wish_id)
        decide_wish(actor=viewer_of(request), door=Door.WEB, wish=wish, grant=decision == "grant")
        messages.success(request, "Done, as they asked." if decision == "grant" else "Declined: nothing was changed.")
    return redirect("privacy:suppression_list")


def _contact(request: HttpRequest, contact_id: str) -> Contact:
    contact: Contact = or_404(get_contact, viewer=viewer_of(request), contact_id=contact_id)
    return contact
