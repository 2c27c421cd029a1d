"""Turning images back: each row returns to what it was, unless somebody has changed it since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey

from dealmecca.directory.actions.positions import JOB
from dealmecca.directory.models import Company
from dealmecca.imports.models import RecordImage
from dealmecca.imports.undoing.images import MAIN, TABLES, Rows, capture, columns_of, model_of
from dealmecca.imports.undoing.standing import Keys, built_on

CHANGED = "it was changed since"
GONE = "what it named is no longer there"
BELOW = "the company above would now be below it"
JOB_GOES_ON = "the job it was moved to has changed, or something was recorded there since"
DEEPEST = 20

# Follow from other columns: never a reason to stay.
DERIVED = {
    "updated_at", "name_key", "email_key", "lead_score", "verification_level", "verification_score",
    "data_quality_score", "verified", "confirmed_on", "fades",
}  # fmt: skip
LEVELS = DERIVED - {"updated_at", "name_key", "email_key", "lead_score"}
CAREER = ("directory.Position", "directory.FormerTitle", "directory.Move")


@dataclass
class Plan:
    """What one image turns: rows to delete, to change and to insert; fields of the record itself among the changes."""

    record_id: str
    deletes: dict[str, set[str]] = field(default_factory=dict)
    changes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    inserts: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    stays: dict[str, str] = field(default_factory=dict)
    is_new: bool = False  # the record itself is inserted
    is_exact: bool = True  # nobody has touched the record itself: its time of change returns as well
    is_judged: bool = False  # its level has to be found anew

    def own_changes(self, kind: str) -> dict[str, Any]:
        return self.changes.get(MAIN[kind], {}).get(self.record_id, {})

    @property
    def is_empty(self) -> bool:
        return not (self.deletes or self.changes or self.inserts)


def plan_all(kind: str, images: Iterable[RecordImage]) -> dict[str, Plan]:
    """{record id: plan}; the caller holds the locks of these records, each of which has one image."""
    of_record = {image.record_id: image.rows for image in images}
    current = capture(kind, of_record)
    plans = {key: _plan(kind, key, rows, current[key]) for key, rows in of_record.items()}
    _keep_what_is_built_on(kind, plans, of_record)
    _keep_what_names_nothing(kind, plans)
    if kind == "company":
        _keep_above(plans)
    return plans


def _plan(kind: str, record_id: str, rows: dict[str, Any], current: Rows) -> Plan:
    plan, main = Plan(record_id), MAIN[kind]
    now = current.get(main, {}).get(record_id)
    whole = rows.get(main, {}).get(record_id)
    plan.is_new = bool(whole and whole["is"] is None)
    if plan.is_new if now else not plan.is_new:
        return plan  # it is there already, or it is gone with all that hung on it
    for label, _ in TABLES[kind]:
        for key, image in rows.get(label, {}).items():
            _plan_row(plan, label, key, image, current.get(label, {}).get(key), is_main=label == main)
    if now and whole:
        made = whole["is"]
        plan.is_exact = not plan.stays and now["updated_at"] == made.get("updated_at", now["updated_at"])
        plan.is_judged = not plan.is_exact or any(now[name] != made[name] for name in LEVELS & set(made))
    return plan


def _plan_row(
    plan: Plan, label: str, key: str, image: dict[str, Any], now: dict[str, Any] | None, *, is_main: bool
) -> None:
    was, made = image["was"], image["is"]
    if made is None:
        if now is None:
            plan.inserts.setdefault(label, {})[key] = was
    elif was is None:
        if now == made:
            plan.deletes.setdefault(label, set()).add(key)
        elif now:
            plan.stays[told(label)] = CHANGED
    elif now is None:
        plan.stays[told(label)] = CHANGED
    else:
        same = {name for name in was if now[name] == made[name]}
        for name in set(was) - same - DERIVED - (set(JOB) if label == "directory.Position" else set()):
            plan.stays[name if is_main else told(label)] = CHANGED
        if returning := {name: was[name] for name in was if name in same or (is_main and name in DERIVED)}:
            plan.changes.setdefault(label, {})[key] = returning


def told(label: str) -> str:
    return str(model_of(label)._meta.verbose_name)


def _keep_what_is_built_on(kind: str, plans: dict[str, Plan], of_record: dict[str, Any]) -> None:
    going: Keys = {}
    for plan in plans.values():
        for label, keys in plan.deletes.items():
            going.setdefault(label, set()).update(keys)
    kept = built_on(going)
    for plan in plans.values():
        for label, keys in list(plan.deletes.items()):
            held = keys & set(kept.get(label, {}))
            for key in held:
                plan.stays[told(label)] = kept[label][key]
            plan.deletes[label] = keys - held
    if kind == "contact":
        for plan in plans.values():
            _keep_career_whole(plan, of_record[plan.record_id])


def _keep_career_whole(plan: Plan, rows: dict[str, Any]) -> None:
    """A move is turned as a whole, or not at all: person, jobs, former titles and the line of the move."""
    if "title" in plan.stays:
        plan.deletes.pop("directory.FormerTitle", None)
    own = rows.get("directory.Contact", {}).get(plan.record_id)
    if plan.is_new or not own or "company_id" not in own["is"]:
        return
    stuck = {*map(told, CAREER), "company_id"} & set(plan.stays)
    if not stuck:
        return
    for name in stuck:
        plan.stays.pop(name)
    plan.stays["company_id"] = JOB_GOES_ON
    for part in (plan.deletes, plan.changes, plan.inserts):
        for label in CAREER:
            part.pop(label, None)
    plan.own_changes("contact").pop("company_id", None)


def _keep_what_names_nothing(kind: str, plans: dict[str, Plan]) -> None:
    """Rows that point to what is gone stay out; who wrote something and has left is simply no longer named."""
    coming = {(label, key) for plan in plans.values() for label, keyed in plan.inserts.items() for key in keyed}
    for label, _ in TABLES[kind]:
        for name, column in columns_of(label).items():
            if not isinstance(column, ForeignKey):
                continue
            target = column.related_model._meta.label
            found = [(plan, part, key, row[name]) for plan in plans.values() for part in (plan.changes, plan.inserts)
                     for key, row in part.get(label, {}).items() if row.get(name)]  # fmt: skip
            wanted = {value for *_, value in found} - {key for where, key in coming if where == target}
            there = set(model_of(target)._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
            for plan, part, key, value in found:
                if value in wanted - there:
                    _drop(plan, part, label, key, name, is_optional=column.null, is_main=label == MAIN[kind])


def _drop(plan: Plan, part: Any, label: str, key: str, name: str, *, is_optional: bool, is_main: bool) -> None:
    if part is plan.inserts and is_optional:
        part[label][key][name] = None
        return
    plan.stays[name if is_main else told(label)] = GONE
    if part is plan.changes:
        part[label][key].pop(name)
    else:
        part[label].pop(key)


def _keep_above(plans: dict[str, Plan]) -> None:
    """The company above returns only where that makes no circle. The caller holds the lock of the hierarchy."""
    for plan in plans.values():
        above = plan.own_changes("company").get("parent_id")
        for _ in range(DEEPEST):
            if not above:
                break
            if above == plan.record_id:
                plan.own_changes("company").pop("parent_id")
                plan.stays["parent_id"] = BELOW
                break
            above = Company.objects.filter(pk=above).values_list("parent_id", flat=True).first()
