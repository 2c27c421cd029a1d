"""Deciding what a word means that no vocabulary knows, taking that back, and the records that follow, in batches."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.batches import CompanyWrite, ContactWrite, save_batch
from dealmecca.directory.actions.evidence import lock_records
from dealmecca.directory.models import Company, Contact, LearntWord
from dealmecca.directory.models.words import APPLIED, RETURNED
from dealmecca.directory.permissions import Actor, can_keep_words, require
from dealmecca.directory.queries.words import UnknownWord, holders, words_of_field
from dealmecca.directory.word_fields import WORD_FIELDS, WordField
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Change, Door, Verb
from dealmecca.lib.conflicts import Conflict

WORDS = "learnt words"  # a named lock: who decides on a word, or takes a decision back
AT_ONCE = 200  # records a batch; so many are changed while somebody waits for the page, more are left to a job
ONLY = "Only moderators decide what unknown words mean."
Record = Company | Contact


@transaction.atomic
def decide_word(*, actor: Actor, door: Door, word_id: str, value: str) -> LearntWord:
    """From now on the word means this value at every door, and records that hold it get it; "" leaves it as text.

    Raises PermissionDenied, ValidationError (by "value") and Conflict, when somebody was faster or nobody holds it.
    """
    require(can_keep_words(actor), ONLY)
    name, _, key = word_id.partition(":")
    if name not in WORD_FIELDS or (value and value not in dict(WORD_FIELDS[name].choices)):
        raise ValidationError({"value": ["Choose one of the values, or leave the word as text."]})
    lock_until_commit(WORDS)
    if there := LearntWord.objects.closed().filter(field=name, key=key).select_related("decided_by").first():
        raise Conflict(_sentence(there))
    word = next((word for word in _words(WORD_FIELDS[name]) if word.key == key), None)
    if word is None:
        raise Conflict("No record holds this word any more, so there is nothing to decide.")
    learnt = LearntWord(
        field=name, key=key, text=word.text, value=value, door=door, decided_by=actor,
        total=word.record_count if value else 0,
    )  # fmt: skip
    learnt.save(force_insert=True)
    _record(actor, door, learnt, Verb.CREATE, {"value": ("", value), "word": ("", word.text)})
    return _begin(learnt, learnt.total)


@transaction.atomic
def withdraw_word(*, actor: Actor, door: Door, word: LearntWord) -> LearntWord:
    """The word is unknown again, and records that have its value by this decision get their text back.

    What somebody edited since is left alone and counted. Raises PermissionDenied and Conflict.
    """
    require(can_keep_words(actor), ONLY)
    lock_until_commit(WORDS)
    word = LearntWord.objects.select_for_update(of=("self",)).get(pk=word.pk)
    if word.withdrawn_at:
        raise Conflict(f"The decision on “{word.text}” was taken back already.")
    word.withdrawn_at, word.withdrawn_by, word.settled_at = timezone.now(), actor, None
    word.save(update_fields=["withdrawn_at", "withdrawn_by", "settled_at"])
    _record(actor, door, word, Verb.DELETE, {"value": (word.value, ""), "word": (word.text, "")})
    return _begin(word, word.changed)


def settle_word(*, word_id: str) -> None:
    """All records that have to follow a decision, batch by batch. Twice at once, or again after a crash, does no harm.

    A word that was settled is looked at again: a record may have come meanwhile from who did not know the decision.
    """
    LearntWord.objects.in_force().filter(pk=word_id).exclude(value="").update(settled_at=None)
    _settle(LearntWord.objects.get(pk=word_id))


def settle_left_over_words() -> int:
    """Words that were learnt and that records hold all the same, each as a job; returns how many."""
    learnt = {word.word_id: word for word in LearntWord.objects.in_force().exclude(value="")}
    if not learnt:
        return 0
    held = [word for name in {word.field for word in learnt.values()} for word in _words(WORD_FIELDS[name])]
    found = [
        learnt[word.id]
        for word in held
        if word.id in learnt and learnt[word.id].settled_at and _ids_that_hold(word, learnt[word.id].value)
    ]
    for word in found:
        _enqueue(word)
    return len(found)


def _begin(word: LearntWord, record_count: int) -> LearntWord:
    if record_count > AT_ONCE:
        _enqueue(word)
    else:
        _settle(word)
        word.refresh_from_db()
    return word


def _settle(word: LearntWord) -> None:
    held = next((held for held in _words(word.about) if held.key == word.key), None) if word.value else None
    while _settle_batch(word.pk, held):
        pass


@transaction.atomic
def _settle_batch(word_id: str, held: UnknownWord | None) -> bool:
    """Whether there may be more. The row of the word keeps two workers apart."""
    words = LearntWord.objects.select_for_update(of=("self",)).select_related("decided_by", "withdrawn_by")
    word = words.get(pk=word_id)
    if word.settled_at:
        return False
    if word.withdrawn_at:
        done = _return_batch(word)
    else:
        done = _apply_batch(word, held) if held else {}
    counts = {name: F(name) + count for name, count in done.items() if name != "cursor"}
    ends = {"cursor": done["cursor"]} if "cursor" in done else {} if done else {"settled_at": timezone.now()}
    LearntWord.objects.filter(pk=word.pk).update(**counts, **ends)
    return bool(done)


def _apply_batch(learnt: LearntWord, word: UnknownWord) -> dict[str, int]:
    """What to add to the counts; nothing when no record is left."""
    field = learnt.about
    records = _locked(field, _ids_that_hold(word, learnt.value))
    writes = []
    for record in records:
        if field.holds(record, word.spellings) and field.fits(learnt.value, record):
            new = {field.writes: field.stored(learnt.value)} | ({field.text: ""} if field.is_beside else {})
            writes.append((record, {name: (getattr(record, name), value) for name, value in new.items()}))
    _write(learnt.decided_by, Door(learnt.door), APPLIED.format(learnt.pk), writes)
    return {"changed": len(writes)} if writes else {}


def _return_batch(word: LearntWord) -> dict[str, int]:
    """What to add to the counts, and the last line of history that was dealt with; nothing when none is left."""
    field = word.about
    changes = Change.objects.filter(batch=APPLIED.format(word.pk), pk__gt=word.cursor).order_by("pk")
    batch = list(changes[:AT_ONCE])
    if not batch:
        return {}
    records = {record.pk: record for record in _locked(field, [change.record_id for change in batch])}
    touched = _touched_since(field, batch)
    writes, left_alone = [], 0
    for change in batch:
        record = records.get(change.record_id)
        if record is None or touched.get(change.pk) == "again":
            continue  # gone; or it got the word back meanwhile, and the value a second time
        same = all(getattr(record, name) == new for name, (_, new) in change.fields.items())
        if same and change.pk not in touched:
            writes.append((record, {name: (new, old) for name, (old, new) in change.fields.items()}))
        else:
            left_alone += 1
    _write(word.withdrawn_by, Door(word.door), RETURNED.format(word.pk), writes)
    return {"returned": len(writes), "left_alone": left_alone, "cursor": batch[-1].pk}


def _touched_since(field: WordField, batch: list[Change]) -> dict[int, str]:
    """{line of history: why it is not the last word on its record}: "again" by this decision, or "edited"."""
    first, fields = batch[0].pk, {field.writes, field.text}
    later = Change.objects.filter(
        record_kind=field.kind, record_id__in=[change.record_id for change in batch], pk__gt=first
    )
    found: dict[int, str] = {}
    rows = list(later.values_list("record_id", "pk", "batch", "fields"))
    for change in batch:
        after = [row for row in rows if row[0] == change.record_id and row[1] > change.pk and fields & set(row[3])]
        if after:
            found[change.pk] = "again" if any(row[2] == change.batch for row in after) else "edited"
    return found


def _write(actor: User | None, door: Door, batch: str, writes: list[tuple[Record, dict[str, tuple[Any, Any]]]]) -> None:
    """In the name of who decided, as long as they are a member. The records are locked."""
    for record, changes in writes:
        for name, (_, new) in changes.items():
            setattr(record, name, new)
    save_batch(
        actor=actor if actor and actor.is_active else None,
        door=door,
        companies=[CompanyWrite(record, False, changes) for record, changes in writes if isinstance(record, Company)],
        contacts=[ContactWrite(record, False, changes) for record, changes in writes if isinstance(record, Contact)],
        batch=batch,
    )


def _locked(field: WordField, ids: list[str]) -> Iterable[Record]:
    """Companies by id, then contacts by id; of people, their companies as well, whose names their lines repeat."""
    if field.kind == "company":
        return lock_records(company_ids=ids)[0]
    firms = Contact.objects.filter(pk__in=ids).exclude(company=None).values_list("company_id", flat=True)
    return lock_records(company_ids={str(key) for key in firms}, contact_ids=ids)[1]


def _ids_that_hold(word: UnknownWord, value: str) -> list[str]:
    model = Company if word.field.kind == "company" else Contact
    rows = model._default_manager.filter(holders(word)).order_by("pk")
    if word.field.name != "state":
        return list(rows.values_list("pk", flat=True)[:AT_ONCE])
    return [record.pk for record in rows.iterator() if word.field.fits(value, record)][:AT_ONCE]


def _words(field: WordField) -> list[UnknownWord]:
    return words_of_field(viewer=operator(), field=field)


def _sentence(word: LearntWord) -> str:
    who = word.decided_by.display_name if word.decided_by else "Somebody"
    if word.withdrawn_at:
        return f"A decision on “{word.text}” is being taken back at the moment. Wait until that is over."
    what = f"that it is {word.label}" if word.value else "to leave it as text"
    return f"{who} has decided on “{word.text}” already: {what}. Take that back first."


def _record(actor: Actor, door: Door, word: LearntWord, verb: Verb, changes: dict[str, tuple[Any, Any]]) -> None:
    entry = Entry("word", word.pk, verb, changes, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])


def _enqueue(word: LearntWord) -> None:
    """Part of the caller's transaction. By its path: jobs stand above actions and call them."""
    import_string("dealmecca.directory.jobs.settle_word").enqueue(word.pk)
