"""Who uses DealMecca, for admins: figures by day and week, and the people behind each of them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.operations.charts import chart_of
from dealmecca.operations.engagement import DAYS, Span, engagement, people_of

WHO = {"active": "People who acted", "joined": "People who joined", "all": "Everybody"}
EARLIEST = date(2000, 1, 1)


@require_safe
@open_to(Policy.ADMINS)
def engagement_page(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    figures = engagement(viewer=viewer_of(request))
    context = {
        "figures": figures,
        "pictures": [_picture("By week", figures.weeks), _picture("By day", figures.days)] if figures else [],
        "today": today,
        "week_ago": today - timedelta(days=6),
        "month_ago": today - timedelta(days=DAYS - 1),
    }
    return render(request, "operations/engagement_page.html", context)


@require_safe
@open_to(Policy.ADMINS)
def engagement_people(request: HttpRequest) -> HttpResponse:
    """`who` is active, joined or all; from and until are days. What cannot be read is the last 30 days."""
    today = timezone.localdate()
    start = _day(request.GET.get("from", ""), today - timedelta(days=DAYS - 1))
    end = _day(request.GET.get("until", ""), today)
    who = request.GET.get("who", "")
    who = who if who in WHO else "active"
    after = request.GET.get("after", "").replace("\0", "")[:25]
    people, next_after = people_of(viewer=viewer_of(request), who=who, start=start, end=end, after=after)
    query = f"who={who}&from={start}&until={end}"
    context = {
        "people": people,
        "heading": WHO[who],
        "is_all": who == "all",
        "start": start,
        "end": end,
        "next_query": f"{query}&after={next_after}" if next_after else "",
        "is_first_page": not after,
    }
    return render(request, "operations/engagement_people.html", context)


def _picture(heading: str, spans: Sequence[Span]) -> dict[str, object]:
    """What operations/_spans.html draws."""
    return {
        "heading": heading,
        "spans": spans,
        "active": chart_of(spans, lambda span: span.active),
        "searches": chart_of(spans, lambda span: span.searches),
        "joined": chart_of(spans, lambda span: span.joined),
    }


def _day(text: str, otherwise: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if EARLIEST <= day <= otherwise + timedelta(days=400) else otherwise
