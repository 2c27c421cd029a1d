"""Writing what the plans say: children that go, columns that return, rows that come back, and the record itself."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from dealmecca.directory.actions import CompanyWrite, ContactWrite
from dealmecca.directory.actions.restoring import put_back
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.imports.models import Direction, ImportUndo, RecordImage
from dealmecca.imports.undoing.images import MAIN, TABLES, Journal, Row, instance, model_of, read
from dealmecca.imports.undoing.turning import DERIVED, LEVELS, Plan, plan_all, told
from dealmecca.imports.undoing.unlisted import keep_out_unlisted
from dealmecca.lib.company_names import company_key
from dealmecca.lib.person_names import person_key

TAKEN = "its place was taken since"
SHOWN_AS = {
    "directory.CompanyAlias": "aliases",  # by this name search knows that people's lines follow
    "directory.CompanyDomain": "domains",
    "roster.Handling": "handles",
    "roster.Partnership": "works with",
}


def turn(run: ImportUndo, kind: str, images: Iterable[RecordImage]) -> dict[str, Plan]:
    """Within the caller's transaction and under its locks; returns what was done with each record."""
    plans = plan_all(kind, images)
    keep_out_unlisted(kind, plans)
    busy = [plan for plan in plans.values() if not plan.is_empty]
    journal = Journal(run.item_id, run.pk)
    if run.direction == Direction.UNDO:  # what brings back is undone by the import's own images
        journal.look(kind, [plan.record_id for plan in busy])
    _delete(kind, busy)
    for plan in busy:
        _change_and_insert(kind, plan)
    _put_back(run, kind, [plan for plan in busy if not plan.is_new or MAIN[kind] in plan.inserts])
    journal.keep()
    return plans


def _delete(kind: str, plans: list[Plan]) -> None:
    for label, _ in reversed(TABLES[kind][1:]):
        keys = [key for plan in plans for key in plan.deletes.get(label, ())]
        if keys:
            model_of(label)._base_manager.filter(pk__in=keys).delete()


def _change_and_insert(kind: str, plan: Plan) -> None:
    """A row whose place was taken meanwhile stays out, and is listed."""
    for label, _ in TABLES[kind]:
        changes = plan.changes.get(label, {}) if label != MAIN[kind] else {}
        for key, row in list(changes.items()):
            values = {name: read(label, name, value) for name, value in row.items()}
            if not _done(partial(model_of(label)._base_manager.filter(pk=key).update, **values)):
                changes.pop(key)
                plan.stays[told(label)] = TAKEN
    for label, _ in TABLES[kind]:
        rows = plan.inserts.get(label, {})
        if rows and not _done(partial(_insert, label, list(rows.values()))):
            for key, row in list(rows.items()):
                if not _done(partial(_insert, label, [row])):
                    rows.pop(key)
                    plan.stays[told(label)] = TAKEN


def _insert(label: str, rows: list[Row]) -> None:
    """With the keys that they had, which the import's own images name."""
    model_of(label)._base_manager.bulk_create([instance(label, row) for row in rows])


def _done(write: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return False
    return True


def _put_back(run: ImportUndo, kind: str, plans: list[Plan]) -> None:
    model: Any = Company if kind == "company" else Contact
    records = model.objects.select_related("parent" if kind == "company" else "company").in_bulk(
        [plan.record_id for plan in plans]
    )
    writes: list[Any] = []
    for plan in plans:
        record = records[plan.record_id]
        changes = _assigned(kind, record, plan) | _words(plan)
        writes.append((CompanyWrite if kind == "company" else ContactWrite)(record, plan.is_new, changes))
    judged = frozenset(plan.record_id for plan in plans if plan.is_judged)
    many = {"companies": writes} if kind == "company" else {"contacts": writes}
    put_back(actor=run.actor, door=Door(run.door), judged=judged, batch=run.item_id, **many)


def _assigned(kind: str, record: Any, plan: Plan) -> dict[str, tuple[Any, Any]]:
    """The record's columns as planned; returns {field: (old, new)} for history."""
    label, changes = MAIN[kind], {}
    if plan.is_new:
        return {"name": ("", str(record))}
    for name, value in plan.own_changes(kind).items():
        if (name in LEVELS and plan.is_judged) or (name == "updated_at" and not plan.is_exact):
            continue
        old = getattr(record, name)
        if name in ("parent_id", "company_id"):
            other = name.removesuffix("_id")
            before = getattr(record, other)
            setattr(record, other, Company.objects.filter(pk=value).first() if value else None)
            after = getattr(record, other)
            changes[other] = (before.name if before else "", after.name if after else "")
        else:
            setattr(record, name, read(label, name, value))
        if name not in DERIVED:
            changes[name] = (old, getattr(record, name))
    if changes and not plan.is_exact:
        record.updated_at = timezone.now()
    if kind == "company":
        record.name_key = company_key(record.name)[:255]
    else:
        record.name_key = person_key(record.first_name, record.last_name)[:255]
        record.email_key = record.email.lower()
    return changes


def _words(plan: Plan) -> dict[str, tuple[Any, Any]]:
    """History's line of other names, duties and partnerships that go, end otherwise or come back."""
    words: dict[str, tuple[Any, Any]] = {}
    for label, name in SHOWN_AS.items():
        turned = len(plan.changes.get(label, ()))
        gone, back = len(plan.deletes.get(label, ())) + turned, len(plan.inserts.get(label, ())) + turned
        if gone or back:
            words[name] = (f"{gone} as imported" if gone else "", f"{back} as before" if back else "")
    return words
