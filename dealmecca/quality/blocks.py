"""What a record's page shows of how sure we are of it: the context of `_level.html` and `_verification.html`."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.levels import CONFIRMED, REVIEWED, SIGNED_OFF, STILL_TRUE
from dealmecca.quality.permissions import can_decide_on_reports, can_say, can_sign_off, can_speak_of_reach
from dealmecca.quality.queries.checklists import checklist_of
from dealmecca.quality.queries.evidence import Line
from dealmecca.quality.words import GATED, Kind, wrong_fields


@dataclass(frozen=True)
class Say:
    """A button; `mine` is the viewer's own word of today, which it takes back."""

    kind: str
    label: str
    icon: str
    mine: Line | None


def trust_block(*, viewer: User, record: Company | Contact) -> dict[str, Any]:
    """One query."""
    found = checklist_of(viewer=viewer, record=record)
    is_person = isinstance(record, Contact)
    today = timezone.localdate()
    mine = {line.row.kind: line for line in found.lines if line.is_mine and line.row.said_on == today and line.counts}
    asked = []
    if can_say(viewer):
        has_reach = bool(record.email if isinstance(record, Contact) else record.website)
        if has_reach and (can_speak_of_reach(viewer) or not is_person):
            asked.append((CONFIRMED, "I confirmed the email" if is_person else "I checked the website", "mail"))
        asked.append((STILL_TRUE, "Still true", "check"))
        asked.append((REVIEWED, "I reviewed this", "user-check"))
    if can_sign_off(viewer):
        asked.append((SIGNED_OFF, "Sign off", "badge-check"))
    return {
        "trust": found,
        "trust_says": [Say(kind, label, icon, mine.get(kind)) for kind, label, icon in asked],
        "trust_denials": _denials(viewer, record) if can_say(viewer) else [],
        "trust_url": reverse("quality:contact_evidence", args=[record.pk])
        if isinstance(record, Contact)
        else reverse("quality:company_evidence", args=[record.slug]),
        "trust_my_reports": [
            line for line in found.lines if line.is_mine and line.counts and line.row.kind in RecordEvidence.DENIALS
        ],
        "trust_decides": can_decide_on_reports(viewer),
    }


def _denials(viewer: User, record: Company | Contact) -> list[tuple[str, str, str, str]]:
    """(kind, field, label, what it says), one click each."""
    if isinstance(record, Company):
        wrong = [(Kind.WRONG, field, f"{label} is wrong", "") for field, label in wrong_fields("company")]
        has_value = [one for one in wrong if getattr(record, one[1])]
        return [("LEFT", "", "Closed", f"{record.name} is no longer in business"), *has_value]
    found: list[tuple[str, str, str, str]] = []
    if record.company:
        found.append((Kind.LEFT, "", "Left", f"is no longer at {record.company.name}"))
    sees = can_speak_of_reach(viewer)
    if record.email and sees:
        found.append((Kind.BOUNCED, "", "Email bounced", "mail came back"))
    for field, label in wrong_fields("contact"):
        if getattr(record, field) and (sees or field not in GATED):
            found.append((Kind.WRONG, field, f"{label} is wrong", ""))
    return found
