"""Choosing a file; what it is, is found out at once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import require
from dealmecca.history.models import Door
from dealmecca.imports.actions import start_import
from dealmecca.imports.forms import StartForm
from dealmecca.imports.permissions import START_SENTENCE, can_start_import
from dealmecca.lib.form_writes import write_from_form


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def import_start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    require(can_start_import(viewer), START_SENTENCE)
    form = StartForm(request.POST, request.FILES) if request.method == "POST" else StartForm()
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        item = write_from_form(
            form,
            lambda: start_import(
                actor=viewer,
                file=values["file"],
                filename=values["file"].name,
                kind=values["kind"],
                door=Door.WEB,
                preview_only=True,
            ),
        )
        if item:
            return redirect("imports:import_page", item.pk)
    context = {"form": form, "most_megabytes": settings.IMPORT_MAX_BYTES // 2**20}
    return render(request, "imports/import_start.html", context, status=422 if form.errors else 200)
