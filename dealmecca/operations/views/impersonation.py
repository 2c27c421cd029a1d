"""Looking at DealMecca as a member does: saying why, and stopping."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.impersonating import SESSION_KEY
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.missing import or_404
from dealmecca.operations import actions
from dealmecca.operations.forms import ReasonForm
from dealmecca.operations.queries import get_member


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
@reauthentication_required
def impersonation_begin(request: HttpRequest, member_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    user = or_404(get_member, viewer=viewer, member_id=member_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = actions.begin_impersonation(actor=viewer, user=user, reason=form.cleaned_data["reason"])
        request.session[SESSION_KEY] = row.pk
        return redirect("web:home")
    status = 400 if form.errors else 200
    return render(request, "operations/impersonation_begin.html", {"form": form, "member": user}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def impersonation_end(request: HttpRequest) -> HttpResponse:
    """The one thing that an admin can do while they look as somebody else."""
    if request.method != "POST":
        return redirect("web:home")
    row_id = request.session.pop(SESSION_KEY, "")
    actions.end_impersonation(actor=viewer_of(request), impersonation_id=row_id)
    messages.success(request, "You are yourself again.")
    return redirect("operations:member_list")
