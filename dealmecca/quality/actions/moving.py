"""Two records of one person at two companies become one record that moved."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Contact, Move
from dealmecca.history.models import Door
from dealmecca.quality.actions.merging import locked_pair, merge_records
from dealmecca.quality.models import RecordMerge
from dealmecca.quality.permissions import Actor, can_merge, require

NEW_JOB = ("title", "department", "seniority", "email", "phone")


def can_be_a_move(one: Contact, other: Contact) -> bool:
    return bool(one.company_id and other.company_id and one.company_id != other.company_id)


@transaction.atomic
def merge_as_move(
    *, actor: Actor, door: Door, former: Contact, present: Contact, keep: str, moved_on: date
) -> RecordMerge:
    """The person left `former`'s company for `present`'s on that day; `keep` is the id of the record that stays.

    First `former` moves, as by hand, so that what belongs to the old job ends with it; then the two become one.
    Taking the merge apart takes the move back as well. Raises ValidationError and Conflict.
    """
    require(can_merge(actor), "Only moderators merge records.")
    if keep not in (former.pk, present.pk):
        raise ValidationError({"keep": ["Say which of the two records stays."]})
    if not can_be_a_move(former, present):
        raise ValidationError("A move leads from one company to another: these two are not at two companies.")
    locked_pair(former, present)  # all locks in their order, before the move takes some of them
    values = {name: getattr(present, name) for name in NEW_JOB if getattr(present, name)}
    there = present.company_id
    move_contact(actor=actor, door=door, contact=former, company_id=there, moved_on=moved_on, values=values)
    people = Contact.objects.select_related("company").in_bulk([former.pk, present.pk])
    kept = people.pop(keep)
    [dropped] = people.values()
    merge = merge_records(actor=actor, door=door, kept=kept, dropped=dropped)
    merge.move = Move.objects.filter(contact=kept, undone_at=None).order_by("recorded_at").last()
    merge.save(update_fields=["move"])
    return merge
