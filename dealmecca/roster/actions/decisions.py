"""What moderators decide about denied claims: the duty ended, or the record stays."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from dealmecca.directory.actions.contacts import lock_contact
from dealmecca.history.models import Door
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.roster.actions.handlings import end_handling, handled_text
from dealmecca.roster.actions.reports import decide
from dealmecca.roster.models import Handling, Outcome
from dealmecca.roster.permissions import Actor, can_keep_duties, require
from dealmecca.roster.queries.reports import open_denials


@transaction.atomic
def uphold(*, actor: Actor, door: Door, handling: Handling, until: date) -> int:
    """End the duty; everybody who denied it was right. Returns how many reports. Raises ValidationError."""
    require(can_keep_duties(actor), "Only moderators decide on reports.")
    end_handling(actor=actor, door=door, handling=handling, until=until)
    return _decide(actor, handling, Outcome.UPHELD)


@transaction.atomic
def reject(*, actor: Actor, handling: Handling) -> int:
    """The record was checked and stays as it is. Returns how many reports."""
    require(can_keep_duties(actor), "Only moderators decide on reports.")
    lock_contact(handling.contact)
    return _decide(actor, handling, Outcome.REJECTED)


def _decide(actor: Actor, handling: Handling, outcome: Outcome) -> int:
    words = list(open_denials().filter(handling=handling).select_related("user"))
    for word in words:
        decide(actor=actor, evidence=word, outcome=outcome)
        if word.user and word.user != actor:
            notify(
                user=word.user,
                kind=Kind.REPORT_DECIDED,
                key=f"report {word.pk} {outcome}",
                sentence=f"{handling.contact.full_name}, {handled_text(handling)}. {outcome.label}.",
                link=reverse("roster:my_reports"),
            )
    return len(words)
