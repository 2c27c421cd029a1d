"""The board: a column for each step, its newest cards first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp
from dealmecca.crm.vocabularies import STATUS
from dealmecca.search.criteria import Count

SHOWN = 50  # cards of one column


@dataclass(frozen=True)
class Card:
    """`before` and `after` are the steps beside its own, "" at the ends; `next_on` the viewer's next follow-up."""

    deal: Deal
    before: str
    after: str
    next_on: date | None
    is_late: bool


@dataclass(frozen=True)
class Column:
    code: str
    label: str
    cards: list[Card]
    count: Count


def board_for(*, viewer: User) -> list[Column]:
    """All six columns. Two queries, and one for the next touch."""
    place = Window(RowNumber(), partition_by=F("status"), order_by=(F("status_at").desc(), F("id").desc()))
    seen = Deal.objects.visible_to(viewer)
    rows = seen.annotate(place=place).filter(place__lte=SHOWN + 1).select_related("user", "contact__company")
    by_status: dict[str, list[Deal]] = {}
    for placed in rows.order_by("status", "place"):
        by_status.setdefault(placed.status, []).append(placed)
    shown = [row for found in by_status.values() for row in found[:SHOWN]]
    touches = next_touches(viewer=viewer, ids=[row.contact_id for row in shown if row.contact_id])
    today = timezone.localdate(timezone=viewer.zone)
    columns = []
    for at, (code, label) in enumerate(STATUS.choices):
        found = by_status.get(code, [])
        before = STATUS.codes[at - 1] if at else ""
        after = STATUS.codes[at + 1] if at + 1 < len(STATUS.codes) else ""
        cards = []
        for row in found[:SHOWN]:
            touch = touches.get(row.contact_id or "")
            cards.append(Card(row, before, after, touch, bool(touch and touch < today)))
        columns.append(Column(code, label, cards, Count(len(cards), len(found) > SHOWN)))
    return columns


def next_touches(*, viewer: User, ids: Sequence[str], kind: str = "contact") -> dict[str, date]:
    """When the viewer follows up next with each of these people or companies. One query, none for nobody."""
    if not ids:
        return {}
    rows = FollowUp.objects.visible_to(viewer).filter(user=viewer.pk, done_at=None, **{f"{kind}__in": list(ids)})
    return {str(key): due_on for key, due_on in rows.order_by("-due_on").values_list(f"{kind}_id", "due_on")}
