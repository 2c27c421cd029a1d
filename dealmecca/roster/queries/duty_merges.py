"""Merges of duties: those that were made, and what one would change."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from dealmecca.accounts.models import User
from dealmecca.roster.models import Duty, DutyMerge, DutyWord, Handling, Membership

MOST = 100


@dataclass(frozen=True)
class MergePreview:
    """What a merge would change; `shared` counts the handlings that would become part of another."""

    words: int
    handlings: int
    shared: int
    memberships: int


def preview_merge(*, viewer: User, kept: Duty, dropped: Duty) -> MergePreview:
    """Four counts, four queries."""
    rows = Handling.objects.visible_to(viewer).filter(duty=dropped, folded_into=None)
    theirs = Handling.objects.filter(
        position=OuterRef("position"), account=OuterRef("account"), duty=kept, folded_into=None
    )
    lasting = theirs.filter(Q(until=None) | Q(until__gt=OuterRef("since")))
    meets = Q(until=None) & Exists(lasting) | Exists(lasting.filter(since__lt=OuterRef("until")))
    memberships = Membership.objects.visible_to(viewer).filter(Q(role=dropped) | Q(duty=dropped))
    return MergePreview(
        words=DutyWord.objects.filter(duty=dropped).count(),
        handlings=rows.count(),
        shared=rows.filter(meets).count(),
        memberships=memberships.count(),
    )


def merges_of(*, viewer: User, duty: Duty | None = None) -> list[DutyMerge]:
    """Merges, newest first, undone ones among them: of all duties, or of those that this one took part in."""
    visible = Duty.objects.visible_to(viewer)
    rows = DutyMerge.objects.filter(kept__in=visible).select_related("kept", "dropped", "merged_by")
    if duty:
        rows = rows.filter(Q(kept=duty) | Q(dropped=duty))
    return list(rows.order_by("-merged_at", "-pk")[:MOST])


def get_merge(*, viewer: User, merge_id: str) -> DutyMerge:
    """Raises DutyMerge.DoesNotExist."""
    if "\0" in merge_id:
        raise DutyMerge.DoesNotExist
    rows = DutyMerge.objects.filter(kept__in=Duty.objects.visible_to(viewer))
    return rows.select_related("kept", "dropped", "merged_by").get(pk=merge_id)
