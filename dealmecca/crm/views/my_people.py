"""The people I work with, by when I touch them next or last, by step or by score."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.queries.my_people import SORTS
from dealmecca.crm.queries.my_people import my_people as read_my_people
from dealmecca.lib.cursors import decode_cursor, encode_cursor

LABELS = {"next": "Next touch", "last": "Last touch", "status": "Step", "score": "Score"}


@require_safe
@open_to(Policy.MEMBERS)
def my_people(request: HttpRequest) -> HttpResponse:
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else SORTS[0]
    after = _after(request.GET.get("cursor", ""))
    people, count, next_after = read_my_people(viewer=viewer_of(request), sort=sort, after=after)
    context = {
        "people": people,
        "count": count,
        "sort": sort,
        "sorts": LABELS.items(),
        "next_cursor": encode_cursor(next_after) if next_after else None,
        "is_first_page": after is None,
    }
    return render(request, "crm/my_people.html", context)


def _after(cursor: str) -> tuple[str, str] | None:
    """None for the first page, and for a cursor that is none of ours."""
    try:
        order, key = decode_cursor(cursor, (str, str)) if cursor else ("", "")
        return (str(order), str(key)) if cursor else None
    except ValueError:
        return None
