"""Saving a search, changing it, and deleting it with a way back."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.plans import plan_of
from dealmecca.database.locks import lock_until_commit
from dealmecca.lib.conflicts import Conflict
from dealmecca.saved.actions.baselines import watch
from dealmecca.saved.models import Alerts, SavedSearch
from dealmecca.saved.permissions import can_change_search, can_save_searches, require
from dealmecca.saved.queries import check_filters, may_share, read_filter, write_filters

LONGEST_NAME = 120
GONE = "This saved search was deleted in the meantime."


@transaction.atomic
def save_search(
    *,
    actor: User,
    name: str,
    kind: str,
    filters: Mapping[str, Iterable[str]],
    alerts: str = Alerts.NEVER,
    is_shared: bool = False,
) -> tuple[SavedSearch, bool]:
    """The search, and whether it is new: the same name for the same list again is the one there is.

    Raises ValidationError, and Conflict when the name or the plan is taken.
    """
    require(can_save_searches(actor), "You may not save searches.")
    lock_until_commit(f"saved searches of {actor.pk}")  # the plan's number holds for two at once
    found = check_filters(viewer=actor, kind=kind, filters=filters)
    name = _clean_name(name)
    there = SavedSearch.objects.filter(user=actor, name=name, deleted_at=None).first()
    if there and (there.kind, there.filters) == (kind, write_filters(found)):
        return there, False
    if there:
        raise ValidationError({"name": [f"You saved another search as “{name}”. Choose another name."]})
    _require_room(actor)
    saved = SavedSearch(user=actor, name=name, kind=kind, filters=write_filters(found))
    _share(saved, actor, is_shared)
    saved.save()
    watch(saved, found=found, alerts=alerts, now=timezone.now())
    saved.save()
    return saved, True


@transaction.atomic
def change_search(
    *,
    actor: User,
    saved: SavedSearch,
    name: str | None = None,
    alerts: str | None = None,
    is_shared: bool | None = None,
) -> SavedSearch:
    """What is None stays. Raises ValidationError, and Conflict when it is gone."""
    saved = _locked(actor, saved)
    if name is not None:
        saved.name = _clean_name(name)
        others = SavedSearch.objects.filter(user=saved.user_id, name=saved.name, deleted_at=None).exclude(pk=saved.pk)
        if others.exists():
            raise ValidationError({"name": [f"You saved another search as “{saved.name}”. Choose another name."]})
    if is_shared is not None and is_shared != (saved.sales_team_id is not None):
        if saved.user_id != actor.pk:
            raise ValidationError({"is_shared": ["It belongs to the team now: whose it was has left."]})
        _share(saved, actor, is_shared)
    if alerts is not None and alerts != saved.alerts:
        found = read_filter(viewer=saved.user, kind=saved.kind, kept=saved.filters)
        if found.lost and alerts != Alerts.NEVER:
            raise ValidationError({"alerts": [f"{found.lost[0]} Save the search anew, then ask for alerts."]})
        watch(saved, found=found, alerts=alerts, now=timezone.now())
    saved.save()
    return saved


@transaction.atomic
def delete_search(*, actor: User, saved: SavedSearch) -> None:
    """It can be taken back for a week, as it was."""
    saved = _locked(actor, saved)
    SavedSearch.objects.filter(pk=saved.pk).update(deleted_at=timezone.now(), next_check_at=None)


@transaction.atomic
def restore_search(*, actor: User, saved: SavedSearch) -> SavedSearch:
    """Take back a deletion. Twice is once. Raises Conflict when the plan or the name is taken meanwhile."""
    lock_until_commit(f"saved searches of {saved.user_id}")
    row = SavedSearch.objects.select_for_update(of=("self",)).select_related("user").filter(pk=saved.pk).first()
    if row is None:
        raise Conflict("This saved search is gone for good.")
    require(can_change_search(actor, row), "This saved search belongs to somebody else.")
    if row.deleted_at is None:
        return row
    if SavedSearch.objects.filter(user=row.user_id, name=row.name, deleted_at=None).exists():
        raise Conflict(f"You saved another search as “{row.name}” since. Rename that one first.")
    _require_room(row.user)
    row.deleted_at = None
    if row.alerts != Alerts.NEVER:  # what came and went meanwhile is told at the next look
        row.next_check_at = timezone.now()
    row.save()
    return row


def _locked(actor: User, saved: SavedSearch) -> SavedSearch:
    lock_until_commit(f"saved searches of {saved.user_id}")
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("user")
    row = rows.filter(pk=saved.pk, deleted_at=None).first()
    if row is None:
        raise Conflict(GONE)
    require(can_change_search(actor, row), "This saved search belongs to somebody else.")
    return row


def _require_room(user: User) -> None:
    limit = plan_of(user).saved_searches
    if limit is not None and SavedSearch.objects.counted_for(user).count() >= limit:
        kept = "one saved search" if limit == 1 else f"{limit} saved searches"
        raise Conflict(f"Your plan keeps {kept}. Delete one, or see the plans for more.")


def _share(saved: SavedSearch, actor: User, is_shared: bool) -> None:
    if is_shared and not may_share(viewer=actor):
        raise ValidationError({"is_shared": ["Sharing searches needs a sales team on the Team plan."]})
    saved.sales_team_id = actor.sales_team_id if is_shared else None


def _clean_name(name: str) -> str:
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not name:
        raise ValidationError({"name": ["Give it a name."]})
    if len(name) > LONGEST_NAME:
        raise ValidationError({"name": [f"At most {LONGEST_NAME} characters."]})
    return name
