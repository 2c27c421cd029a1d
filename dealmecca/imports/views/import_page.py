"""One import: how far it is, what it would do, what it did; the state decides."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import can_keep_words
from dealmecca.imports.forms import MappingForm
from dealmecca.imports.models import Import, State
from dealmecca.imports.permissions import can_steer_import
from dealmecca.imports.queries import get_import
from dealmecca.imports.views.import_figures import common_context, report_context
from dealmecca.imports.views.import_preview import preview_context
from dealmecca.lib.fragments import wants_fragment


@never_cache
@require_safe
@open_to(Policy.MEMBERS)
def import_page(request: HttpRequest, import_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    item = import_or_404(viewer, import_id)
    if wants_fragment(request) and not item.is_working:  # the progress bar asks, and there is more to show than a bar
        response = HttpResponse(headers={"HX-Refresh": "true"})
    elif wants_fragment(request):
        response = render(request, "imports/_import_progress.html", common_context(item, viewer))
    else:
        response = show_import(request, item)
    patch_vary_headers(response, ["HX-Request"])
    return response


def show_import(request: HttpRequest, item: Import, form: MappingForm | None = None) -> HttpResponse:
    """The page; `form` is a mapping that was refused, with what is the matter."""
    viewer = viewer_of(request)
    context = common_context(item, viewer)
    if item.state == State.PREVIEWED or form:
        context |= preview_context(request, item, form or MappingForm(item), shown=request.GET.get("show", ""))
    elif item.has_ended:
        context |= report_context(item)
    context["can_steer"] = can_steer_import(viewer, item)
    context["can_keep_words"] = can_keep_words(viewer)
    return render(request, "imports/import_page.html", context, status=422 if form and form.errors else 200)


def import_or_404(viewer: User, import_id: str) -> Import:
    try:
        return get_import(viewer=viewer, import_id=import_id)
    except Import.DoesNotExist:
        raise Http404 from None
