"""How promising people are for one viewer: as it was stored, or computed where nothing was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.lead_formula import RECENT, Item, score_items, total
from dealmecca.crm.models import InteractionContact, LeadScore
from dealmecca.directory.models import Contact


@dataclass(frozen=True)
class Scored:
    """`score` is what is shown; `computed` what the items sum to; `override_at` when the viewer set it themselves."""

    computed: int
    items: list[Item]
    override: int | None = None
    override_at: datetime | None = None

    @property
    def score(self) -> int:
        return self.computed if self.override is None else self.override


def lead_score_of(*, viewer: User, contact: Contact) -> Scored:
    """One query: a score that was never stored has no activity of the viewer in it."""
    row = LeadScore.objects.visible_to(viewer).filter(contact=contact).first()
    return scored(row, contact)


def lead_scores_of(*, viewer: User, contacts: Sequence[Contact]) -> dict[str, Scored]:
    """For people with their company loaded. One query."""
    rows = LeadScore.objects.visible_to(viewer).filter(contact__in=[contact.pk for contact in contacts])
    stored = {row.contact_id: row for row in rows} if contacts else {}
    return {contact.pk: scored(stored.get(contact.pk), contact) for contact in contacts}


def scored(row: LeadScore | None, contact: Contact) -> Scored:
    if row is None:
        items = score_items(contact)
        return Scored(total(items), items)
    items = [Item(item["code"], item["label"], item["points"]) for item in row.items]
    return Scored(row.score, items, row.override, row.override_at)


def recent_outcomes(*, user: User, contacts: Iterable[str]) -> dict[str, list[str]]:
    """The outcomes of this user's own interactions of late, by person."""
    rows = InteractionContact.objects.filter(
        contact__in=list(contacts), interaction__user=user, interaction__deleted_at=None,
        interaction__happened_at__gt=timezone.now() - RECENT,
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for contact_id, outcome in rows.values_list("contact_id", "interaction__outcome"):
        if contact_id:
            found.setdefault(contact_id, []).append(outcome)
    return found
