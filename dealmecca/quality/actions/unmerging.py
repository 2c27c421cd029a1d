"""Taking a merge apart: both records as they were, and all that had moved back where it was."""

from django.db import transaction
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions import ContactWrite, undo_move
from dealmecca.directory.actions.companies import HIERARCHY
from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.directory.actions.evidence import lock_records
from dealmecca.directory.actions.levels import refresh_levels
from dealmecca.directory.actions.suppressions import refuse_suppressed
from dealmecca.directory.lead_score import record_score
from dealmecca.directory.models import Company, Contact, Move, Redirect
from dealmecca.directory.search_lines import company_lines, contact_lines
from dealmecca.directory.suppressing import FIELDS
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.company_names import company_key
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.person_names import person_key
from dealmecca.quality.actions.merging import batch_of
from dealmecca.quality.merging.companies import settle_again
from dealmecca.quality.merging.ledger import GONE, SET
from dealmecca.quality.merging.replay import play_back
from dealmecca.quality.models import RecordMerge
from dealmecca.quality.permissions import Actor, can_merge, require
from dealmecca.roster.actions.reporting import LINES
from dealmecca.search.actions import put_lines


@transaction.atomic
def unmerge_records(*, actor: Actor, door: Door, merge: RecordMerge) -> RecordMerge:
    """Both records again; `left` of the merge says what was changed since and therefore stays.

    Raises Conflict when it was taken apart already, or when something later stands on it; Suppressed when one of the
    two asked since not to be listed.
    """
    require(can_merge(actor), "Only moderators take merged records apart.")
    _lock(merge)
    merge = RecordMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    _refuse(merge)
    if merge.record_kind == "contact":
        refuse_suppressed([ContactWrite(person, True) for person in _people_to_come_back(merge)])
    left = play_back(merge.ledger, merge.kept_id)
    if merge.record_kind == "contact":
        _settle_people(merge, is_exact=not left)
        left += _move_taken_back(actor, door, merge.move)
    else:
        _settle_companies(merge, is_exact=not left)
    now = timezone.now()
    entries = [
        Entry(merge.record_kind, merge.kept_id, Verb.EDIT, {"merged": (merge.dropped_name, "")}, now),
        Entry(merge.record_kind, merge.dropped_id, Verb.EDIT, {"merged": (f"into {merge.kept_name}", "")}, now),
    ]
    record_changes(actor=actor, door=door, entries=entries, batch=batch_of(merge))
    merge.undone_at, merge.undone_by_id, merge.left = now, actor.pk if actor else None, left
    merge.save(update_fields=["undone_at", "undone_by", "left"])
    return merge


def _lock(merge: RecordMerge) -> None:
    """In the order of merging."""
    if merge.record_kind == "contact":
        lock_until_commit(LINES)
        rows = [line[3] for line in merge.ledger if line[0] == GONE and line[2] == merge.dropped_id]
        now = Contact.objects.filter(pk=merge.kept_id).values_list("company_id", flat=True).first()
        jobs = [job for job in (merge.move.closed, merge.move.opened) if job] if merge.move else []
        lock_companies({now, *(row["company_id"] for row in rows), *(job.company_id for job in jobs)})
        lock_records(contact_ids=[merge.kept_id])
    else:
        lock_until_commit(HIERARCHY)
        lock_records(company_ids=[merge.kept_id])
        people = Contact.objects.select_for_update(of=("self",), no_key=True).filter(company_id=merge.kept_id)
        list(people.order_by("pk").values_list("pk"))


def _refuse(merge: RecordMerge) -> None:
    """Raises Conflict."""
    if merge.undone_at:
        raise Conflict("This merge was taken apart already.")
    if merge.forgotten_at:
        raise Conflict("A person in this merge was erased, and what it held of them with them. It cannot be undone.")
    model = Contact if merge.record_kind == "contact" else Company
    if not model._base_manager.filter(pk=merge.kept_id).exists():
        where = Redirect.objects.select_related("contact", "company").filter(old_id=merge.kept_id).first()
        if where:
            into = where.contact or where.company
            raise Conflict(f"{merge.kept_name} was merged into {into} since. Take that merge apart first.")
        raise Conflict(f"{merge.kept_name} was deleted since, with what had moved there.")
    later = RecordMerge.objects.standing().filter(kept_id=merge.kept_id, merged_at__gt=merge.merged_at)
    if other := later.exclude(pk=merge.pk).order_by("-merged_at").first():
        raise Conflict(f"{other.dropped_name} was merged into {merge.kept_name} since. Take that merge apart first.")
    moves = Move.objects.filter(contact=merge.kept_id, undone_at=None, recorded_at__gt=merge.merged_at)
    if merge.record_kind == "contact" and moves.exists():
        raise Conflict(f"{merge.kept_name} moved since. Take that move back first, then take the merge apart.")


def _people_to_come_back(merge: RecordMerge) -> list[Contact]:
    """Unsaved, with the addresses that they had: nobody is listed again who asked not to be since."""
    held = [line[3] for line in merge.ledger if line[0] == GONE and line[2] == merge.dropped_id]
    held += [
        {name: before for name, (before, _) in line[3].items()}
        for line in merge.ledger
        if line[0] == SET and line[2] == [merge.kept_id]
    ]
    return [Contact(**{name: values.get(name, "") for name in FIELDS}) for values in held]


def _move_taken_back(actor: Actor, door: Door, move: Move | None) -> list[str]:
    """The move that was recorded together with the merge, unless something stands on it."""
    if move is None or move.undone_at:
        return []
    try:
        with transaction.atomic():
            undo_move(actor=actor, door=door, move=move)
    except Conflict as refusal:
        return [str(refusal)]
    return []


def _settle_people(merge: RecordMerge, *, is_exact: bool) -> None:
    people = list(Contact.objects.select_related("company").filter(pk__in=[merge.kept_id, merge.dropped_id]))
    if not is_exact:
        for person in people:
            person.name_key = person_key(person.first_name, person.last_name)[:255]
            person.email_key = person.email.lower()
            person.lead_score = record_score(person, person.company)
        Contact.objects.bulk_update(people, ["name_key", "email_key", "lead_score"])
        refresh_levels(contacts=people)
    lines = contact_lines(people, {person.company.pk: person.company for person in people if person.company})
    put_lines("contact", lines, places=_places(merge))


def _settle_companies(merge: RecordMerge, *, is_exact: bool) -> None:
    companies = list(Company.objects.filter(pk__in=[merge.kept_id, merge.dropped_id]))
    if not is_exact:
        for company in companies:
            company.name_key = company_key(company.name)[:255]
        Company.objects.bulk_update(companies, ["name_key"])
        refresh_levels(companies=companies)
    put_lines("company", company_lines(companies), places=_places(merge))
    written = {name for line in merge.ledger if line[0] == SET and line[2] == [merge.kept_id] for name in line[3]}
    settle_again(companies, with_scores=not is_exact or bool({"company_type", "size"} & written))


def _places(merge: RecordMerge) -> dict[str, int]:
    return {merge.dropped_id: merge.line_number} if merge.line_number else {}
