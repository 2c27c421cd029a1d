"""Looking behind a handle: what was asked, and for the two admins who agreed the answer, for a day.

Nothing here but `answer_of` reads who it is, and `answer_of` reads nothing until two admins agreed.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.forum.models import SealedAuthor, Unmasking
from dealmecca.forum.queries.whose import sees_unmaskings
from dealmecca.history.models import Change

SHOWN_FOR = timedelta(hours=24)
ADMIN_FOR = timedelta(days=7)  # before that, an admin whom another one just made counts for nothing here
MOST = 200


@dataclass(frozen=True)
class Answer:
    """`user` is None when nobody stands behind the handle any more."""

    user: User | None


def unmaskings(*, viewer: User) -> list[Unmasking]:
    """Newest first, for every admin alike, whoever it is about."""
    if not sees_unmaskings(viewer):
        return []
    rows = Unmasking.objects.select_related("post", "asked_by", "agreed_by", "refused_by")
    return list(rows.order_by("-asked_at", "-pk")[:MOST])


def get_unmasking(*, viewer: User, unmasking_id: str) -> Unmasking:
    """Raises ObjectDoesNotExist."""
    if not sees_unmaskings(viewer) or "\0" in unmasking_id:
        raise ObjectDoesNotExist
    return Unmasking.objects.select_related("post", "asked_by", "agreed_by", "refused_by").get(pk=unmasking_id)


def answer_of(*, viewer: User, unmasking: Unmasking) -> Answer | None:
    """Who it is, for the two who agreed while both are admins, within a day of it; None for everybody else."""
    if not sees_unmaskings(viewer):
        return None
    since = timezone.now() - SHOWN_FOR
    rows = Unmasking.objects.filter(pk=unmasking.pk, agreed_at__gt=since, agreed_by__isnull=False)
    row = rows.select_related("asked_by", "agreed_by").first()
    if row is None or row.agreed_by is None or viewer.pk not in (row.asked_by_id, row.agreed_by_id):
        return None
    if not (is_settled_admin(row.asked_by) and is_settled_admin(row.agreed_by)):
        return None
    there = SealedAuthor.objects.filter(post=row.post_id, handle=row.handle).select_related("user").first()
    return Answer(there.user if there else None)


def is_settled_admin(user: User) -> bool:
    """An admin for a week: else one alone would make another account an admin, and agree with themself."""
    if not (user.is_active and user.role == Role.ADMIN):
        return False
    given = Change.objects.of("user", user.pk).filter(fields__has_key="role").newest_first().first()
    return timezone.now() - (given.at if given else user.created_at) >= ADMIN_FOR
