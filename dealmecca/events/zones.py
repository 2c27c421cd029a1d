"""Times of day in a zone: what somebody meant by ten o'clock there, whatever its clocks do before."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def known_zones() -> frozenset[str]:
    """IANA names of places, and UTC; without those that are no places."""
    odd = ("Etc/", "SystemV/", "posix/", "right/")
    return frozenset({"UTC", *(zone for zone in available_timezones() if "/" in zone and not zone.startswith(odd))})


def moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which clocks there show this; of an hour that comes twice the first, unless `fold` says otherwise.

    A `wall` that states its own offset is a moment already. Raises ValueError for a time that clocks leap over.
    """
    if wall.tzinfo is not None:
        return wall.astimezone(UTC)
    at = wall.replace(tzinfo=zone).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) != wall.replace(fold=0):
        raise ValueError("Clocks go forward at that time: there is no such moment in that zone.")
    return at


def offset_text(at: datetime) -> str:
    """ "UTC+2", "UTC−4:30" for a moment in its zone."""
    offset = at.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def when_text(starts: datetime, ends: datetime, zone: str) -> str:
    """ "Thu 3 Dec 2026, 18:00 to 21:00 America/Chicago (UTC−6)"."""
    day = f"{starts:%a} {starts.day} {starts:%b %Y, %H:%M}"
    end = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%a} {ends.day} {ends:%b, %H:%M}"
    return f"{day} to {end} {zone} ({offset_text(starts)})"
