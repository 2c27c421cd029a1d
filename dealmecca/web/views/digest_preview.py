"""My next digest as it would be if its morning were now. One's own alone: anybody else's holds what is theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.notifications.composing import digest_context
from dealmecca.notifications.kinds import DIGESTS, Cadence
from dealmecca.web.digests import preview


@require_safe
@open_to(Policy.MEMBERS)
def digest_preview(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("every", "").upper()
    cadence = Cadence(asked) if asked in DIGESTS else Cadence.DAILY
    sections = preview(viewer=viewer_of(request), cadence=cadence, now=timezone.now())
    context = {**digest_context(sections), "cadence": cadence, "cadences": DIGESTS}
    return render(request, "web/digest_preview.html", context)
