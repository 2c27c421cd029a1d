"""What was written on the survivor since a merge, and so stays there when the merge is taken apart."""

from dataclasses import dataclass
from typing import Any

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp, Interaction, Note
from dealmecca.database.fields import IdField
from dealmecca.directory.models import Company, Contact
from dealmecca.quality.merging.absorbing import relations_to
from dealmecca.quality.merging.choosing import GROUPS, LABELS
from dealmecca.quality.merging.ledger import MADE, SET, plain, rows_of
from dealmecca.quality.merging.moving import PEOPLE
from dealmecca.quality.merging.pointers import POINTERS
from dealmecca.quality.models import RecordMerge

SHOWN = 5
RECORDS = (PEOPLE, "directory.Company.parent")


@dataclass(frozen=True)
class Since:
    """One kind of row. `mine`: of what members keep for themselves only what the viewer sees anyway is told."""

    what: str
    count: int
    mine: bool = False
    rows: tuple[Contact | Company, ...] = ()  # the first few, where they are records


@dataclass(frozen=True)
class Staying:
    """All that taking the merge apart leaves where it is."""

    rows: list[Since]
    fields: list[str]  # labels of what was changed on the survivor itself

    def __bool__(self) -> bool:
        return bool(self.rows or self.fields)


def staying_of(*, viewer: User, merge: RecordMerge, survivor: Contact | Company | None) -> Staying:
    """An id says when its row was made, so a row with a later one than the merge's own was made since; rows that the
    merge itself made are in its ledger. One query for each table that points at such a record."""
    if survivor is None or merge.undone_at or merge.forgotten_at:
        return Staying([], [])
    counts: dict[str, int] = {}
    first: dict[str, list[Contact | Company]] = {}
    known = _of_the_merge(merge)
    for model, column in relations_to(type(survivor)):
        pointer = f"{model._meta.label}.{column.removesuffix('_id')}"
        what = POINTERS[pointer]
        if not what or not isinstance(model._meta.pk, IdField):
            continue
        rows = rows_of(model).filter(**{column: survivor.pk}, pk__gt=merge.pk).order_by("pk")
        new = [key for key in rows.values_list("pk", flat=True) if key not in known.get(model._meta.label, ())]
        if new:
            counts[what] = counts.get(what, 0) + len(new)
            if pointer in RECORDS:
                first[what] = list(rows.filter(pk__in=new[:SHOWN]))
    told = [Since(what, count, rows=tuple(first.get(what, ()))) for what, count in sorted(counts.items())]
    return Staying(told + _mine(viewer, merge, survivor), _changed_fields(merge, survivor))


def _of_the_merge(merge: RecordMerge) -> dict[str, set[Any]]:
    """{table: keys} of rows that it added, or took along although they are younger than it."""
    known: dict[str, set[Any]] = {}
    for verb, label, keys, *_ in merge.ledger:
        if verb in (SET, MADE):
            known.setdefault(label, set()).update([keys] if verb == MADE else keys)
    return known


def _mine(viewer: User, merge: RecordMerge, survivor: Contact | Company) -> list[Since]:
    column = "contact" if isinstance(survivor, Contact) else "company"
    about = {column: survivor.pk, "pk__gt": merge.pk}
    with_them = {"people__contact": survivor.pk, "pk__gt": merge.pk} if column == "contact" else about
    counts = {
        "Notes": Note.objects.visible_to(viewer).filter(**about).count(),
        "Follow-ups": FollowUp.objects.visible_to(viewer).filter(**about).count(),
        "Pipeline": Deal.objects.visible_to(viewer).filter(**about).count(),
        "Interactions": Interaction.objects.visible_to(viewer).filter(**with_them).distinct().count(),
    }
    return [Since(what, count, mine=True) for what, count in sorted(counts.items()) if count]


def _changed_fields(merge: RecordMerge, survivor: Contact | Company) -> list[str]:
    """Of the fields that the merge wrote: those that say something else by now."""
    kind = "contact" if isinstance(survivor, Contact) else "company"
    wrote: dict[str, Any] = {}
    for line in merge.ledger:
        if line[0] == SET and line[1] == type(survivor)._meta.label and line[2] == [survivor.pk]:
            wrote |= {name: after for name, (_, after) in line[3].items()}
    changed = {name for name, after in wrote.items() if plain(getattr(survivor, name)) != after}
    return [LABELS[choice] for choice, names in GROUPS[kind].items() if set(names) & changed]
