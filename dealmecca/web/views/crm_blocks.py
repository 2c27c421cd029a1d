"""What the pages of one company and one person show of the viewer's own work with it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.record_views import record_view
from dealmecca.crm.queries.entries import block_for
from dealmecca.crm.queries.lead_scores import lead_score_of
from dealmecca.crm.vocabularies import DUE, INTERACTION_KIND, OUTCOME, STATUS
from dealmecca.directory.models import Company, Contact


def crm_blocks(request: HttpRequest, record: Contact | Company) -> dict[str, Any]:
    """For `crm/_activity_block.html` and the lead score: one query for a company, two for a person.

    Being shown to a person, and not fetched ahead by a browser or asked for its head alone, it counts as a view: one
    INSERT, which is dropped when the database is busy.
    """
    viewer = viewer_of(request)
    if request.method == "GET" and not _is_fetched_ahead(request):
        record_view(actor=viewer, record=record)
    is_contact = isinstance(record, Contact)
    key = record.pk if isinstance(record, Contact) else record.slug
    kind = "contact" if is_contact else "company"
    return {
        "activity": block_for(viewer=viewer, record=record),
        "log_url": reverse(f"crm:{kind}_log", args=[key]),
        "note_url": reverse(f"crm:{kind}_note", args=[key]),
        "follow_up_url": reverse(f"crm:{kind}_follow_up", args=[key]),
        "crm_kinds": INTERACTION_KIND.choices,
        "crm_outcomes": OUTCOME.choices,
        "crm_dues": DUE,
        "crm_statuses": STATUS.choices,
        "pipeline_url": reverse("crm:contact_pipeline", args=[key]) if is_contact else "",
        "timeline_url": reverse(f"web:{kind}_timeline", args=[key]),
        "lead": lead_score_of(viewer=viewer, contact=record) if isinstance(record, Contact) else None,
    }


def _is_fetched_ahead(request: HttpRequest) -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
