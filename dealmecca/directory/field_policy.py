"""Who sees how to reach a person: the one decision behind every way on which an email address or a phone leaves.

A page, an answer, a line of history or a file asks here. A value that the viewer's plan does not show is never in what
it hands on: only that something is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from dealmecca.accounts.models import User
from dealmecca.billing.plans import plan_of
from dealmecca.directory.models import Contact

GATED = ("email", "phone")  # of people; a company's main phone is in every directory
ON_FILE = "on file"  # in the place of a value that is known and not shown
Contacts = TypeVar("Contacts", bound=Iterable[Contact])


@dataclass(frozen=True, slots=True)
class Reach:
    """What this viewer may know; a value that is kept from them is empty, and said to be hidden."""

    email: str
    phone: str
    email_is_hidden: bool = False
    phone_is_hidden: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.email_is_hidden or self.phone_is_hidden


def shows_reach(viewer: User) -> bool:
    return plan_of(viewer).shows_contact_details


def reach_of(viewer: User, contact: Contact) -> Reach:
    if shows_reach(viewer):
        return Reach(contact.email, contact.phone)
    return Reach("", "", bool(contact.email), bool(contact.phone))


def hidden_fields(viewer: User, contact: Contact | None) -> list[str]:
    """The fields of a form that are filled and must not be filled in for this viewer."""
    return [name for name in GATED if getattr(contact, name, "") and not shows_reach(viewer)]


def show_reach(viewer: User, contacts: Contacts) -> Contacts:
    """The same people with `reach` of this viewer, without which the JSON shape of a person cannot be made."""
    for contact in contacts:
        contact.reach = reach_of(viewer, contact)
    return contacts


def shown_value(viewer: User, kind: str, field: str, value: object) -> object:
    """A value of history as this viewer may read it."""
    if kind != "contact" or field not in GATED or not value or shows_reach(viewer):
        return value
    return ON_FILE
