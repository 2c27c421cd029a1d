"""What a saved search matches now, written down, so that only what comes later is news."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError

from dealmecca.accounts.models import User
from dealmecca.database.bulk import insert_rows
from dealmecca.saved.models import Alerts, SavedMatch, SavedSearch
from dealmecca.saved.queries.filters import Listed
from dealmecca.saved.queries.looks import MOST_WATCHED, TooMany, look

MORNING = time(6)
HOUR = timedelta(hours=1)


def watch(saved: SavedSearch, *, found: Listed, alerts: str, now: datetime) -> None:
    """Begin, change or end the alerts of a search that the caller saves. Raises ValidationError for too long a list.

    Who only asks to hear at other times keeps what was looked at; who begins, begins with what is there now.
    """
    if alerts not in Alerts.values:
        raise ValidationError({"alerts": [f"Give one of {', '.join(Alerts.values)}."]})
    had_alerts = saved.alerts != Alerts.NEVER and saved.checked_at is not None
    saved.alerts = alerts
    if alerts == Alerts.NEVER:
        saved.next_check_at, saved.checked_at, saved.rests = None, None, ""
        SavedMatch.objects.filter(saved_search=saved).delete()
        return
    saved.next_check_at = next_check(alerts, saved.user, now)
    if had_alerts:
        return
    try:
        prints = look(viewer=saved.user, found=found)
    except TooMany:
        raise ValidationError({"alerts": [TOO_MANY_SENTENCE]}) from None
    saved.checked_at = now
    SavedMatch.objects.filter(saved_search=saved).delete()
    insert_rows(SavedMatch, [SavedMatch(saved_search=saved, record_id=key, fingerprint=p) for key, p in prints.items()])


TOO_MANY_SENTENCE = (
    f"This search matches more than {MOST_WATCHED:,} records, too many to watch. Narrow it, or save it without alerts."
)


def next_check(alerts: str, user: User, now: datetime) -> datetime:
    """The next hour, or the next morning or Monday morning where the user is."""
    if alerts == Alerts.HOURLY:
        return now + HOUR
    here = now.astimezone(user.zone)
    day = here.date()
    if alerts == Alerts.WEEKLY:
        day += timedelta(-day.weekday() % 7)
    at = datetime.combine(day, MORNING, user.zone)
    if at <= here:
        at = datetime.combine(day + timedelta(7 if alerts == Alerts.WEEKLY else 1), MORNING, user.zone)
    return at.astimezone(now.tzinfo)
