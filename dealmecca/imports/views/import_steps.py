"""What can be done with an import: map its columns, write it, put it away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.imports.actions import cancel_import, change_mapping, request_apply
from dealmecca.imports.forms import MappingForm
from dealmecca.imports.models import Import
from dealmecca.imports.views.import_page import import_or_404, show_import
from dealmecca.lib.form_writes import write_from_form


@require_POST
@open_to(Policy.MEMBERS)
def import_map(request: HttpRequest, import_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    item = import_or_404(viewer, import_id)
    form = MappingForm(item, request.POST)
    if form.is_valid():
        changed = write_from_form(form, lambda: _changed(viewer, item, form))
        if changed:
            return redirect("imports:import_page", item.pk)
    return show_import(request, item, form)


@require_POST
@open_to(Policy.MEMBERS)
def import_apply(request: HttpRequest, import_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    item = request_apply(actor=viewer, item=import_or_404(viewer, import_id))
    return redirect("imports:import_page", item.pk)


@require_POST
@open_to(Policy.MEMBERS)
def import_cancel(request: HttpRequest, import_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    item = cancel_import(actor=viewer, item=import_or_404(viewer, import_id))
    return redirect("imports:import_page", item.pk)


def _changed(viewer: User, item: Import, form: MappingForm) -> Import:
    chosen = {} if "guess" in form.data else form.chosen()
    return change_mapping(actor=viewer, item=item, mapping=chosen, mode=form.cleaned_data["mode"])
