"""The events: what comes, what was, with filters; and a month of them as a calendar."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company
from dealmecca.directory.queries import get_company
from dealmecca.events.forms.filters import WHEN, WHOSE, cursor_of, read_filter, read_month
from dealmecca.events.models import Event, EventFormat
from dealmecca.events.permissions import can_decide_suggestions
from dealmecca.events.queries.lists import events_in_month, list_events, month_bounds, my_answers, places_of
from dealmecca.events.queries.ratings import overall_of
from dealmecca.events.queries.suggestions import count_waiting
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.lib.missing import or_404

MOST_A_DAY = 3


@require_safe
@open_to(Policy.MEMBERS)
def event_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    wanted, after = read_filter(request.GET)
    events, next_after = list_events(viewer=viewer, wanted=wanted, after=after)
    answers, stars = my_answers(viewer=viewer, events=events), {}
    if wanted.when == "past":
        stars = overall_of(viewer=viewer, events=events)
    rest = request.GET.copy()
    rest.pop("cursor", None)
    context = {
        "wanted": wanted,
        "rows": [{"event": event, "answer": answers.get(event.pk), "stars": stars.get(event.pk)} for event in events],
        "places": places_of(viewer=viewer, wanted=wanted),
        "organiser": _organiser(request, wanted.organiser),
        "choices": {"when": WHEN, "whose": WHOSE, "type": EVENT_TYPE.choices, "format": EventFormat.choices},
        "whose": "going" if wanted.is_mine else "made" if wanted.is_created else "",
        "is_filtered": any(value for name, value in rest.items() if name != "when"),
        "next_url": f"?{_with(rest, cursor=cursor_of(next_after))}" if next_after else "",
        "is_first_page": after is None,
        "waiting_count": count_waiting(viewer=viewer) if can_decide_suggestions(viewer) else 0,
    }
    return render(request, "events/event_list.html", context)


@require_safe
@open_to(Policy.MEMBERS)
def event_month(request: HttpRequest) -> HttpResponse:
    """The weeks of a month, Monday first; each event on every day that it lasts, in its own zone."""
    viewer = viewer_of(request)
    wanted, _ = read_filter(request.GET)
    today = timezone.localdate(timezone=viewer.zone)
    first = read_month(request.GET.get("month", ""), today)
    events = events_in_month(viewer=viewer, wanted=wanted, month=first)
    first, after = month_bounds(first)
    context = {
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": after,
        "weeks": _weeks(first, after, today, events),
        "agenda": [event for event in events if event.starts.date() < after and event.ends.date() >= first],
    }
    return render(request, "events/event_month.html", context)


def _weeks(first: date, after: date, today: date, events: Sequence[Event]) -> list[list[dict[str, object]]]:
    by_day: dict[date, list[Event]] = {}
    for event in events:
        day = max(event.starts.date(), first)
        while day <= min(event.ends.date(), after):
            by_day.setdefault(day, []).append(event)
            day += timedelta(days=1)
    day = first - timedelta(days=first.weekday())
    weeks = []
    while day < after:
        week: list[dict[str, object]] = []
        for _ in range(7):
            found = by_day.get(day, [])
            shown = found[:MOST_A_DAY]
            inside = first <= day < after
            week.append(
                {"day": day, "inside": inside, "is_today": day == today, "events": shown if inside else [],
                 "more": max(len(found) - MOST_A_DAY, 0) if inside else 0}
            )  # fmt: skip
            day += timedelta(days=1)
        weeks.append(week)
    return weeks


def _organiser(request: HttpRequest, company_id: str) -> Company | None:
    return or_404(get_company, viewer=viewer_of(request), company_id=company_id) if company_id else None


def _with(query: QueryDict, **values: str) -> str:
    changed = query.copy()
    for name, value in values.items():
        changed[name] = value
    return str(changed.urlencode())
