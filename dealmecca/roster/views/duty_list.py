"""The vocabulary of duties on one page; moderators add to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.roster.actions.duties import create_duty
from dealmecca.roster.forms.duties import DutyForm
from dealmecca.roster.models import DutyCategory
from dealmecca.roster.permissions import can_keep_duties, require
from dealmecca.roster.queries import duties_in_use, handling_counts


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def duty_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    require(request.method != "POST" or can_keep_duties(viewer), "Only moderators keep the list of duties.")
    form = DutyForm(posted(request))
    if form.is_valid():
        values = form.cleaned_data
        duty = write_from_form(
            form,
            lambda: create_duty(actor=viewer, category=values["category"], name=values["name"], aliases=form.words()),
            {"alias": "aliases"},
        )
        if duty:
            messages.success(request, f"{duty.name} was added.")
            return redirect("roster:duty_page", duty.slug)
    duties, counts = duties_in_use(viewer=viewer), handling_counts(viewer=viewer)
    groups = [
        (label, [(duty, counts.get(duty.pk, 0)) for duty in duties if duty.category == code])
        for code, label in DutyCategory.choices
    ]
    context = {"form": form, "groups": groups, "count": len(duties), "can_keep": can_keep_duties(viewer)}
    return render(request, "roster/duty_list.html", context, status=422 if form.errors else 200)
