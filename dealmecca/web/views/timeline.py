"""Everything about one person or company in the order of time: the viewer's own work among the record's changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.queries.timeline import cursor_values, timeline_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.missing import or_404
from dealmecca.web.views.history_lines import history_lines


@require_safe
@open_to(Policy.MEMBERS)
def contact_timeline(request: HttpRequest, contact_id: str) -> HttpResponse:
    contact = or_404(get_contact, viewer=viewer_of(request), contact_id=contact_id)
    return _timeline(request, contact, contact.full_name, reverse("web:contact_page", args=[contact.pk]))


@require_safe
@open_to(Policy.MEMBERS)
def company_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    company = or_404(get_company, viewer=viewer_of(request), company_id=slug)
    return _timeline(request, company, company.name, reverse("web:company_page", args=[company.slug]))


def _timeline(request: HttpRequest, record: Contact | Company, name: str, url: str) -> HttpResponse:
    viewer = viewer_of(request)
    after = _after(request.GET.get("cursor", ""))
    page = timeline_of(viewer=viewer, record=record, after=after)
    changes = [line.row for line in page.lines if line.what == "change"]
    told = dict(
        zip([change.pk for change in changes], history_lines(changes, viewer=viewer, model=type(record)), strict=True)
    )
    lines: list[dict[str, Any]] = [
        {"line": line, "change": told[line.row.pk] if line.what == "change" else None} for line in page.lines
    ]
    context = {
        "lines": lines,
        "record_name": name,
        "record_url": url,
        "next_cursor": encode_cursor(page.next_after) if page.next_after else None,
        "is_first_page": after is None,
    }
    return render(request, "web/timeline.html", context)


def _after(cursor: str) -> tuple[str, str, str] | None:
    """None for the first page, and for a cursor that is none of ours."""
    try:
        return cursor_values(decode_cursor(cursor, (str, str, str))) if cursor else None
    except ValueError:
        return None
