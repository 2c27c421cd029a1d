"""What there is to tell, in the words of the preferences page, and how it is told unless somebody chooses otherwise."""

from typing import NamedTuple

from django.db import models


class Kind(models.TextChoices):
    FOLLOW_UP = "FOLLOW_UP", "A follow-up is due"
    SAVED_SEARCH = "SAVED_SEARCH", "News on a saved search"
    RECORD_NEWS = "RECORD_NEWS", "Changes on what you follow"
    PLANNING = "PLANNING", "A planning date comes near"
    EVENT = "EVENT", "Events you go to"
    EVENT_NEWS = "EVENT_NEWS", "Smaller changes, and events you may go to"
    REPORT_DECIDED = "REPORT_DECIDED", "A report of yours was decided"
    FORUM_REPLY = "FORUM_REPLY", "Somebody answers or mentions you"
    FORUM_NEWS = "FORUM_NEWS", "News in threads and categories you follow"
    MODERATION = "MODERATION", "What moderators did with your posts"
    TEAM = "TEAM", "Your team"
    BILLING = "BILLING", "Your plan and your payments"
    SECURITY = "SECURITY", "Your account's safety"
    PRIVACY = "PRIVACY", "People ask about their own record"


class Cadence(models.TextChoices):
    """When mail goes."""

    NOW = "NOW", "At once"
    DAILY = "DAILY", "Once a day"
    WEEKLY = "WEEKLY", "Once a week"
    NEVER = "NEVER", "Never"


DIGESTS = (Cadence.DAILY, Cadence.WEEKLY)


class Channels(NamedTuple):
    """On the pages or not, and when by mail."""

    in_app: bool
    mail: Cadence


DEFAULTS = {
    Kind.FOLLOW_UP: Channels(True, Cadence.NOW),
    Kind.SAVED_SEARCH: Channels(True, Cadence.DAILY),
    Kind.RECORD_NEWS: Channels(True, Cadence.WEEKLY),
    Kind.PLANNING: Channels(True, Cadence.DAILY),
    Kind.EVENT: Channels(True, Cadence.NOW),
    Kind.EVENT_NEWS: Channels(True, Cadence.DAILY),
    Kind.REPORT_DECIDED: Channels(True, Cadence.WEEKLY),
    Kind.FORUM_REPLY: Channels(True, Cadence.NOW),
    Kind.FORUM_NEWS: Channels(True, Cadence.DAILY),
    Kind.MODERATION: Channels(True, Cadence.NOW),
    Kind.TEAM: Channels(True, Cadence.NOW),
    Kind.BILLING: Channels(True, Cadence.NOW),
    Kind.SECURITY: Channels(True, Cadence.NOW),
    Kind.PRIVACY: Channels(True, Cadence.NOW),
}
ALWAYS = (Kind.BILLING, Kind.SECURITY, Kind.PRIVACY)  # what nobody may miss: money, who gets in, what the law asks for
OF_ADMINS = (Kind.PRIVACY,)  # told to nobody else, so nobody else is asked how
IN_FEED = (Kind.RECORD_NEWS,)  # stands in the feed; only digests gather it


def cadences(kind: Kind) -> list[Cadence]:
    """Those a member may choose."""
    if kind in ALWAYS:
        return [Cadence.NOW]
    return [cadence for cadence in Cadence if kind not in IN_FEED or cadence != Cadence.NOW]
