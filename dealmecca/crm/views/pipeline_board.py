"""The pipeline as a board: moving a card, putting a person on it, taking one off."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.deals import move_deal, open_deal, remove_deal, restore_deal
from dealmecca.crm.queries.pipeline import board_for
from dealmecca.crm.queries.rows import deal_of, get_deal
from dealmecca.crm.views.records import about_url, back, contact_or_404, record_url, say
from dealmecca.crm.vocabularies import STATUS
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back

POSTED = ["GET", "HEAD", "POST"]


@require_safe
@open_to(Policy.MEMBERS)
def pipeline_board(request: HttpRequest) -> HttpResponse:
    """`moved` is the card that the keyboard stays on."""
    columns = board_for(viewer=viewer_of(request))
    context = {
        "columns": columns,
        "statuses": STATUS.choices,
        "is_empty": not any(column.cards for column in columns),
        "moved": request.GET.get("moved", ""),
    }
    return render(request, "crm/pipeline_board.html", context)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def contact_pipeline(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Puts a person on the board, or moves their card: `status`, and `seen` where it stood."""
    viewer = viewer_of(request)
    contact = contact_or_404(request, contact_id)
    if request.method == "POST":
        status = request.POST.get("status", "")
        deal = deal_of(viewer=viewer, contact_id=contact.pk)
        if deal is None:
            deal, _ = open_deal(actor=viewer, contact=contact, status=status or "NEW")
        elif status:
            move_deal(actor=viewer, deal=deal, status=status, seen=request.POST.get("seen") or None)
        said = f"{deal.about}: {STATUS.label(deal.status)}."
        say(request, said, more="See the board", more_url=reverse("crm:pipeline"))
    return back(request, record_url(contact))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def deal_move(request: HttpRequest, deal_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    deal = or_404(get_deal, viewer=viewer, deal_id=deal_id)
    board_url = reverse("crm:pipeline")
    if request.method == "POST":
        status, seen = request.POST.get("status", ""), request.POST.get("seen", "")
        if not status or not seen:
            raise ValidationError({"status": ["Say from which step to which: seen and status."]})
        move_deal(actor=viewer, deal=deal, status=status, seen=seen)
        board_url = f"{board_url}?moved={deal.pk}#card-{deal.pk}"
    return back(request, board_url)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def deal_remove(request: HttpRequest, deal_id: str) -> HttpResponse:
    deal = or_404(get_deal, viewer=viewer_of(request), deal_id=deal_id)
    if request.method == "POST":
        remove_deal(actor=viewer_of(request), deal=deal)
        undo_url = reverse("crm:deal_restore", args=[deal.pk])
        next_url = way_back(request, reverse("crm:pipeline"))
        say(request, f"{deal.about} is off the board.", undo_url, next_url=next_url)
    return back(request, reverse("crm:pipeline"))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def deal_restore(request: HttpRequest, deal_id: str) -> HttpResponse:
    deal = or_404(get_deal, viewer=viewer_of(request), deal_id=deal_id, is_deleted=True)
    if request.method == "POST" and deal.deleted_at:
        restore_deal(actor=viewer_of(request), deal=deal)
        say(request, "It is back.")
    return back(request, about_url(deal))
