"""The words of controlled fields that nobody knows, by field, the most used first; and what was decided lately."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.guesses import guesses_for
from dealmecca.directory.queries.words import UnknownWord, examples_of, recent_decisions, taught, unknown_words
from dealmecca.directory.word_fields import WORD_FIELDS
from dealmecca.imports.models import Import
from dealmecca.imports.queries import get_import, words_of

FIRST = 6  # words of each field while all fields are shown
PAGE = 50  # words of one field


@never_cache
@require_safe
@open_to(Policy.MODERATORS)
def word_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    item = _import(viewer, request.GET.get("import", ""))
    found = unknown_words(viewer=viewer, among=words_of(item) if item else None)
    chosen = asked if (asked := request.GET.get("field", "")) in found else ""
    start = PAGE * (_number(request.GET.get("page", "")) - 1) if chosen else 0
    shown = {chosen: found[chosen][start : start + PAGE]} if chosen else {}
    shown = shown or {name: words[:FIRST] for name, words in found.items()}
    decisions = recent_decisions(viewer=viewer)
    context = {
        "fields": _tabs(found, chosen, item),
        "sections": _sections(viewer, found, shown, chosen, item),
        "word_count": sum(map(len, found.values())),
        "item": item,
        "previous_url": _address(chosen, item, start // PAGE) if start else "",
        "next_url": _address(chosen, item, start // PAGE + 2) if len(found.get(chosen, ())) > start + PAGE else "",
        "decisions": decisions,
        "at_work": [word for word in decisions if not word.settled_at],
    }
    return render(request, "imports/word_list.html", context)


def _import(viewer: User, import_id: str) -> Import | None:
    try:
        return get_import(viewer=viewer, import_id=import_id) if import_id else None
    except Import.DoesNotExist:
        raise Http404 from None


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _tabs(found: dict[str, list[UnknownWord]], chosen: str, item: Import | None) -> list[dict[str, Any]]:
    everything = {"label": "All", "count": sum(map(len, found.values())), "url": _address("", item)}
    tabs = [
        {
            "label": WORD_FIELDS[name].label,
            "count": len(words),
            "url": _address(name, item),
            "is_current": name == chosen,
        }
        for name, words in found.items()
    ]
    return [everything | {"is_current": not chosen}, *tabs]


def _sections(
    viewer: User,
    found: dict[str, list[UnknownWord]],
    shown: dict[str, list[UnknownWord]],
    chosen: str,
    item: Import | None,
) -> list[dict[str, Any]]:
    examples = examples_of(viewer=viewer, words=[word for words in shown.values() for word in words])
    known = taught(viewer=viewer) if shown else {}
    sections = []
    for name, words in shown.items():
        lines = [
            {
                "word": word,
                "example": examples.get(word.id),
                "guess": next(iter(guesses_for(name, word.text, known.get(name, ()), most=1)), None),
            }
            for word in words
        ]
        count = len(found[name])
        more = name != chosen and count > FIRST
        sections.append(
            {"field": WORD_FIELDS[name], "lines": lines, "count": count, "more": more, "url": _address(name, item)}
        )
    return sections


def _address(field: str, item: Import | None, page: int = 1) -> str:
    asked = {"field": field, "import": item.pk if item else "", "page": str(page) if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in asked.items() if value})
