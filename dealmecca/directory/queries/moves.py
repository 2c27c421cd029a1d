"""Moves from job to job: those of a person, and the one that may be taken back."""

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact, Move
from dealmecca.directory.queries.records import get_contact

MOST = 100


def moves_of(*, viewer: User, contact: Contact) -> list[Move]:
    """A person's recorded moves, newest first, those taken back among them."""
    person = get_contact(viewer=viewer, contact_id=contact.pk)
    rows = Move.objects.filter(contact=person).select_related("closed__company", "opened__company")
    return list(rows.order_by("-recorded_at", "-pk")[:MOST])


def last_move(*, viewer: User, contact: Contact) -> Move | None:
    """The one that may be taken back."""
    return next((move for move in moves_of(viewer=viewer, contact=contact) if move.undone_at is None), None)


def get_move(*, viewer: User, contact_id: str, move_id: str) -> Move:
    """Raises Move.DoesNotExist, or Contact.DoesNotExist for whom this viewer may not see."""
    person = get_contact(viewer=viewer, contact_id=contact_id)
    if "\0" in move_id:
        raise Move.DoesNotExist
    rows = Move.objects.filter(contact=person).select_related("contact__company", "closed__company", "opened__company")
    return rows.get(pk=move_id)
