"""Which channels a member is told by."""

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import DEFAULTS, Cadence, Channels, Kind
from dealmecca.notifications.models import Preference


def channels_of(*, viewer: User) -> dict[Kind, Channels]:
    """For each kind, in the order of the page. One query."""
    chosen = {Kind(row.kind): Channels(row.in_app, Cadence(row.mail)) for row in Preference.objects.visible_to(viewer)}
    return {kind: chosen.get(kind, DEFAULTS[kind]) for kind in Kind}
