"""Words that nobody knows as JSON: reading the queue, deciding on one, taking a decision back. Moderators only."""

from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Query, Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions.words import ONLY, decide_word, withdraw_word
from dealmecca.directory.api.lists import cursor_checked
from dealmecca.directory.guesses import guesses_for
from dealmecca.directory.models import LearntWord
from dealmecca.directory.permissions import can_keep_words, require
from dealmecca.directory.queries.words import (
    UnknownWord,
    find_word,
    imports_of,
    records_of,
    taught,
    unknown_words,
)
from dealmecca.directory.word_fields import WORD_FIELDS
from dealmecca.history.models import Door
from dealmecca.imports.models import Import
from dealmecca.imports.queries import get_import, names_of_imports, words_of
from dealmecca.imports.schemas import (
    UnknownWordAnswer,
    WordDecision,
    WordDetail,
    WordGuess,
    WordListing,
    WordSource,
    WordValues,
)
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.json_shapes import Id

PAGE = 50
Field = Literal[*WORD_FIELDS]  # type: ignore[valid-type]
CURSOR = Query(None, max_length=4000, description="The nextCursor of the page before.")
router = Router(tags=["Imports"], by_alias=True)


@router.get("", response=WordListing, operation_id="listUnknownWords", summary="List words that nobody knows")
def list_unknown_words(
    request: HttpRequest,
    field: Annotated[Field | None, Query(description="Of this field alone")] = None,
    import_id: Annotated[Id | None, Query(alias="import", description="Of this import alone")] = None,
    cursor: str | None = CURSOR,
) -> WordListing:
    """Words of controlled fields on which nobody decided, those that most records hold first, each with guesses."""
    viewer = _keeper(request)
    among = _words_of(viewer, import_id) if import_id else None
    found = unknown_words(viewer=viewer, among=among)
    words = [word for name, of_field in found.items() if field in (None, name) for word in of_field]
    words.sort(key=_place)
    if cursor:
        with cursor_checked():
            count, word_id = decode_cursor(cursor, [int, str])
        words = [word for word in words if _place(word) > (-int(count), str(word_id))]
    page, known = words[:PAGE], taught(viewer=viewer)
    following = encode_cursor([page[-1].record_count, page[-1].id]) if len(words) > PAGE else None
    return WordListing(items=[_answer(word, known) for word in page], next_cursor=following)


@router.get("/{path:word_id}", response=WordDetail, operation_id="getUnknownWord", summary="Read a word")
def get_unknown_word(request: HttpRequest, word_id: str) -> WordDetail:
    """A word with who holds it, where it comes from, and what was decided on it last."""
    return _detail(_keeper(request), word_id)


@router.put("/{path:word_id}", response=WordDetail, operation_id="decideUnknownWord", summary="Decide on a word")
def decide_unknown_word(request: HttpRequest, word_id: str, values: WordValues) -> WordDetail:
    """What the word means, for records that hold it and for all that comes in later. 409 when it is decided already.

    Many records follow in the background: `decision.isSettled` says when they are done.
    """
    viewer = _keeper(request)
    find_word(viewer=viewer, word_id=word_id)
    decide_word(actor=viewer, door=Door.API, word_id=word_id, value=values.value or "")
    return _detail(viewer, word_id)


@router.delete("/{path:word_id}", response=WordDetail, operation_id="withdrawWord", summary="Take a decision back")
def withdraw_decision(request: HttpRequest, word_id: str) -> WordDetail:
    """Records that nobody edited since get their text back; `decision.leftAlone` counts the others."""
    viewer = _keeper(request)
    _, decision = find_word(viewer=viewer, word_id=word_id)
    if decision is None:
        raise Conflict("Nobody has decided on this word, so there is nothing to take back.")
    withdraw_word(actor=viewer, door=Door.API, word=decision)
    return _detail(viewer, word_id)


def _words_of(viewer: User, import_id: str) -> dict[str, set[str]]:
    try:
        return words_of(get_import(viewer=viewer, import_id=import_id))
    except Import.DoesNotExist:
        raise ValidationError({"import": ["There is no such import, or you may not see it."]}) from None


def _keeper(request: HttpRequest) -> User:
    viewer = viewer_of(request)
    require(can_keep_words(viewer), ONLY)
    return viewer


def _place(word: UnknownWord) -> tuple[int, str]:
    return -word.record_count, word.id


def _answer(word: UnknownWord, known: dict[str, list[tuple[str, str]]]) -> UnknownWordAnswer:
    return UnknownWordAnswer(
        id=word.id,
        field=word.field.name,
        text=word.text,
        spellings=list(word.spellings),
        record_count=word.record_count,
        guesses=_guesses(word.field.name, word.text, known),
    )


def _guesses(field: str, text: str, known: dict[str, list[tuple[str, str]]]) -> list[WordGuess]:
    return [WordGuess.model_validate(guess) for guess in guesses_for(field, text, known.get(field, ()))]


def _detail(viewer: User, word_id: str) -> WordDetail:
    word, decision = find_word(viewer=viewer, word_id=word_id)
    field = WORD_FIELDS[word_id.partition(":")[0]]
    text = word.text if word else decision.text if decision else ""
    sources = imports_of(viewer=viewer, word=word) if word else {}
    names = names_of_imports(viewer=viewer, ids=sources)
    return WordDetail(
        id=word_id,
        field=field.name,
        text=text,
        spellings=list(word.spellings) if word else [],
        record_count=word.record_count if word else 0,
        guesses=_guesses(field.name, text, taught(viewer=viewer)),
        examples=[record.pk for record in records_of(viewer=viewer, word=word)] if word else [],
        imports=[
            WordSource(id=key, filename=names[key], record_count=count)
            for key, count in sources.items()
            if key in names
        ],
        values=dict(field.choices),
        decision=_decision(decision) if decision else None,
    )


def _decision(word: LearntWord) -> WordDecision:
    return WordDecision(
        value=word.value,
        label=word.label,
        by=word.decided_by.display_name if word.decided_by else "",
        at=word.decided_at,
        is_settled=word.settled_at is not None,
        total=word.total,
        changed=word.changed,
        withdrawn_at=word.withdrawn_at,
        returned=word.returned,
        left_alone=word.left_alone,
    )
