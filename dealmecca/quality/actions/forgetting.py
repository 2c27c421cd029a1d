"""Erasing a person, or a company, from the ledgers of merges: what was set aside of them goes, for good."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dealmecca.quality.merging.ledger import GONE, SET
from dealmecca.quality.models import DuplicatePair, RecordMerge

FORGOTTEN = "somebody who was erased"
AT_ONCE = 100


@transaction.atomic
def forget_record(*, kind: str, record_id: str) -> int:
    """No ledger holds a value of this record any more, nor of those that were merged into it; returns how many did.

    For the action that erases, which has asked for permission. Such a merge cannot be taken apart after that, and says
    so. Of a ledger that holds a row about the record, and is of others, the rows go as well.
    """
    ids = _all_ids(kind, record_id)
    count = 0
    for merge in RecordMerge.objects.select_for_update(of=("self",)).order_by("pk").iterator(AT_ONCE):
        is_of_it = merge.record_kind == kind and bool({merge.kept_id, merge.dropped_id} & ids)
        if not is_of_it and not any(_speaks_of(line, ids) for line in merge.ledger):
            continue
        merge.ledger = [_emptied(line) for line in merge.ledger]
        merge.left, merge.forgotten_at = [], timezone.now()
        if is_of_it:
            merge.kept_name = merge.dropped_name = FORGOTTEN
        merge.save(update_fields=["ledger", "kept_name", "dropped_name", "left", "forgotten_at"])
        count += 1
    DuplicatePair.objects.filter(Q(a_id__in=ids) | Q(b_id__in=ids)).delete()
    return count


def _all_ids(kind: str, record_id: str) -> set[str]:
    """Those of all that became this record, one after another."""
    ids, new = {record_id}, {record_id}
    while new:
        rows = RecordMerge.objects.standing().filter(record_kind=kind, kept_id__in=new)
        new = set(rows.values_list("dropped_id", flat=True)) - ids
        ids |= new
    return ids


def _speaks_of(line: list[Any], ids: Iterable[str]) -> bool:
    """A row that was set aside and names it."""
    return line[0] == GONE and bool(set(ids) & {value for value in line[3].values() if isinstance(value, str)})


def _emptied(line: list[Any]) -> list[Any]:
    """The line with its table and keys alone."""
    verb, label, keys, *values = line
    return [verb, label, keys, *({} for _ in values)] if verb in (SET, GONE) else line
