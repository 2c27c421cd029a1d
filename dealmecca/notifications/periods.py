"""When a digest is due: at eight in the member's own morning, each day or each Monday."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dealmecca.notifications.kinds import Cadence

MORNING = time(8)
LENGTH = {Cadence.DAILY: timedelta(days=1), Cadence.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True)
class Period:
    """A digest tells what came before `until`; `day` names it, once for each member and cadence."""

    cadence: Cadence
    day: date
    until: datetime

    @property
    def since(self) -> datetime:
        """From when on, for who never got one."""
        return self.until - LENGTH[self.cadence]


def last_period(cadence: Cadence, zone: ZoneInfo, now: datetime) -> Period:
    """The one whose morning came last. A worker that was away all day makes up for it in the evening, once."""
    local = now.astimezone(zone)
    day = local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)
    if cadence == Cadence.WEEKLY:
        day -= timedelta(days=day.weekday())
    return Period(cadence, day, datetime.combine(day, MORNING, zone).astimezone(UTC))
