"""The header's one box: the best people and the best companies for some words."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import search_everything

SHOWN = 8
LONGEST = 300


@login_required
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    context: dict[str, Any] = {"search_text": text}
    if text:
        people, companies = search_everything(viewer=viewer_of(request), text=text, limit=SHOWN)
        words = urlencode({"q": text})
        context |= {
            "people": people,
            "companies": companies,
            "people_url": f"{reverse('directory:contact_search')}?{words}",
            "companies_url": f"{reverse('directory:company_search')}?{words}",
        }
    return render(request, "web/search.html", context)
