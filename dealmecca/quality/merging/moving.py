"""Everything that points at the dropped record moves to the survivor, table by table, and is counted."""

from collections.abc import Iterable

from django.apps import apps

from dealmecca.directory.models import Company, Contact
from dealmecca.quality.merging.absorbing import Counts, relations_to, repoint
from dealmecca.quality.merging.ledger import Ledger
from dealmecca.quality.merging.pointers import NAMED_BY_ID, POINTERS

Told = dict[str, list[int]]
PEOPLE = "directory.Contact.company"


def move_everything(ledger: Ledger, kept: Company | Contact, dropped: Company | Contact) -> Told:
    """Returns {what: [moved, set aside]} without what is private. A company's people come last: see `move_people`."""
    kind, told = kept._meta.model_name, Told()
    for model, column in relations_to(type(kept)):
        pointer = f"{model._meta.label}.{column.removesuffix('_id')}"
        if pointer != PEOPLE:
            _count(told, POINTERS[pointer], repoint(ledger, model, column, dropped.pk, kept.pk))
    for table, column, kind_column, name in NAMED_BY_ID:
        only = {kind_column: kind} if kind_column else {}
        _count(told, name, repoint(ledger, apps.get_model(table), column, dropped.pk, kept.pk, only))
    return told


def move_people(ledger: Ledger, kept: Company, dropped: Company, told: Told) -> set[str]:
    """Returns their ids."""
    ids = set(Contact.objects.filter(company=dropped).values_list("pk", flat=True))
    _count(told, POINTERS[PEOPLE], repoint(ledger, Contact, "company_id", dropped.pk, kept.pk))
    return ids


def listed(told: Told) -> list[list[object]]:
    """[[what, moved, set aside]] of what anybody may know."""
    return [[name, *counts] for name, counts in sorted(told.items())]


def _count(told: Told, name: str, counts: Counts) -> None:
    if name and any(counts):
        before: Iterable[int] = told.get(name, [0, 0])
        told[name] = [sum(pair) for pair in zip(before, counts, strict=True)]
