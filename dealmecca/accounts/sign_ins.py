"""What else happens when somebody signs in or changes the password; Django and the sign-in library announce it."""

import time
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.dispatch import receiver

from dealmecca.accounts.actions.sessions import SEEN, end_sessions
from dealmecca.accounts.models import User


@receiver(user_logged_in, dispatch_uid="count_log_in")
def count_log_in(sender: type[User], request: Any, user: User, **_: Any) -> None:
    User.objects.filter(pk=user.pk).update(login_count=F("login_count") + 1)
    request.session[SEEN] = int(time.time())


@receiver([password_changed, password_set, password_reset], dispatch_uid="end_other_sessions")
def end_other_sessions(sender: Any, request: Any, user: User, **_: Any) -> None:
    """Whoever knew the old password is out. Django refuses their sessions by the new hash; these rows go as well."""
    end_sessions(user=user, but=request.session.session_key if request.user.is_authenticated else None)
