"""Which member an admin's browser looks as, if any; what may be opened meanwhile is decided in web/looking_as.py."""

from django.http import HttpRequest
from django.utils import timezone

from dealmecca.accounts.models import Impersonation, Role, User

SESSION_KEY = "looks_as"  # the id of the impersonation


def impersonation_of(request: HttpRequest) -> Impersonation | None:
    """The one that goes on in this browser; None when it ended, ran out, or one of the two may no longer sign in."""
    row_id = request.session.get(SESSION_KEY)
    if not row_id:
        return None
    admin = request.user
    running = Impersonation.objects.select_related("user").filter(
        pk=row_id, admin=admin.pk, ended_at=None, ends_at__gt=timezone.now(), user__is_active=True
    )
    row = running.exclude(user__role=Role.ADMIN).first()
    if row is None or not (isinstance(admin, User) and admin.is_active and admin.role == Role.ADMIN):
        del request.session[SESSION_KEY]
        return None
    row.admin = admin
    row.user.looked_at_by = admin
    return row
