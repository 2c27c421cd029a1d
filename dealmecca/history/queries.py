"""Reading history back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from dealmecca.history.models import Change

PAGE = 50


def changes_of(*, viewer: AbstractBaseUser, kind: str, record_id: str, limit: int = PAGE) -> Sequence[Change]:
    """The newest changes of one record, with their actors. The caller has checked that viewer may see the record."""
    return list(Change.objects.of(kind, record_id).newest_first().select_related("actor")[:limit])


@dataclass(frozen=True, slots=True)
class Origin:
    """The change that wrote a field as it is, with the value before."""

    change: Change
    old: Any
    new: Any


def origins_of(*, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Origin]]:
    """By record and field, for records that the caller may see. One query, whatever was changed how often."""
    found: dict[str, dict[str, Origin]] = {key: {} for key in ids}
    changes = Change.objects.filter(record_kind=kind, record_id__in=ids).select_related("actor").order_by("at", "id")
    for change in changes.iterator() if ids else ():
        for name, values in change.fields.items():
            if isinstance(values, list) and len(values) == 2:
                found[change.record_id][name] = Origin(change, *values)
    return found


def has_changes_in_batch(batch: str) -> bool:
    return Change.objects.filter(batch=batch).exists()
