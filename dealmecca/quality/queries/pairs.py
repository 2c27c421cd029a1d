"""The queue of duplicates as pages and the API read it, and what two records look like side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.field_policy import shown_value
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import directory_size
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.history.models import Change, Door
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.quality.merging.choosing import DROPPED, GROUPS, LABELS, Record, Side, better_values, values_of
from dealmecca.quality.models import DuplicatePair, DuplicatePass, MatchingWeights, PairState
from dealmecca.quality.queries.alike import LABELS as FEATURES
from dealmecca.quality.queries.alike import Line

PAGE = 30
LARGEST = 200_000  # people whom a timed job compares, in about 20 s; more are left to the command


@dataclass(frozen=True)
class PairLine:
    pair: DuplicatePair
    a: Record
    b: Record

    @property
    def reasons(self) -> list[Line]:
        """What speaks for it, then what speaks against it: "Last name: same +2.9"."""
        ordered = sorted(self.pair.reasons, key=lambda reason: -reason[2])
        return [
            Line(FEATURES.get(feature) or f"{feature[:1].upper()}{feature[1:]}", level, signed(weight))
            for feature, level, weight in ordered
        ]


@dataclass(frozen=True)
class PairPage:
    lines: list[PairLine]
    next_cursor: str | None


@dataclass(frozen=True)
class FieldChoice:
    """One row of the preview; `ours` is the survivor's value in words, `side` whose value is chosen."""

    name: str
    label: str
    ours: str
    theirs: str
    side: Side

    @property
    def differs(self) -> bool:
        return self.ours != self.theirs

    @property
    def takes_theirs(self) -> bool:
        return self.side == DROPPED


def open_pairs(
    *, viewer: User, kind: str, state: str = PairState.OPEN, cursor: str | None = None, limit: int = PAGE
) -> PairPage:
    """The surest first, without pairs of records that are gone. Raises ValueError for a broken cursor. Four queries at
    most."""
    rows = DuplicatePair.objects.visible_to(viewer).filter(record_kind=kind, state=state)
    if cursor:
        rank, last = decode_cursor(cursor, (int, str))
        rows = rows.filter(Q(rank__lt=rank) | Q(rank=rank, pk__lt=last))
    found = list(rows.order_by("-rank", "-pk")[: limit + 1])
    shown = found[:limit]
    following = encode_cursor([shown[-1].rank, shown[-1].pk]) if len(found) > limit else None
    return PairPage(_lines(viewer, kind, shown), following)


def count_pairs(*, viewer: User) -> dict[tuple[str, str], int]:
    """{(kind, state): how many}. One query."""
    rows = DuplicatePair.objects.visible_to(viewer).order_by().values("record_kind", "state")
    counted = rows.annotate(how_many=Count("pk")).values_list("record_kind", "state", "how_many")
    return {(kind, state): count for kind, state, count in counted}


def get_pair(*, viewer: User, pair_id: str) -> PairLine:
    """Raises DuplicatePair.DoesNotExist, also when one of the two is gone and the pair is not merged."""
    if "\0" in pair_id:
        raise DuplicatePair.DoesNotExist
    pair = DuplicatePair.objects.visible_to(viewer).get(pk=pair_id)
    lines = _lines(viewer, pair.record_kind, [pair])
    if not lines:
        raise DuplicatePair.DoesNotExist
    return lines[0]


def next_pair(*, viewer: User, after: DuplicatePair) -> DuplicatePair | None:
    """The next to decide, by the queue's order."""
    rows = DuplicatePair.objects.visible_to(viewer).filter(record_kind=after.record_kind, state=PairState.OPEN)
    below = rows.filter(Q(rank__lt=after.rank) | Q(rank=after.rank, pk__lt=after.pk)).exclude(pk=after.pk)
    return below.order_by("-rank", "-pk").first()


def field_choices(*, viewer: User, kept: Record, dropped: Record) -> list[FieldChoice]:
    """Every field that one of the two has, the chosen side by default. Two queries."""
    sides = better_values(kept, dropped)
    kind = "contact" if isinstance(kept, Contact) else "company"
    found = [
        FieldChoice(
            name, LABELS[name], _words(viewer, kept, name, names), _words(viewer, dropped, name, names), sides[name]
        )
        for name, names in GROUPS[kind].items()
    ]
    return [choice for choice in found if choice.ours or choice.theirs]


def is_due() -> bool:
    """Whether an import ended since the last look, or other weights are in force since, or anything changed and
    that look is a day old. Four queries."""
    if directory_size(viewer=operator())[0] > LARGEST:
        return False
    last = DuplicatePass.objects.order_by("-pk").first()
    if last is None:
        return True
    if MatchingWeights.objects.filter(applied_at__gt=last.ran_at).exists():
        return True
    news = Change.objects.filter(pk__gt=last.newest_change)
    if (timezone.now() - last.ran_at).days >= 1:
        return news.exists()
    newest = news.filter(door=Door.IMPORT).order_by("-pk").first()
    return newest is not None and (timezone.now() - newest.at).total_seconds() > 60


def newest_change() -> int:
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def signed(weight: float) -> str:
    """With a true minus."""
    return f"{weight:+.1f}".replace("-", "−")


def _lines(viewer: User, kind: str, pairs: Sequence[DuplicatePair]) -> list[PairLine]:
    ids = {key for pair in pairs for key in (pair.a_id, pair.b_id)}
    records: dict[str, Any]
    if kind == "contact":
        records = Contact.objects.visible_to(viewer).select_related("company").in_bulk(ids)
    else:
        records = Company.objects.visible_to(viewer).select_related("parent").in_bulk(ids)
    return [
        PairLine(pair, records[pair.a_id], records[pair.b_id])
        for pair in pairs
        if pair.a_id in records and pair.b_id in records
    ]


def _words(viewer: User, record: Record, choice: str, names: Sequence[str]) -> str:
    """The value as people read it."""
    if choice == "company" and isinstance(record, Contact):
        return f"{record.company}, {record.company.city}".rstrip(", ") if record.company else ""
    if choice == "parent" and isinstance(record, Company):
        return str(record.parent or "")
    kind = "contact" if isinstance(record, Contact) else "company"
    told = []
    for name, value in zip(names, values_of(record, names), strict=True):
        shown = shown_value(viewer, kind, name, value)
        words = BY_FIELD[name].label(str(shown)) if name in BY_FIELD and shown else str(shown or "")
        if words and words not in told:
            told.append(words)
    return (" " if choice == "name" else ", ").join(told)
