"""Companies that fit what is being typed into a form, as choices; a fragment for htmx only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import count_request
from dealmecca.directory.forms.company_picker import choices_for

PICKERS = ("company", "parent", "account")


@require_safe
@open_to(Policy.MEMBERS)
def company_choices(request: HttpRequest) -> HttpResponse:
    """No search: names for a form. It counts as a request of the hour, so that nobody reads the directory off it."""
    count_request(request)
    name = next((name for name in PICKERS if name in request.GET), PICKERS[0])
    text = request.GET.get(name, "")[:255]
    context = {"name": name, "text": text, "choices": choices_for(viewer_of(request), text)}
    return render(request, "directory/_company_choices.html", context)
