"""Counts log-ins; Django announces each by a signal."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.dispatch import receiver

from dealmecca.accounts.models import User


@receiver(user_logged_in, dispatch_uid="count_log_in")
def count_log_in(sender: type[User], user: User, **_: Any) -> None:
    User.objects.filter(pk=user.pk).update(login_count=F("login_count") + 1)
