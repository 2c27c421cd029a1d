"""Moving what points at one row to another, and making one of two rows that may not both be there."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils import timezone

from dealmecca.quality.merging.ledger import Ledger, Model, rows_of
from dealmecca.quality.merging.pointers import ENDS, SOFTENED


class Counts(NamedTuple):
    moved: int
    set_aside: int


class Clash(NamedTuple):
    """Why a row cannot move: the survivor's row says the same. Without one, the row would point at itself."""

    constraint: str
    twin: Any | None


def repoint(
    ledger: Ledger, model: Model, column: str, old: Any, new: Any, only: Mapping[str, Any] | None = None
) -> Counts:
    """Every row whose `column` is `old` gets `new`, or becomes one with the row that is in its place already."""
    mine = rows_of(model).filter(**{column: old, **(only or {})})
    clashes = _clashes(model, column, mine, new, only or {})
    set_aside = 0
    for row in rows_of(model).filter(pk__in=list(clashes)).order_by("pk"):
        found = clashes[row.pk]
        if any(clash.twin is None for clash in found):
            drop(ledger, row)
        elif not _soften(ledger, row, found):
            absorb(ledger, row, found[0].twin)
        else:
            continue
        set_aside += 1
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    ledger.set(model, keys, {column: old}, {column: new})
    return Counts(len(keys), set_aside)


def absorb(ledger: Ledger, row: models.Model, twin: Any) -> None:
    """The row goes, its twin of the same table stays, with all that pointed at the row."""
    model = type(row)
    for other, column in relations_to(model):
        repoint(ledger, other, column, row.pk, twin)
    _keep_the_earlier_day(ledger, row, rows_of(model).get(pk=twin))
    ledger.remove(row)


def drop(ledger: Ledger, row: models.Model) -> None:
    """The row goes, and what points at it goes or points nowhere, as its foreign key says."""
    for other, column in relations_to(type(row)):
        field: Any = other._meta.get_field(column)
        below = rows_of(other).filter(**{column: row.pk}).order_by("pk")
        if field.remote_field.on_delete is models.SET_NULL:
            ledger.set(other, list(below.values_list("pk", flat=True)), {column: row.pk}, {column: None})
        else:
            for each in below:
                drop(ledger, each)
    ledger.remove(row)


def relations_to(model: Model) -> Iterator[tuple[Model, str]]:
    """Every (table, column) with a foreign key to this table, those without a name for the way back among them."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.attname  # type: ignore[misc, union-attr]


def _clashes(
    model: Model, column: str, mine: "models.QuerySet[Any]", new: Any, only: Mapping[str, Any]
) -> dict[Any, list[Clash]]:
    """{key: why it cannot move}, by the table's own constraints."""
    found: dict[Any, list[Clash]] = {}
    field = model._meta.get_field(column)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            others = [name for name in constraint.fields if name != field.name]
            held = constraint.condition or Q()
            theirs = rows_of(model).filter(held, **{column: new, **only}).values_list("pk", *others)
            twins = {tuple(rest): key for key, *rest in theirs}
            if twins:
                for key, *rest in mine.filter(held).values_list("pk", *others):
                    if None not in rest and tuple(rest) in twins:
                        found.setdefault(key, []).append(Clash(constraint.name, twins[tuple(rest)]))
        elif isinstance(constraint, CheckConstraint) and (other := _never_the_same(constraint, field.name)):
            for key in mine.filter(**{other: new}).values_list("pk", flat=True):
                found.setdefault(key, []).append(Clash(constraint.name, None))
    return found


def _never_the_same(constraint: CheckConstraint, column: str) -> str:
    """The column from which this one must differ: of "agency is not the advertiser"."""
    condition = constraint.condition
    if isinstance(condition, Q) and condition.negated and len(condition.children) == 1:
        child = condition.children[0]
        if isinstance(child, tuple) and isinstance(child[1], F):
            named: Any = child[1]
            pair = [str(child[0]), str(named.name)]
            if column in pair and "id" not in pair:
                pair.remove(column)
                return pair[0]
    return ""


def _soften(ledger: Ledger, row: models.Model, clashes: list[Clash]) -> bool:
    """Whether the row can stay beside its twin, because it says something else; it no longer clashes then."""
    softer: dict[str, Any] = {}
    for clash in clashes:
        differing, becomes = SOFTENED.get(clash.constraint, ((), ""))
        twin = rows_of(type(row)).get(pk=clash.twin)
        if all(getattr(row, name) == getattr(twin, name) for name in differing):
            return False
        if becomes == ENDS:
            softer["until"] = max(row.since, timezone.localdate())  # type: ignore[attr-defined]
        else:
            softer[becomes] = False
    ledger.set(type(row), [row.pk], {name: getattr(row, name) for name in softer}, softer)
    return True


def _keep_the_earlier_day(ledger: Ledger, row: Any, twin: Any) -> None:
    """What has lasted since two days has lasted since the one that is known, or else the earlier one."""
    if not hasattr(row, "is_since_known"):
        return
    fits = twin.until is None or row.since <= twin.until
    if fits and (not row.is_since_known, row.since) < (not twin.is_since_known, twin.since):
        names = ("since", "is_since_known")
        ledger.set(
            type(row),
            [twin.pk],
            {name: getattr(twin, name) for name in names},
            {name: getattr(row, name) for name in names},
        )
