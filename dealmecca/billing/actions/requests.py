"""Requests per hour: one row a member, changed by one statement that counts and refuses at once."""

from dataclasses import dataclass

from dealmecca.accounts.models import User
from dealmecca.billing.models import RequestWindow
from dealmecca.database.windows import count_in_window

HOUR = 3600


@dataclass(frozen=True)
class Allowance:
    """What is left of the hour after this request; it ends in `seconds`."""

    limit: int
    left: int
    seconds: int
    is_granted: bool


def take_request(*, user: User, limit: int) -> Allowance:
    """Count one request, exactly, whatever the number of processes and whatever their clocks say."""
    window = count_in_window(RequestWindow._meta.db_table, "user_id", user.pk, limit=limit, length=HOUR)
    return Allowance(limit, max(limit - window.count, 0), window.seconds, window.is_granted)
