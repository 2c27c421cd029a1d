"""What the pages of one company and one person show of the viewer's own work with it."""

from typing import Any

from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.crm.permissions import can_share_notes
from dealmecca.crm.queries.entries import block_for
from dealmecca.crm.vocabularies import DUE, INTERACTION_KIND, OUTCOME
from dealmecca.directory.models import Company, Contact


def crm_blocks(viewer: User, record: Contact | Company) -> dict[str, Any]:
    """For `crm/_activity_block.html`. One query."""
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
        "can_share_notes": can_share_notes(viewer),
    }
