"""One word that nobody knows: what it may mean, who holds it, and deciding on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions.words import decide_word, withdraw_word
from dealmecca.directory.guesses import guesses_for
from dealmecca.directory.models import LearntWord
from dealmecca.directory.queries.words import (
    NoSuchWord,
    UnknownWord,
    find_word,
    imports_of,
    records_of,
    taught,
    unknown_words,
)
from dealmecca.directory.word_fields import WORD_FIELDS
from dealmecca.history.models import Door
from dealmecca.imports.forms import WordForm
from dealmecca.imports.queries import names_of_imports
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.fragments import wants_fragment


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def word_page(request: HttpRequest, word_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    word, decision = _find(viewer, word_id)
    form = WordForm(posted(request))
    if form.is_bound and form.is_valid():
        written = write_from_form(
            form, lambda: _write(viewer, word_id, decision, form.cleaned_data), {"value": "choose"}
        )
        if written:
            messages.success(request, _told(written))
            return redirect(_next(viewer, written, request.POST.get("back", "")))
        word, decision = _find(viewer, word_id)
    at_work = decision if decision and not decision.settled_at else None
    if wants_fragment(request):
        response = _fragment(request, at_work)
    else:
        context = _context(viewer, word_id, word, decision) | {"form": form, "at_work": at_work}
        response = render(request, "imports/word_page.html", context, status=422 if form.errors else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _find(viewer: User, word_id: str) -> tuple[UnknownWord | None, LearntWord | None]:
    try:
        return find_word(viewer=viewer, word_id=word_id)
    except NoSuchWord:
        raise Http404 from None


def _fragment(request: HttpRequest, at_work: LearntWord | None) -> HttpResponse:
    """The bar, while there is one."""
    if not at_work:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "imports/_word_progress.html", {"decision": at_work})


def _write(viewer: User, word_id: str, decision: LearntWord | None, values: dict[str, Any]) -> LearntWord:
    if not values["withdraw"]:
        return decide_word(actor=viewer, door=Door.WEB, word_id=word_id, value=values["choose"])
    if decision is None:
        raise Conflict("Nobody has decided on this word, so there is nothing to take back.")
    return withdraw_word(actor=viewer, door=Door.WEB, word=decision)


def _context(viewer: User, word_id: str, word: UnknownWord | None, decision: LearntWord | None) -> dict[str, Any]:
    field = WORD_FIELDS[word_id.partition(":")[0]]
    is_open = decision is None or decision.is_open
    context: dict[str, Any] = {
        "word_id": word_id,
        "text": word.text if word else decision.text if decision else "",
        "word": word,
        "field": field,
        "decision": decision,
        "is_open": is_open,
    }
    if word and is_open:
        sources = imports_of(viewer=viewer, word=word)
        names = names_of_imports(viewer=viewer, ids=sources)
        context |= {
            "guesses": guesses_for(field.name, word.text, taught(viewer=viewer).get(field.name, ())),
            "choices": field.choices,
            "records": records_of(viewer=viewer, word=word),
            "sources": [{"id": key, "name": names[key], "count": sources[key]} for key in sources if key in names],
        }
    return context


def _told(word: LearntWord) -> str:
    """ "“Bev & Alc” is Beer, wine and spirits: 12 companies have it now." """
    if word.withdrawn_at:
        if not word.settled_at:
            return f"“{word.text}”: the records get their text back."
        left = f" {word.left_alone:,} edited since stay as they are." if word.left_alone else ""
        back = f" {_records(word, word.returned)} the text again." if word.value else ""
        return f"“{word.text}” is to be decided again.{back}{left}"
    if not word.value:
        return f"“{word.text}” stays text."
    now = f"{_records(word, word.changed)} it now" if word.settled_at else "the records follow"
    return f"“{word.text}” is {word.label}: {now}."


def _records(word: LearntWord, count: int) -> str:
    one, many = ("company has", "companies have") if word.about.kind == "company" else ("person has", "people have")
    return f"{count:,} {one if count == 1 else many}"


def _next(viewer: User, written: LearntWord, back: str) -> str:
    """The next word of the field, unless the decision was made in the list, is being worked on or was taken back."""
    if not written.settled_at and back != "list":
        return reverse("imports:word_page", args=[written.word_id])
    if back != "list" and not written.withdrawn_at:
        words = unknown_words(viewer=viewer).get(written.field)
        if words:
            return reverse("imports:word_page", args=[words[0].id])
    return reverse("imports:word_list")
