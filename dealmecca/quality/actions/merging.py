"""Making one record of two. Every row that it touches stands in the ledger, from which unmerging.py undoes it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions import CompanyWrite, ContactWrite, save_batch
from dealmecca.directory.actions.companies import HIERARCHY
from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.directory.actions.levels import refresh_levels
from dealmecca.directory.models import Company, CompanyAlias, Contact, Redirect
from dealmecca.directory.search_lines import company_lines
from dealmecca.directory.verification.evidence import kind_of
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.merging.choosing import DROPPED, GROUPS, KEPT, Record, Side, better_values
from dealmecca.quality.merging.companies import follow_company, refuse_loop, settle_people
from dealmecca.quality.merging.ledger import Ledger, whole_row
from dealmecca.quality.merging.moving import listed, move_everything, move_people
from dealmecca.quality.merging.pairs import follow_pairs
from dealmecca.quality.merging.people import join_jobs, keep_addresses, name_job, refuse_circles
from dealmecca.quality.models import RecordMerge
from dealmecca.quality.permissions import Actor, can_merge, require
from dealmecca.roster.actions.reporting import LINES
from dealmecca.search.actions import drop_lines, put_lines
from dealmecca.search.models import LINES as SEARCH_LINES

Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def merge_records(
    *, actor: Actor, door: Door, kept: Record, dropped: Record, choices: Mapping[str, str] | None = None
) -> RecordMerge:
    """`dropped` becomes part of `kept`: all that points at it moves, its address leads on, its name is another name.

    `choices` says of whom each field is, {choosing.GROUPS: kept or dropped}; what it leaves out is decided by
    `better_values`. Raises ValidationError, and Conflict when one of the two is gone or a circle would close.
    """
    require(can_merge(actor), "Only moderators merge records.")
    if type(kept) is not type(dropped) or kept.pk == dropped.pk:
        raise ValidationError("Choose two different people, or two different companies.")
    kept, dropped = locked_pair(kept, dropped)
    sides = _sides(kept, dropped, choices or {})
    kind, ledger, before = kind_of(kept), Ledger(), whole_row(kept)
    merge = RecordMerge(
        record_kind=kind, kept_id=kept.pk, dropped_id=dropped.pk, kept_name=str(kept), dropped_name=str(dropped),
        choices=sides, merged_by_id=actor.pk if actor else None, line_number=_line_number(kind, dropped.pk),
    )  # fmt: skip
    if isinstance(kept, Contact) and isinstance(dropped, Contact):
        told = _merge_people(actor, door, ledger, kept, dropped, merge)
    else:
        assert isinstance(kept, Company) and isinstance(dropped, Company)
        told = _merge_companies(actor, door, ledger, kept, dropped, merge)
    follow_pairs(ledger, kept.pk, dropped.pk, {"decided_at": merge.merged_at, "decided_by_id": merge.merged_by_id})
    slug = dropped.slug if isinstance(dropped, Company) else ""
    ledger.made(Redirect.objects.create(old_id=dropped.pk, old_slug=slug, **{f"{kind}_id": kept.pk}))
    gone = Entry(kind, dropped.pk, Verb.DELETE, {"merged": ("", f"into {kept}")}, timezone.now())
    record_changes(actor=actor, door=door, entries=[gone], batch=batch_of(merge))
    now = whole_row(type(kept)._base_manager.get(pk=kept.pk))
    ledger.note(type(kept), [kept.pk], before, now)
    drop_lines(kind, [dropped.pk])
    ledger.remove(dropped)
    merge.ledger, merge.told = ledger.lines, listed(told)
    merge.save(force_insert=True)
    return merge


def batch_of(merge: RecordMerge) -> str:
    """Under which its lines of history stand."""
    return f"merge {merge.pk}"


def _merge_people(
    actor: Actor, door: Door, ledger: Ledger, kept: Contact, dropped: Contact, merge: RecordMerge
) -> dict[str, list[int]]:
    company_id = (dropped if merge.choices["company"] == DROPPED else kept).company_id
    join_jobs(ledger, kept, dropped, company_id)
    told = move_everything(ledger, kept, dropped)
    addresses = {kept.email, dropped.email}
    changes = _taken_over(kept, dropped, merge.choices)
    if "company_id" in changes:
        changes["company"] = tuple(record.company.name if record.company else "" for record in (kept, dropped))  # type: ignore[assignment]
        kept.company = dropped.company
    kept.email_key = kept.email.lower()
    keep_addresses(ledger, kept, addresses)
    changes["merged"] = ("", str(dropped))
    write = ContactWrite(kept, False, changes)
    save_batch(actor=actor, door=door, contacts=[write], batch=batch_of(merge), positions_follow=False)
    name_job(ledger, kept)
    refuse_circles(kept)
    return told


def _merge_companies(
    actor: Actor, door: Door, ledger: Ledger, kept: Company, dropped: Company, merge: RecordMerge
) -> dict[str, list[int]]:
    follow_company(ledger, kept, dropped)
    chosen = dropped if merge.choices["parent"] == DROPPED else kept
    other = kept if chosen is dropped else dropped
    parent = next((record.parent for record in (chosen, other) if record.parent_id not in (kept.pk, dropped.pk)), None)
    old = kept.parent
    if kept.parent_id == dropped.pk:  # or it would point at itself; the ledger has it with the rest of the row
        Company.objects.filter(pk=kept.pk).update(parent=parent)
    names = dict.fromkeys((str(kept), str(dropped)))
    told = move_everything(ledger, kept, dropped)
    changes = _taken_over(kept, dropped, {**merge.choices, "parent": KEPT})
    kept.parent = parent
    if (old.pk if old else None) != kept.parent_id:
        changes["parent_id"] = (old.pk if old else None, kept.parent_id)
        changes["parent"] = (old.name if old else "", parent.name if parent else "")
    changes["merged"] = ("", str(dropped))
    known = set(kept.aliases.values_list("name", flat=True))
    aliases = [name for name in names if name != kept.name and name not in known]
    write = CompanyWrite(kept, False, changes, new_aliases=aliases)
    save_batch(actor=actor, door=door, companies=[write], batch=batch_of(merge))
    for row in CompanyAlias.objects.filter(company=kept, name__in=aliases).order_by("pk"):
        ledger.made(row)
    refuse_loop(kept)
    moved = move_people(ledger, kept, dropped, told)
    refresh_levels(companies=[kept])
    settle_people(ledger, kept, moved)
    put_lines("company", company_lines([kept]))
    return told


def _taken_over(kept: Record, dropped: Record, sides: Mapping[str, str]) -> Changes:
    """Assign what the survivor takes from the other; {field: (old, new)}."""
    changes: Changes = {}
    for choice, names in GROUPS[kind_of(kept)].items():
        if sides[choice] == DROPPED:
            for name in names:
                old, new = getattr(kept, name), getattr(dropped, name)
                if old != new:
                    setattr(kept, name, new)
                    changes[name] = (old, new)
    if "name" in changes or {"first_name", "last_name"} & set(changes):
        kept.name_key = dropped.name_key
    return changes


def _sides(kept: Record, dropped: Record, choices: Mapping[str, str]) -> dict[str, Side]:
    sides = better_values(kept, dropped)
    for name, side in choices.items():
        if name not in sides or side not in (KEPT, DROPPED):
            known = ", ".join(sides)
            raise ValidationError({"choices": [f"For each of {known} say {KEPT} or {DROPPED}."]})
        sides[name] = KEPT if side == KEPT else DROPPED
    return sides


def _line_number(kind: str, record_id: str) -> int | None:
    lines = SEARCH_LINES[kind]._default_manager.filter(record_id=record_id)
    return lines.values_list("n", flat=True).first()


def locked_pair(kept: Record, dropped: Record) -> tuple[Record, Record]:
    """Both as they are now, held until the transaction ends: named lock, companies by id, people by id."""
    keys = [kept.pk, dropped.pk]
    rows: dict[str, Record] = {}
    if isinstance(kept, Contact) and isinstance(dropped, Contact):
        lock_until_commit(LINES)
        lock_companies({kept.company_id, dropped.company_id})
        standing = Contact.objects.standing().select_related("company")  # what is left of the erased is no record
        people = standing.select_for_update(of=("self",)).filter(pk__in=keys)
        rows |= {row.pk: row for row in people.order_by("pk")}
        for seen in (kept, dropped):
            now = rows.get(seen.pk)
            if isinstance(now, Contact) and now.company_id != seen.company_id:
                raise Conflict(f"{seen} was moved to another company in the meantime. Look again, then merge.")
    else:
        lock_until_commit(HIERARCHY)
        firms = Company.objects.select_for_update(of=("self",)).select_related("parent").filter(pk__in=keys)
        rows |= {row.pk: row for row in firms.order_by("pk")}
        staff = Contact.objects.select_for_update(of=("self",), no_key=True).filter(company_id=dropped.pk)
        list(staff.order_by("pk").values_list("pk"))
    for record in (kept, dropped):
        if record.pk not in rows:
            raise Conflict(_gone(record))
    return rows[kept.pk], rows[dropped.pk]


def _gone(record: Record) -> str:
    where = Redirect.objects.select_related("contact", "company").filter(old_id=record.pk).first()
    if where:
        return f"{record} was merged into {where.contact or where.company} in the meantime."
    return f"{record} was deleted in the meantime."
