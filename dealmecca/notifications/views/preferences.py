"""What I am told, and how: a grid of kinds and channels."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.form_writes import posted
from dealmecca.notifications.actions import set_preferences
from dealmecca.notifications.forms import PreferencesForm
from dealmecca.notifications.queries import channels_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def settings_notifications(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = PreferencesForm(posted(request), channels=channels_of(viewer=viewer))
    if form.is_bound and form.is_valid():
        set_preferences(actor=viewer, wanted=form.wanted)
        messages.success(request, "Saved.")
        return redirect("notifications:settings_notifications")
    status = 400 if form.is_bound else 200
    return render(request, "notifications/settings_notifications.html", {"form": form}, status=status)
