"""A viewer's rows as the API lists them: newest first, or as they are due, filtered by person, company and state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp, Interaction, InteractionContact, Note


@dataclass(frozen=True)
class WorkFilter:
    """Empty says nothing. `is_done` is about follow-ups, `statuses` about cards."""

    contacts: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    is_done: bool | None = None
    statuses: tuple[str, ...] = ()
    own: bool = False


After = Sequence[Any] | None
Found = tuple[list[Any], list[str | int] | None]


def list_interactions(*, viewer: User, wanted: WorkFilter, after: After, limit: int) -> Found:
    rows = _mine(Interaction.objects.visible_to(viewer), viewer, wanted).prefetch_related("people")
    if wanted.contacts:
        met = InteractionContact.objects.filter(contact__in=wanted.contacts)
        rows = rows.filter(pk__in=met.values("interaction"))
    if wanted.companies:
        there = InteractionContact.objects.filter(company__in=wanted.companies)
        rows = rows.filter(Q(company__in=wanted.companies) | Q(pk__in=there.values("interaction")))
    return _page(rows, "happened_at", after, limit)


def list_follow_ups(*, viewer: User, wanted: WorkFilter, after: After, limit: int) -> Found:
    """Soonest due first."""
    rows = _about(_mine(FollowUp.objects.visible_to(viewer), viewer, wanted), wanted)
    if wanted.is_done is not None:
        rows = rows.filter(done_at__isnull=not wanted.is_done)
    if after:
        rows = rows.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], pk__gt=after[1]))
    found = list(rows.order_by("due_on", "pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return found[:limit], [last.due_on.isoformat(), last.pk] if last else None


def list_notes(*, viewer: User, wanted: WorkFilter, after: After, limit: int) -> Found:
    return _page(_about(_mine(Note.objects.visible_to(viewer), viewer, wanted), wanted), "created_at", after, limit)


def list_deals(*, viewer: User, wanted: WorkFilter, after: After, limit: int) -> Found:
    rows = _about(_mine(Deal.objects.visible_to(viewer), viewer, wanted), wanted)
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    return _page(rows, "status_at", after, limit)


def _mine(rows: QuerySet[Any], viewer: User, wanted: WorkFilter) -> QuerySet[Any]:
    return rows.filter(user=viewer.pk) if wanted.own else rows


def _about(rows: QuerySet[Any], wanted: WorkFilter) -> QuerySet[Any]:
    if wanted.contacts:
        rows = rows.filter(contact__in=wanted.contacts)
    return rows.filter(company__in=wanted.companies) if wanted.companies else rows


def _page(rows: QuerySet[Any], at: str, after: After, limit: int) -> Found:
    """Newest first. Of a whole page the next one begins after its last row."""
    if after:
        rows = rows.filter(Q(**{f"{at}__lt": after[0]}) | Q(**{at: after[0], "pk__lt": after[1]}))
    found = list(rows.order_by(f"-{at}", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return found[:limit], [getattr(last, at).isoformat(), last.pk] if last else None
