"""How a text will be read, while somebody writes it; a fragment for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.forum.actions.rows import BODY
from dealmecca.forum.views.composing import preview_of


@require_POST
@open_to(Policy.MEMBERS)
def preview(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/_preview.html", preview_of(request, request.POST.get("body", "")[:BODY]))
