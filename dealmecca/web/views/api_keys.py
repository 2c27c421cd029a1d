"""My keys of the API: which there are, a new one (its text is shown once), and withdrawing one."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dealmecca.accounts.forms.api_keys import KeyForm
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.queries import get_key, keys_of
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.api_keys import issue_key, withdraw_key
from dealmecca.billing.permissions import check_has_api
from dealmecca.billing.plans import plan_of
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.MEMBERS)
def key_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return render(request, "web/key_list.html", {"keys": keys_of(viewer), "plan": plan_of(viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
@never_cache
@reauthentication_required
def key_create(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    check_has_api(viewer)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, scopes = form.cleaned_data["name"], form.cleaned_data["scopes"]
        try:
            key, text = issue_key(
                actor=viewer, door=Door.WEB, owner=viewer, name=name, scopes=scopes, expires_at=form.expires_at()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return render(request, "web/key_made.html", {"key": key, "text": text})
    return render(request, "web/key_create.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def key_revoke(request: HttpRequest, key_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    withdraw_key(actor=viewer, door=Door.WEB, key=or_404(get_key, viewer=viewer, key_id=key_id))
    messages.success(request, "That key works no more.")
    return redirect("web:key_list")
