"""The categories, for moderators: a new one, and each with its name, look, place and whether it takes posts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.categories import FIELDS, create_category, edit_category
from dealmecca.forum.forms.moderation import CategoryForm
from dealmecca.forum.queries import get_category
from dealmecca.forum.queries.tag_keeping import kept_categories
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def category_manage(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = kept_categories(viewer=viewer)
    place = max((row.order for row in rows), default=0) + 10
    form = CategoryForm(posted(request), initial={"is_active": True, "order": place})
    if form.is_valid():
        values = _values(form, place)
        row = write_from_form(form, lambda: create_category(actor=viewer, door=Door.WEB, values=values))
        if row:
            messages.success(request, f"{row.name} was added.")
            return redirect("forum:category_manage")
    context = {"form": form, "rows": rows}
    return render(request, "forum/category_manage.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def category_edit(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = or_404(get_category, viewer=viewer, slug=slug)
    form = CategoryForm(posted(request), initial={name: getattr(row, name) for name in FIELDS})
    if form.is_valid():
        values = _values(form, row.order)
        changed = write_from_form(form, lambda: edit_category(actor=viewer, door=Door.WEB, category=row, values=values))
        if changed:
            messages.success(request, f"{changed.name} is saved.")
            return redirect("forum:category_manage")
    return render(request, "forum/category_edit.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _values(form: CategoryForm, place: int) -> dict[str, object]:
    values = dict(form.cleaned_data)
    return values | {"order": place if values["order"] is None else values["order"]}
