"""What the demo's log-ins follow, so that their home page has news from the first minute."""

from datetime import timedelta

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.following.actions import follow
from dealmecca.following.models import LastLook
from dealmecca.operations.demo.roster_heroes import HERO_ACCOUNTS
from dealmecca.operations.demo.rows import REFERENCE

LAST_LOOKED = timedelta(days=21)  # before the demo's day


def follow_heroes(user: User) -> None:
    """Follow the heroes' accounts, last looked at three weeks before the demo's day; once followed, left alone."""
    followed = [follow(actor=user, record=company)[1] for company in Company.objects.filter(name__in=HERO_ACCOUNTS)]
    if followed and all(followed):
        looked = REFERENCE - LAST_LOOKED
        LastLook.objects.filter(user=user).update(seen_until=looked, new_since=looked, visit_at=looked)
