"""Taking a list away: what it would cost, and the file. The address holds the list's filters."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.models import Unit
from dealmecca.billing.plans import plan_of
from dealmecca.billing.queries.usage import read_usage
from dealmecca.exports.actions import start_export
from dealmecca.exports.answers import sent
from dealmecca.exports.forms import ExportForm
from dealmecca.exports.models import ListKind
from dealmecca.exports.permissions import can_export
from dealmecca.exports.queries import header_of, recent_exports
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted
from dealmecca.saved.queries import about_list, check_filters, count_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def export_create(request: HttpRequest) -> HttpResponseBase:
    """`?kind=contact&companyType=AGENCY`: looking costs nothing, the button charges the rows and sends the file."""
    viewer = viewer_of(request)
    kind = request.GET.get("kind", "")
    filters = {name: [str(value) for value in values] for name, values in request.GET.lists() if name != "kind"}
    found = check_filters(viewer=viewer, kind=kind, filters=filters)
    form = ExportForm(posted(request))
    if kind == ListKind.WHO:
        del form.fields["with_origins"]
    if form.is_valid():
        delivery = start_export(actor=viewer, door=Door.WEB, kind=kind, filters=filters, **form.cleaned_data)
        return sent(delivery)
    usage = read_usage(user=viewer, unit=Unit.EXPORTED_ROW)
    count = count_of(viewer=viewer, found=found)
    context = {
        "form": form,
        "kind": ListKind(kind).label,
        "about": about_list(viewer=viewer, found=found),
        "columns": header_of(kind),
        "count": count,
        "usage": usage,
        "plan": plan_of(viewer),
        "can_export": can_export(viewer),
        "is_enough": usage.left is None or count <= usage.left,
        "back_url": found.url,
        "recent": recent_exports(viewer=viewer),
    }
    return render(request, "exports/export_create.html", context, status=422 if form.errors else 200)
