"""Reading history back."""

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser

from dealmecca.history.models import Change

PAGE = 50


def changes_of(*, viewer: AbstractBaseUser, kind: str, record_id: str, limit: int = PAGE) -> Sequence[Change]:
    """The newest changes of one record, with their actors. The caller has checked that viewer may see the record."""
    return list(Change.objects.of(kind, record_id).newest_first().select_related("actor")[:limit])


def has_changes_in_batch(batch: str) -> bool:
    return Change.objects.filter(batch=batch).exists()
