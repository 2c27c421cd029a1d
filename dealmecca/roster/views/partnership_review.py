"""Saying that an advertiser asks other agencies too, or that it has stopped asking."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.partnerships import mark_in_review
from dealmecca.roster.forms.partnerships import ReviewForm
from dealmecca.roster.queries import get_partnership


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def partnership_review(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """The button `over` says that the agency stays; it needs no day."""
    viewer = viewer_of(request)
    row = or_404(get_partnership, viewer=viewer, partnership_id=partnership_id)
    is_over = "over" in request.POST
    form = ReviewForm(posted(request), partnership=row)
    if is_over:
        form.fields["since"].required = False
    if form.is_valid():
        written = write_from_form(
            form,
            lambda: mark_in_review(
                actor=viewer,
                door=Door.WEB,
                partnership=row,
                since=None if is_over else form.cleaned_data["since"],
                source=form.cleaned_data["source"],
            ),
        )
        if written:
            stays = f"The review is over: {row.agency.name} stays."
            messages.success(request, stays if is_over else f"{row.agency.name} is in review.")
            return redirect("web:company_page", row.advertiser.slug)
    context = {"partnership": row, "form": form}
    return render(request, "roster/partnership_review.html", context, status=422 if form.errors else 200)
