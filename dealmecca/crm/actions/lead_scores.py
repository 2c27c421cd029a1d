"""Storing a member's lead scores with what changes them, and setting one by hand."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.lead_formula import MOST, score_items, total
from dealmecca.crm.models import LeadScore
from dealmecca.crm.permissions import can_keep_records, require
from dealmecca.crm.queries.lead_scores import recent_outcomes
from dealmecca.directory.models import Contact

STALE = timedelta(days=1)
AT_ONCE = 500


@transaction.atomic
def store_scores(*, user: User, contacts: Sequence[str]) -> None:
    """Compute and keep the scores of these people for this user. An override stays."""
    rows = _computed(user, contacts)
    LeadScore.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "contact"], update_fields=["score", "items", "computed_at"]
    )


@transaction.atomic
def override_score(*, actor: User, contact: Contact, score: int) -> None:
    """The actor knows better: this is shown to them until they take it off. Raises ValidationError."""
    require(can_keep_records(actor), "You may not set lead scores.")
    if not 0 <= score <= MOST:
        raise ValidationError({"score": ["Give a whole number from 0 to 100."]})
    store_scores(user=actor, contacts=[contact.pk])
    LeadScore.objects.filter(user=actor, contact=contact).update(override=score, override_at=timezone.now())


@transaction.atomic
def drop_override(*, actor: User, contact: Contact) -> None:
    """Back to the formula. Twice is once."""
    require(can_keep_records(actor), "You may not set lead scores.")
    LeadScore.objects.filter(user=actor, contact=contact).update(override=None, override_at=None)


def compute_stale_scores() -> int:
    """Scores whose record changed, or whose activity grew old. Returns how many were computed."""
    old = Q(computed_at__lt=timezone.now() - STALE) | Q(contact__updated_at__gt=F("computed_at"))
    rows = LeadScore.objects.filter(old).order_by("computed_at")[:AT_ONCE]
    wanted: dict[str, list[str]] = {}
    for user_id, contact_id in rows.values_list("user_id", "contact_id"):
        wanted.setdefault(user_id, []).append(contact_id)
    for user in User.objects.filter(pk__in=wanted):
        store_scores(user=user, contacts=sorted(wanted[user.pk]))
    return sum(len(contacts) for contacts in wanted.values())


def _computed(user: User, contacts: Iterable[str]) -> list[LeadScore]:
    outcomes = recent_outcomes(user=user, contacts=contacts)
    now = timezone.now()
    rows = []
    for contact in Contact.objects.standing().filter(pk__in=list(contacts)).select_related("company").order_by("pk"):
        items = score_items(contact, outcomes.get(contact.pk, []))
        stored = [item.stored() for item in items]
        rows.append(LeadScore(user=user, contact=contact, score=total(items), items=stored, computed_at=now))
    return rows
