"""My name and my time zone; the other settings are a link away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.actions.profiles import edit_profile
from dealmecca.accounts.forms.profiles import ProfileForm
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def settings_profile(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = ProfileForm(request.POST or None, initial={"name": viewer.name, "time_zone": viewer.time_zone})
    if request.method == "POST" and form.is_valid():
        edit_profile(actor=viewer, door=Door.WEB, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("accounts:settings_profile")
    return render(request, "accounts/settings_profile.html", {"form": form}, status=400 if form.errors else 200)
