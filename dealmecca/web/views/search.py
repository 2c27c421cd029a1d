"""The header's one box: the answer to a question, the best people and the best companies for some words."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import asked_in_words, searching
from dealmecca.directory.queries import search_everything
from dealmecca.events.queries.lists import EventFilter, list_events
from dealmecca.forum.queries import names_in, search_forum
from dealmecca.lib.text_keys import fold
from dealmecca.roster.queries import people_on
from dealmecca.roster.queries.answers import Answer, answer_question
from dealmecca.roster.queries.who import PersonRow, by_person, chips_of
from dealmecca.search.spellings import near_words

SHOWN = 8
PEOPLE_SHOWN = 4
DISCUSSIONS_SHOWN, EVENTS_SHOWN = 3, 3
ALSO_SHOWN, CLAIMS_SHOWN = 6, 3
LONGEST = 300


@require_safe
@open_to(Policy.MEMBERS)
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    context: dict[str, Any] = {"search_text": text}
    with searching(request, asked_in_words(text) if text else None) as receipt:
        if text:
            context |= _found(viewer_of(request), text, exact="exact" in request.GET)
            context |= _discussions(viewer_of(request), text) | _events(viewer_of(request), text)
            found = (context["people"].count.value, context["companies"].count.value, context["who_count"])
            receipt.found(sum(found))
            if not any(found):
                context["meant"] = _meant(text)
    context["receipt"] = receipt
    return render(request, "web/search.html", context)


def _found(viewer: User, text: str, *, exact: bool) -> dict[str, Any]:
    people, companies = search_everything(viewer=viewer, text=text, limit=SHOWN)
    words = urlencode({"q": text})
    return _answer(viewer, text, exact=exact) | {
        "people": people,
        "companies": companies,
        "people_url": f"{reverse('directory:contact_search')}?{words}",
        "companies_url": f"{reverse('directory:company_search')}?{words}",
    }


def _discussions(viewer: User, text: str) -> dict[str, Any]:
    """What the forum says about it; found and shown, and no part of what the search costs."""
    hits, _ = search_forum(viewer=viewer, text=text, limit=DISCUSSIONS_SHOWN)
    return {
        "hits": hits,
        "hits_url": f"{reverse('forum:search')}?{urlencode({'q': text})}",
        "names": names_in(viewer=viewer, texts=[(hit.comment or hit.post).body for hit in hits]),
    }


def _events(viewer: User, text: str) -> dict[str, Any]:
    """Those to come that fit; like discussions, no part of what the search costs."""
    events, more = list_events(viewer=viewer, wanted=EventFilter(words=text), limit=EVENTS_SHOWN)
    words = urlencode({"q": text})
    return {
        "events": events,
        "has_more_events": more is not None,
        "events_url": f"{reverse('events:event_list')}?{words}",
    }


def _answer(viewer: User, text: str, *, exact: bool) -> dict[str, Any]:
    """The answer with the people who fit. A duty or a company alone is a search, not a question: then nobody."""
    answer = answer_question(viewer=viewer, text=text, exact=exact)
    asked = answer.understanding
    is_question = bool(asked.duties and (asked.accounts or asked.agencies or not asked.left_over))
    who = by_person(answer.claims if is_question else [])
    path = reverse("roster:who")
    return {
        "also": _also(viewer, answer, who) if answer.card else [],
        "asked": asked,
        "answer": answer,
        "who": who[:PEOPLE_SHOWN],
        "who_count": len(who),
        "who_url": f"{path}?{urlencode({'q': text})}",
        "exact_url": f"{reverse('web:search')}?{urlencode({'q': text, 'exact': 1})}",
        "who_chips": chips_of(path, asked) if is_question else [],
    }


def _also(viewer: User, answer: Answer, who: Sequence[PersonRow]) -> list[PersonRow]:
    """Who else handles anything for the account that was asked about."""
    shown = {row.contact.pk for row in who}
    claims = people_on(
        viewer=viewer, accounts=answer.understanding.accounts, day=answer.day, without=shown, people=ALSO_SHOWN,
        each=CLAIMS_SHOWN,
    )  # fmt: skip
    return by_person([claim for own in claims for claim in own])


def _meant(text: str) -> str:
    """The same words with slips of the finger put right, or "" when there is nothing to put right."""
    words = fold(text).split()
    near = near_words(words)
    return " ".join(near[word][0] if word in near else word for word in words) if near else ""
