"""What I have to do: overdue, today, the next seven days, later; by my own calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.queries.due import due_list
from dealmecca.crm.queries.rows import team_mates
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.query_values import iso_day


@require_safe
@open_to(Policy.MEMBERS)
def follow_up_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    after = _after(request.GET.get("cursor", ""))
    due = due_list(viewer=viewer, after=after)
    context = {
        "due": due,
        "mates": team_mates(viewer=viewer),
        "is_first_page": after is None,
        "next_cursor": encode_cursor(due.next_after) if due.next_after else None,
    }
    return render(request, "crm/follow_up_list.html", context)


def _after(cursor: str) -> tuple[str, str] | None:
    """None for the first page, and for a cursor that is none of ours."""
    try:
        day, key = decode_cursor(cursor, (str, str)) if cursor else ("", "")
        return (iso_day(str(day)).isoformat(), str(key)) if cursor else None
    except ValueError:
        return None
