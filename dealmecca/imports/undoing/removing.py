"""Records that an import made: which of them can go, and their going with all that hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dealmecca.directory.actions.restoring import take_away
from dealmecca.directory.models.words import BY_WORDS
from dealmecca.history.models import Change
from dealmecca.imports.models import ImportUndo
from dealmecca.imports.undoing.images import MAIN, TABLES, Journal, Snapshot, capture, model_of
from dealmecca.imports.undoing.standing import Keys, built_on, owners_of

EDITED = "it was changed since"
KNOWN_ELSEWHERE = "another list knows it by an id of its own"
CONFIRMED_SINCE = "somebody confirmed or reported a duty since"


@dataclass
class Verdict:
    """What goes (with all rows as they are) and what stays, with the reason."""

    goes: Snapshot = field(default_factory=dict)
    stays: dict[str, str] = field(default_factory=dict)


def judge(run: ImportUndo, kind: str, ids: Sequence[str], released: Keys | None = None) -> Verdict:
    """`released` are rows that are on their way out, or back, with other records: they hold nothing."""
    rows = {key: of_record for key, of_record in capture(kind, ids).items() if of_record}
    stays = _touched(run, kind, rows)
    while True:
        goes = {key: of_record for key, of_record in rows.items() if key not in stays}
        going: Keys = {label: set(keys) for label, keys in (released or {}).items()}
        own: Keys = {}
        for of_record in goes.values():
            for label, keyed in of_record.items():
                own.setdefault(label, set()).update(keyed)
        for label, keys in own.items():
            going.setdefault(label, set()).update(keys)
        blocked: dict[str, str] = {}
        for label, reasons in built_on(going).items():
            blocked |= owners_of(label, reasons, goes)
        if not blocked:
            return Verdict(goes, stays)
        stays |= blocked


def _touched(run: ImportUndo, kind: str, rows: Snapshot) -> dict[str, str]:
    """What somebody else has changed since: rule 11 says that history has a line of it. Words that somebody decided on
    follow the vocabulary, and are no reason to stay."""
    item = run.item
    others = Change.objects.filter(record_kind=kind, record_id__in=list(rows)).exclude(batch=item.pk)
    others = others.exclude(batch__startswith=BY_WORDS)
    stays = dict.fromkeys(others.order_by().values_list("record_id", flat=True).distinct(), EDITED)
    ended = item.finished_at.isoformat() if item.finished_at else ""
    for key, of_record in rows.items():
        if any(row["source"] != item.source for row in of_record.get("directory.ExternalId", {}).values()):
            stays.setdefault(key, KNOWN_ELSEWHERE)
        if any(row["recorded_at"] > ended for row in of_record.get("roster.Evidence", {}).values()):
            stays.setdefault(key, CONFIRMED_SINCE)
    return stays


def remove(run: ImportUndo, kind: str, ids: Sequence[str]) -> Verdict:
    """Within the caller's transaction and under its locks."""
    main = MAIN[kind]
    list(model_of(main).objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    verdict = judge(run, kind, ids)
    if not verdict.goes:
        return verdict
    journal = Journal(run.item_id, run.pk)
    journal.seen(kind, verdict.goes)
    for label, _ in reversed(TABLES[kind][1:]):
        keys = [key for of_record in verdict.goes.values() for key in of_record.get(label, {})]
        if keys:
            model_of(label)._base_manager.filter(pk__in=keys).delete()
    names = {key: _name(of_record[main][key]) for key, of_record in verdict.goes.items()}
    take_away(actor=run.actor, door=run.door, kind=kind, names=names, batch=run.item_id)  # type: ignore[arg-type]
    journal.keep()
    return verdict


def _name(row: dict[str, str]) -> str:
    return row["name"] if "name" in row else f"{row['first_name']} {row['last_name']}".strip()
