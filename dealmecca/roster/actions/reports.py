"""Still right, left, wrong account: what members say about the roster, and what becomes of it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dealmecca.directory.actions.contacts import lock_contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.roster.actions.days import checked_day
from dealmecca.roster.actions.handlings import add_words, handled_text, unfolded
from dealmecca.roster.actions.telling import day_text, tell
from dealmecca.roster.models import Evidence, Handling, Outcome, Said
from dealmecca.roster.permissions import Actor, can_keep_duties, can_report, require
from dealmecca.roster.vocabularies import HOW

_TOLD = {Said.CONFIRMED: "still right", Said.LEFT: "left, says a member", Said.WRONG: "wrong account, says a member"}


@transaction.atomic
def report(
    *,
    actor: Actor,
    door: Door,
    handling: Handling,
    said: Said,
    how: str = "OTHER",
    said_on: date | None = None,
    note: str = "",
) -> Sequence[Evidence]:
    """One word about a handling; "left" is about the person's whole job, so it goes on every duty held there.

    Returns the evidence that counts now. Raises Conflict for what has ended already.
    """
    require(can_report(actor), "You may not report.")
    day = checked_day("said_on", said_on) if said_on else timezone.localdate()
    contact = lock_contact(handling.contact)
    row = unfolded(handling)
    if (row.until and row.until <= day) or (row.position.until and row.position.until <= day):
        raise Conflict(f"{handled_text(row)} has ended already: there is nothing left to report.")
    rows = [row]
    if said == Said.LEFT:
        lasting = Handling.objects.filter(Q(until=None) | Q(until__gt=day), position=row.position_id, folded_into=None)
        rows = list(lasting.select_related("account", "duty").order_by("pk"))
    now = timezone.now()
    before = set(_mine(rows, actor, said, day).values_list("pk", flat=True))
    add_words(rows, said=said, how=how, said_on=day, actor=actor, at=now, note=one_line(note)[:280])
    mine = list(_mine(rows, actor, said, day).order_by("pk"))
    if any(word.pk not in before for word in mine):
        source = HOW.label(HOW.resolve(how) or "OTHER").lower() if how != "OTHER" else ""
        new = f"{_TOLD[said]}, {day_text(day)}{f' ({source})' if source else ''}"
        told = [("contact", contact.pk, handled_text(row), "", new)]
        told += [("company", one.account_id, f"{contact.full_name}, {one.duty.name}", "", new) for one in rows]
        tell(actor=actor, door=door, at=now, told=told)
    return mine


@transaction.atomic
def withdraw(*, actor: Actor, evidence: Sequence[Evidence], door: Door = Door.WEB) -> int:
    """Take back one's own words as if never said: what they had replaced counts again. Returns how many."""
    require(can_report(actor), "You may not report.")
    rows = Evidence.objects.filter(pk__in=[word.pk for word in evidence], withdrawn_at=None)
    if actor is not None:
        rows = rows.filter(user=actor)
    # Locked in one order, so that a double click takes back once and tells it once.
    own = list(
        rows.select_for_update(of=("self",))
        .select_related("handling__contact", "handling__account", "handling__duty")
        .order_by("pk")
    )
    now = timezone.now()
    Evidence.objects.filter(pk__in=[word.pk for word in own]).update(withdrawn_at=now)
    told = []
    for word in own:
        replaced = Evidence.objects.filter(handling=word.handling_id, user=word.user_id, said_on=word.said_on)
        replaced.filter(withdrawn_at=word.recorded_at, employer=word.employer).update(withdrawn_at=None)
        row, old = word.handling, f"{_TOLD[Said(word.said)]}, {day_text(word.said_on)}"
        told.append(("contact", row.contact_id, handled_text(row), old, "taken back"))
        told.append(("company", row.account_id, f"{row.contact.full_name}, {row.duty.name}", old, "taken back"))
    tell(actor=actor, door=door, at=now, told=told)
    return len(own)


@transaction.atomic
def decide(*, actor: Actor, evidence: Evidence, outcome: Outcome) -> None:
    """What became of a report, for the member who made it."""
    require(can_keep_duties(actor), "Only moderators decide on reports.")
    Evidence.objects.filter(pk=evidence.pk).update(outcome=outcome, decided_at=timezone.now())


def _mine(rows: Sequence[Handling], actor: Actor, said: Said, day: date) -> QuerySet[Evidence]:
    return Evidence.objects.filter(handling__in=rows, user=actor, said=said, said_on=day, withdrawn_at=None)
