"""Merging two duties into one, and undoing it. Every row that changes goes into the merge's ledger first."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.actions.duties import VOCABULARY
from dealmecca.roster.models import Duty, DutyMerge, DutyWord, Evidence, Handling, Membership
from dealmecca.roster.permissions import Actor, can_keep_duties, require

AT_ONCE = 500
Ledger = list[list[Any]]


@transaction.atomic
def merge_duties(*, actor: Actor, kept: Duty, dropped: Duty) -> DutyMerge:
    """`dropped` becomes another word for `kept`, and every link to it one to `kept`. Raises Conflict.

    Where somebody held both for one account at the same time, the two become one handling over both spells: the other
    row stays, folded into it, and its evidence moves over.
    """
    require(can_keep_duties(actor), "Only moderators merge duties.")
    lock_until_commit(VOCABULARY)
    rows = {row.pk: row for row in Duty.objects.select_for_update().filter(pk__in=[kept.pk, dropped.pk]).order_by("pk")}
    if len(rows) < 2:
        raise Conflict("Choose two different duties.")
    kept, dropped = rows[kept.pk], rows[dropped.pk]
    for duty in (kept, dropped):
        if duty.merged_into_id:
            raise Conflict(f"{duty.name} was merged into another duty already.")
    ledger: Ledger = []
    _rewrite(ledger, DutyWord, dropped.words.all(), {"duty_id": kept.pk, "is_name": False})
    for column in ("role_id", "duty_id"):
        _rewrite(ledger, Membership, Membership.objects.filter(**{column: dropped.pk}), {column: kept.pk})
    _rewire_handlings(ledger, kept, dropped)
    _rewrite(ledger, Duty, Duty.objects.filter(merged_into=dropped), {"merged_into_id": kept.pk})
    _rewrite(ledger, Duty, Duty.objects.filter(pk=dropped.pk), {"merged_into_id": kept.pk})
    return DutyMerge.objects.create(kept=kept, dropped=dropped, ledger=ledger, merged_by_id=actor.pk if actor else None)


@transaction.atomic
def undo_merge(*, actor: Actor, merge: DutyMerge) -> list[str]:
    """Every row back to what it was, last change first; returns what was changed since and therefore stays.

    Raises Conflict when it was undone already, or when one of the two took part in a later merge.
    """
    require(can_keep_duties(actor), "Only moderators undo merges.")
    lock_until_commit(VOCABULARY)
    merge = DutyMerge.objects.select_for_update(of=("self",)).select_related("kept", "dropped").get(pk=merge.pk)
    if merge.undone_at:
        raise Conflict("This merge was undone already.")
    both = [merge.kept_id, merge.dropped_id]
    later = DutyMerge.objects.filter(
        Q(kept__in=both) | Q(dropped__in=both), undone_at=None, merged_at__gt=merge.merged_at
    )
    if later.exclude(pk=merge.pk).exists():
        raise Conflict(f"{merge.kept.name} took part in a later merge. Undo that one first.")
    stays = _play_back(merge.ledger)
    DutyMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    return stays


def _rewire_handlings(ledger: Ledger, kept: Duty, dropped: Duty) -> None:
    theirs = Handling.objects.filter(duty=dropped)
    jobs = set(theirs.filter(folded_into=None).values_list("position_id", "account_id"))
    clashing = Handling.objects.filter(duty=kept, folded_into=None, position__in={job for job, _ in jobs})
    groups: dict[tuple[str, str], list[Handling]] = {}
    for row in clashing:
        if (row.position_id, row.account_id) in jobs:
            groups.setdefault((row.position_id, row.account_id), []).append(row)
    for row in theirs.filter(folded_into=None, position__in={job for job, _ in groups}):
        if (row.position_id, row.account_id) in groups:
            groups[row.position_id, row.account_id].append(row)
    for rows in groups.values():
        _fold(ledger, rows, kept.pk)
    _rewrite(ledger, Handling, theirs, {"duty_id": kept.pk})


def _fold(ledger: Ledger, rows: list[Handling], kept: str) -> None:
    """Rows whose spells share a day become one, the earliest of them; those that do not stay as they are."""
    groups: list[tuple[list[Handling], date | None]] = []
    for row in sorted(rows, key=lambda row: (row.since, row.pk)):
        last = groups[-1][1] if groups else row.since
        if last is None or row.since < last:
            groups[-1] = ([*groups[-1][0], row], _later(last, row.until))
        else:
            groups.append(([row], row.until))
    for (survivor, *others), until in groups:
        for row in others:
            _rewrite(ledger, Evidence, _not_said_of(survivor, row), {"handling_id": survivor.pk})
            _rewrite(ledger, Handling, Handling.objects.filter(folded_into=row), {"folded_into_id": survivor.pk})
            _rewrite(ledger, Handling, [row], {"folded_into_id": survivor.pk, "duty_id": kept})
        if until != survivor.until:  # last, so that no other row of this job is open beside it
            _rewrite(ledger, Handling, [survivor], {"until": until})


def _not_said_of(survivor: Handling, row: Handling) -> list[Evidence]:
    """The words about `row` without those that the same member said of both on one day: they count once."""
    words = {
        (word.user_id, word.said, word.said_on)
        for word in Evidence.objects.filter(handling=survivor, withdrawn_at=None, user__isnull=False)
    }
    about = Evidence.objects.filter(handling=row).order_by("pk")
    return [word for word in about if word.withdrawn_at or (word.user_id, word.said, word.said_on) not in words]


def _later(first: date | None, second: date | None) -> date | None:
    return max(first, second) if first and second else None


def _rewrite(ledger: Ledger, model: type[models.Model], rows: Iterable[Any], values: dict[str, Any]) -> None:
    """Set these columns on these rows, each with its old and new value in the ledger."""
    found = list(rows)
    for row in found:
        for column, new in values.items():
            old = getattr(row, column)
            if old != new:
                ledger.append([model._meta.label, row.pk, column, _plain(old), _plain(new)])
    manager = model._default_manager
    keys = [row.pk for row in found]
    for start in range(0, len(keys), AT_ONCE):
        manager.filter(pk__in=keys[start : start + AT_ONCE]).update(**values)


def _play_back(ledger: Ledger) -> list[str]:
    """Undo the ledger from its end, neighbours of one kind together; returns what had changed since."""
    stays: list[str] = []
    for (label, column, old, new), rows in groupby(reversed(ledger), key=lambda row: (row[0], *row[2:])):
        model = apps.get_model(label)
        keys = [row[1] for row in rows]
        for start in range(0, len(keys), AT_ONCE):
            chunk = keys[start : start + AT_ONCE]
            held = model._default_manager.filter(pk__in=chunk, **{column: new})
            unchanged = set(held.values_list("pk", flat=True))
            try:
                with transaction.atomic():
                    held.update(**{column: old})
            except IntegrityError:  # something recorded since stands in the way of one of them
                unchanged = {key for key in chunk if key in unchanged and _put_back(model, key, column, old)}
            name = f"{model._meta.verbose_name}: {column.removesuffix('_id')}"
            stays += [f"{name} of {key}" for key in chunk if key not in unchanged]
    return stays


def _put_back(model: type[models.Model], key: Any, column: str, old: Any) -> bool:
    try:
        with transaction.atomic():
            return bool(model._default_manager.filter(pk=key).update(**{column: old}))
    except IntegrityError:
        return False


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
