"""Several changes of one follow-up at once: all of them, or none."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.crm.actions.follow_ups import (
    edit_follow_up,
    finish_follow_up,
    hand_over_follow_up,
    reopen_follow_up,
)
from dealmecca.crm.models import FollowUp


@transaction.atomic
def change_follow_up(
    *,
    actor: User,
    follow_up: FollowUp,
    values: Mapping[str, Any],
    is_done: bool | None = None,
    mate: User | None = None,
) -> None:
    """Edit, hand over, then finish or open again. Raises what each of them raises."""
    if values:
        edit_follow_up(actor=actor, follow_up=follow_up, values=values)
    if mate:
        hand_over_follow_up(actor=actor, follow_up=follow_up, mate=mate)
    if is_done:
        finish_follow_up(actor=actor, follow_up=follow_up)
    elif is_done is False:
        reopen_follow_up(actor=actor, follow_up=follow_up)
