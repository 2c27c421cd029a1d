"""The queue of duplicates when two records become one: the pair is decided, other pairs are of the survivor."""

from typing import Any

from django.db.models import Q

from dealmecca.quality.merging.ledger import Ledger
from dealmecca.quality.models import DuplicatePair, PairState


def follow_pairs(ledger: Ledger, kept_id: str, dropped_id: str, decided: dict[str, Any]) -> None:
    """`decided` is who decided, and when."""
    for pair in DuplicatePair.objects.filter(Q(a_id=dropped_id) | Q(b_id=dropped_id)).order_by("pk"):
        other = pair.b_id if pair.a_id == dropped_id else pair.a_id
        if other == kept_id:
            now: dict[str, Any] = {"state": PairState.MERGED.value, **decided}
        else:
            first, second = sorted((kept_id, other))
            if DuplicatePair.objects.filter(a_id=first, b_id=second).exists():
                ledger.remove(pair)
                continue
            now = {"a_id": first, "b_id": second}
        ledger.set(DuplicatePair, [pair.pk], {name: getattr(pair, name) for name in now}, now)
