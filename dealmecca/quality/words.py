"""What is said about records, in words: for buttons, history and toasts."""

from dealmecca.directory.models import RecordEvidence
from dealmecca.directory.verification.evidence import CONTACT_FIELDS
from dealmecca.directory.verification.levels import CONFIRMED, REVIEWED, SIGNED_OFF, STILL_TRUE

Kind = RecordEvidence.Kind
FIELD_LABELS = {
    "email": "Email", "phone": "Phone", "title": "Title", "linkedin_url": "LinkedIn", "company_id": "Company",
    "website": "Website", "name_key": "Company",
}  # fmt: skip
GATED = ("email", "phone")  # of people: who may not see them has nothing to say about them
_TOLD = {
    CONFIRMED: "confirmed",
    STILL_TRUE: "still true",
    REVIEWED: "reviewed",
    SIGNED_OFF: "signed off",
    Kind.LEFT: "left, says a member",
    Kind.WRONG: "wrong, says a member",
    Kind.BOUNCED: "bounced, says a member",
}
_WHOLE = "How sure we are"


def history_words(kind: str, field: str) -> tuple[str, str]:
    """(what, new value) of a line of history."""
    about_field = kind in (CONFIRMED, *RecordEvidence.DENIALS)
    if kind == Kind.LEFT and field == "name_key":
        return FIELD_LABELS[field], "closed, says a member"
    return FIELD_LABELS[field] if about_field else _WHOLE, _TOLD[kind]


def thanks(kind: str, name: str, count: int = 1) -> str:
    """The sentence of the toast."""
    whom = name if count == 1 else f"{count} records"
    match kind:
        case Kind.CONFIRMED:
            return f"Noted: you confirmed how to reach {whom}."
        case Kind.STILL_TRUE:
            return f"Noted: {whom}, still true."
        case Kind.REVIEWED:
            return f"Noted: you reviewed {whom}."
        case Kind.SIGNED_OFF:
            return f"Signed off: {whom}."
        case _:
            return f"Reported: {whom}. A second report by another employer marks the field as disputed at once."


def wrong_fields(kind_of_record: str) -> list[tuple[str, str]]:
    """The fields that can be said to be wrong, with their labels."""
    fields = CONTACT_FIELDS[1:-1] if kind_of_record == "contact" else ("website", "phone", "linkedin_url")
    return [(field, FIELD_LABELS[field]) for field in fields]
