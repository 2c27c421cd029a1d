"""Who handles what: a question in words or in filters, the card that answers it, and everybody who fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import Asked, asked_in_filters, asked_in_words, searching
from dealmecca.lib.filters import Block, Chip, Option
from dealmecca.lib.fragments import render_part
from dealmecca.roster.queries.asking import CHOICES, LONGEST, WORDS, question_in
from dealmecca.roster.queries.asking import NAMES as ASKED
from dealmecca.roster.queries.understanding import Understanding
from dealmecca.roster.queries.who import (
    Choices,
    WhoPage,
    address_of,
    chips_of,
    everything_handled_by,
    find_people,
    pairs_of,
)

TITLES = (("duty", "Handles"), ("account", "Account"), ("works_at", "Works at"), ("confirmed", "Last confirmed"))
NAMES = {"duty": "duty", "account": "account", "works_at": "worksAt", "confirmed": "confirmed"}


@dataclass(frozen=True)
class WhoState:
    """What the page shows beside the rows; `kept` are the parts of the question without a box to tick."""

    chips: Sequence[Chip]
    facets: Sequence[Block]
    kept: Sequence[tuple[str, str]]
    clear_url: str
    address: str
    closed_url: str
    open_prefix: str
    previous_url: str
    next_url: str
    as_of: date | None
    query: str  # the question as it was asked, for saving and exporting this list


@require_safe
@open_to(Policy.MEMBERS)
def who(request: HttpRequest) -> HttpResponse:
    """`?q=` is a question in words; without it the filters are the question."""
    viewer = viewer_of(request)
    number = int(request.GET.get("page", "")) if request.GET.get("page", "").isdecimal() else 1
    open_id = request.GET.get("open", "")
    with searching(request, _charged(request.GET, is_further=number > 1 or bool(open_id))) as receipt:
        question = question_in(viewer=viewer, query=request.GET)
        text, asked, choices = question.text, question.understanding, question.choices
        day = asked.day or timezone.localdate()
        page = find_people(viewer=viewer, understanding=asked, choices=choices, day=day, page=min(number, 1000))
        receipt.found(page.count)
    opened = next((row for row in page.people if row.contact.pk == open_id), None)
    state = _state(request, asked, choices, page, number, open_id if opened else "")
    context = {
        "search_text": text,
        "asked": asked,
        "page": page,
        "search": state,
        "open_id": open_id,
        "opened": everything_handled_by(viewer=viewer, contact=opened.contact, day=day) if opened else [],
        "exact_url": f"{request.path}?{urlencode({'q': text, 'exact': '1'})}",
        "today": timezone.localdate(),
        "receipt": receipt,
    }
    return render_part(request, "roster/who.html", "roster/_who_results.html", context, address=state.address)


def _charged(query: QueryDict, *, is_further: bool) -> Asked | None:
    """Words are the same search on every page that takes words; nothing asked is none."""
    text = query.get("q", "").strip()[:LONGEST]
    names = CHOICES if text else ASKED
    filters = {name: values for name in names if (values := [one for one in query.getlist(name) if one])}
    if text and not filters:
        return asked_in_words(text, is_further=is_further)
    if not filters:
        return None
    said = ", ".join([*([text] if text else []), *(one for values in filters.values() for one in values)])
    return asked_in_filters("who", {**filters, "q": text}, f"Who handles what: {said}", is_further=is_further)


def _state(
    request: HttpRequest, asked: Understanding, choices: Choices, page: WhoPage, number: int, open_id: str
) -> WhoState:
    path = request.path
    pairs = pairs_of(asked) + [("worksAt", code) for code in choices.works_at]
    pairs += [("confirmed", choices.confirmed)] if choices.confirmed else []
    # Words stay words: as filters they would mean the same duties, but as alternatives.
    in_words = [(name, value) for name in (*WORDS, *CHOICES) for value in request.GET.getlist(name)]
    asked_pairs = in_words if asked.text else pairs
    boxed = {"duty", "account", "worksAt", "confirmed"}
    here = [*pairs, ("page", str(number))] if number > 1 else pairs
    closed = address_of(path, here)
    return WhoState(
        chips=chips_of(path, asked, choices),
        facets=[_block(name, title, page) for name, title in TITLES],
        kept=[pair for pair in pairs if pair[0] not in boxed],
        clear_url=path,
        address=address_of(path, [*here, ("open", open_id)]) if open_id else closed,
        closed_url=closed,
        open_prefix=f"{closed}{'&' if '?' in closed else '?'}open=",
        previous_url=address_of(path, [*pairs, ("page", str(number - 1))]) if number > 1 else "",
        next_url=address_of(path, [*pairs, ("page", str(number + 1))]) if number < page.pages else "",
        as_of=asked.day,
        query=urlencode(asked_pairs),
    )


def _block(name: str, title: str, page: WhoPage) -> Block:
    is_single = name == "confirmed"
    options = [
        Option(NAMES[name], value.value, value.label, value.count, value.is_selected, is_single)
        for value in page.facets.get(name, [])
    ]
    if is_single:
        options.append(Option(NAMES[name], "", "Whenever", page.count, not any(o.is_selected for o in options), True))
    return Block(name, title, options, name != "confirmed" or any(o.is_selected and o.value for o in options))
