"""Looking whether a saved search has news, and telling each change once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.bulk import insert_rows
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.saved.actions.baselines import next_check
from dealmecca.saved.models import News, Rests, SavedMatch, SavedNews, SavedSearch
from dealmecca.saved.queries import Listed, TooMany, is_paused, look, read_filter

KEPT_NEWS = timedelta(days=90)
KEPT_DELETED = timedelta(days=7)
WORDS = {News.NEW: "new", News.CHANGED: "changed", News.GONE: "gone"}


def tell_news(search_id: str, due_at: datetime, *, now: datetime | None = None) -> bool:
    """Look once, for the turn that was due at `due_at`; whether this call was the one that took it.

    The look reads without holding anything. The turn is then taken by moving `next_check_at` on if it still says
    `due_at`; what was matched, what is told and the turn are one transaction. So a second worker finds the turn taken,
    and one that was killed has told nothing: the turn is still due.
    """
    now = now or timezone.now()
    saved = SavedSearch.objects.select_related("user__sales_team").filter(pk=search_id, next_check_at=due_at).first()
    if saved is None:
        return False
    prints, rests = _look(saved)
    with transaction.atomic():
        turn = SavedSearch.objects.filter(pk=saved.pk, next_check_at=due_at)
        on = max(now, due_at)  # onwards, also by a clock that is late
        values = {"next_check_at": next_check(saved.alerts, saved.user, on)}
        if prints is not None:
            values |= {"checked_at": now}
        if not turn.update(rests=rests or "", **values):
            return False
        if prints is not None:
            _tell(saved, prints, now)
        elif rests and rests != saved.rests:
            _tell_rest(saved, rests)
    return True


def forget_old(*, now: datetime | None = None) -> None:
    """Searches that were deleted a week ago, and news of a quarter of a year ago."""
    now = now or timezone.now()
    SavedSearch.objects.filter(deleted_at__lt=now - KEPT_DELETED).delete()
    SavedNews.objects.filter(told_at__lt=now - KEPT_NEWS).delete()


def _look(saved: SavedSearch) -> tuple[dict[str, str] | None, Rests | None]:
    """What it matches for its owner as they are now; None when nobody is to be told, with the reason if they are."""
    owner = saved.user
    if not _may_hear(owner, saved) or is_paused(viewer=owner, saved=saved):
        return None, Rests(saved.rests) if saved.rests else None
    found: Listed = read_filter(viewer=owner, kind=saved.kind, kept=saved.filters)
    if found.lost:
        return None, Rests.LOST  # without a part of it everything else would be news
    try:
        return look(viewer=owner, found=found), None
    except TooMany:
        return None, Rests.TOO_MANY


def _may_hear(owner: User, saved: SavedSearch) -> bool:
    """A team's search stays with the team when its author leaves; its alerts were the author's and end."""
    return owner.is_active and saved.sales_team_id in (None, owner.sales_team_id)


def _tell(saved: SavedSearch, prints: dict[str, str], now: datetime) -> None:
    known = dict(SavedMatch.objects.filter(saved_search=saved).values_list("record_id", "fingerprint"))
    new = [key for key in prints if key not in known]
    changed = [key for key, one in prints.items() if key in known and known[key] != one]
    gone = [key for key in known if key not in prints]
    if not (new or changed or gone):
        return
    SavedMatch.objects.filter(saved_search=saved, record_id__in=[*changed, *gone]).delete()
    fresh = [SavedMatch(saved_search=saved, record_id=key, fingerprint=prints[key]) for key in (*new, *changed)]
    insert_rows(SavedMatch, fresh)
    told = {News.NEW: new, News.CHANGED: changed, News.GONE: gone}
    rows = [
        SavedNews(saved_search=saved, told_at=now, record_id=key, what=what)
        for what in (News.GONE, News.CHANGED, News.NEW)  # newest first puts what is new on top
        for key in reversed(told[what])
    ]
    insert_rows(SavedNews, rows)
    counts = ", ".join(f"{len(keys):,} {WORDS[what]}" for what, keys in told.items() if keys)
    notify(
        user=saved.user,
        kind=Kind.SAVED_SEARCH,
        key=f"saved search {saved.pk} {now.isoformat()}",
        sentence=f"{saved.name}: {counts}",
        link=reverse("saved:saved_news", args=[saved.pk]),
    )


def _tell_rest(saved: SavedSearch, rests: Rests) -> None:
    notify(
        user=saved.user,
        kind=Kind.SAVED_SEARCH,
        key=f"saved search {saved.pk} rests {rests} since {saved.checked_at}",
        sentence=f"{saved.name}: alerts rest. {rests.label}.",
        link=reverse("saved:saved_list"),
    )
