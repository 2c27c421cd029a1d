"""The queue of duplicates: filled by a look through the directory, emptied by decisions, which stick."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.viewers import operator
from dealmecca.database.locks import lock_until_commit
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.matching.explaining import Explained, explained_offices, explained_people
from dealmecca.quality.models import WAITING, DuplicatePair, DuplicatePass, PairState
from dealmecca.quality.permissions import Actor, can_merge, require
from dealmecca.quality.queries.pairs import newest_change
from dealmecca.quality.queries.records import all_offices, all_people, worth_of
from dealmecca.quality.queries.weights import weighing_in_force

QUEUE = "queue of duplicates"
AT_ONCE = 500
DECIDED = (PairState.OPEN, PairState.LATER, PairState.NOT_SAME)
UPDATED = ("confidence", "label", "reasons", "rank", "compared", "state", "decided_at", "decided_by")


def fill_queue(*, actor: Actor) -> DuplicatePass:
    """Compare everybody and every company, in memory; then write down what is new and drop what is no longer alike."""
    require(can_merge(actor), "Only moderators look for duplicates.")
    change, weighing = newest_change(), weighing_in_force()
    people, offices = list(all_people(viewer=operator())), list(all_offices(viewer=operator()))
    pairs = [
        *_pairs("contact", people, explained_people(people, weighing)),
        *_pairs("company", offices, explained_offices(offices, weighing)),
    ]
    return _write(pairs, DuplicatePass(newest_change=change, people=len(people), companies=len(offices)))


@transaction.atomic
def decide_on_pair(*, actor: Actor, pair: DuplicatePair, state: str) -> DuplicatePair:
    """OPEN, LATER or NOT_SAME; merging decides by itself. Raises Conflict when the pair was merged or is gone."""
    require(can_merge(actor), "Only moderators decide on duplicates.")
    if state not in DECIDED:
        raise ValueError(f"Decide one of {', '.join(DECIDED)}.")
    decided = None if state == PairState.OPEN else timezone.now()
    rows = DuplicatePair.objects.filter(pk=pair.pk).exclude(state=PairState.MERGED)
    if not rows.update(state=state, decided_at=decided, decided_by=actor.pk if actor and decided else None):
        raise Conflict("Somebody merged these two in the meantime, or they are no longer alike.")
    return DuplicatePair.objects.get(pk=pair.pk)


@transaction.atomic
def _write(pairs: Sequence[DuplicatePair], run: DuplicatePass) -> DuplicatePass:
    lock_until_commit(QUEUE)
    found = {(pair.a_id, pair.b_id): pair for pair in pairs}
    stale: list[str] = []
    changed: list[DuplicatePair] = []
    for row in DuplicatePair.objects.select_for_update(of=("self",)).order_by("pk").iterator(AT_ONCE):
        now = found.pop((row.a_id, row.b_id), None)
        if now is None:
            stale += [row.pk] if row.state in WAITING else []
        elif _differs(row, now):
            changed.append(row)
    DuplicatePair.objects.bulk_update(changed, UPDATED, batch_size=AT_ONCE)
    for start in range(0, len(stale), AT_ONCE):
        DuplicatePair.objects.filter(pk__in=stale[start : start + AT_ONCE]).delete()
    DuplicatePair.objects.bulk_create(found.values(), batch_size=AT_ONCE)
    DuplicatePass.objects.all().delete()  # the last one is all that is asked for
    run.found = len(pairs)
    run.save(force_insert=True)
    return run


def _differs(row: DuplicatePair, now: DuplicatePair) -> bool:
    """Take over what was found. A decision stays until what was compared has changed."""
    is_other = row.compared != now.compared
    if row.state == PairState.MERGED or (row.state == PairState.NOT_SAME and is_other):
        row.state, row.decided_at, row.decided_by = PairState.OPEN, None, None
        is_other = True
    elif row.state == PairState.NOT_SAME:
        return False
    names = ("confidence", "label", "reasons", "rank", "compared")
    if not is_other and all(getattr(row, name) == getattr(now, name) for name in names):
        return False
    for name in names:
        setattr(row, name, getattr(now, name))
    return True


def _pairs(kind: str, rows: Sequence[Any], found: Sequence[Explained]) -> list[DuplicatePair]:
    worth = worth_of(kind, {rows[place].id for pair in found for place in (pair.a, pair.b)})
    return [
        DuplicatePair(
            record_kind=kind,
            a_id=rows[pair.a].id,
            b_id=rows[pair.b].id,
            confidence=int(round(pair.confidence, 4) * 10_000),
            label=pair.label,
            reasons=[[reason.feature, reason.level, reason.weight] for reason in pair.reasons],
            rank=int(pair.confidence * 1_000) * 1_000 + max(worth.get(rows[place].id, 0) for place in (pair.a, pair.b)),
            compared=_digest(rows[pair.a], rows[pair.b]),
        )
        for pair in found
    ]


def _digest(*rows: Any) -> str:
    """Of all that was compared; it gives none of it away."""
    return sha256(repr([tuple(row)[1:] for row in rows]).encode()).hexdigest()[:16]
