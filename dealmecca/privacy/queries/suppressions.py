"""The ledger of who asked not to be listed, as admins read it, and whether it is kept."""

from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact, Suppression
from dealmecca.directory.queries.suppressions import suppressed_among
from dealmecca.directory.suppressing import FIELDS, Address, Kind, address_of, addresses_in, digests_of, mark_of
from dealmecca.lib.contact_points import clean_email, clean_phone

PAGE = 50
AT_ONCE = 1_000


def list_suppressions(*, viewer: User, before: str = "") -> tuple[list[Suppression], str]:
    """A page, newest first, and where the next one begins ("" for nowhere)."""
    rows = Suppression.objects.visible_to(viewer).select_related("added_by", "lifted_by").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before.replace("\0", "")[:25])
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else ""


def get_suppression(*, viewer: User, suppression_id: str) -> Suppression:
    """Raises Suppression.DoesNotExist."""
    return Suppression.objects.visible_to(viewer).get(pk=suppression_id.replace("\0", ""))


def read_address(text: str) -> Address:
    """Which kind it is, and what it is as an identity. Raises ValidationError."""
    text = " ".join(text.replace("\0", "").split())
    try:
        if "linkedin.com/" in text.lower():
            found = address_of(Kind.LINKEDIN, text)
        elif "@" in text:
            found = address_of(Kind.EMAIL, clean_email(text))
        else:
            found = address_of(Kind.PHONE, clean_phone(text))
    except ValueError:
        found = None
    if found is None:
        raise ValidationError({"address": ["Give an email address, a phone number or a LinkedIn profile."]})
    return found


def suppression_of(*, text: str) -> Suppression | None:
    """The entry in force about this address. For the operator. Raises ValidationError."""
    return Suppression.objects.in_force().filter(digest__in=list(digests_of([read_address(text)]))).first()


def listed_with(address: Address) -> list[Contact]:
    """The people who are listed with this address now."""
    mailbox, _, domain = address.identity.partition("@")
    near = {
        Kind.EMAIL: Q(email_key=address.identity) | Q(email_key__startswith=f"{mailbox}+", email_key__endswith=domain),
        Kind.PHONE: Q(phone__contains=address.identity[-2:]),
        Kind.LINKEDIN: Q(linkedin_url__icontains=address.identity.rpartition("/")[2]),
    }.get(Kind(address.kind))
    if near is None:
        return []
    return [one for one in Contact.objects.filter(near).order_by("pk") if address in _addresses(one)]


def listed_though_suppressed() -> list[str]:
    """Ids of people who slipped past the ledger, such as by a restored backup. Reads everybody."""
    found: list[str] = []
    people = Contact.objects.standing().only("id", *FIELDS).order_by("pk").iterator(AT_ONCE)
    while some := list(islice(people, AT_ONCE)):
        of = {contact.pk: _addresses(contact) for contact in some}
        hits = suppressed_among({address for addresses in of.values() for address in addresses})
        found += [key for key, addresses in of.items() if hits & addresses]
    return found


@dataclass
class LedgerCheck:
    """`listed` are ids of people, `unreadable` counts entries whose key is set no more."""

    people: int = 0
    entries: int = 0
    unreadable: int = 0
    listed: list[str] = field(default_factory=list)


def check_ledger(*, viewer: User) -> LedgerCheck:
    """Every person against every entry; two queries for a thousand people."""
    in_force = Suppression.objects.visible_to(viewer).in_force()
    marks = [mark_of(key) for key in settings.SUPPRESSION_KEYS]
    found = LedgerCheck(entries=in_force.count(), unreadable=in_force.exclude(key_mark__in=marks).count())
    found.people = Contact.objects.visible_to(viewer).count()
    found.listed = listed_though_suppressed()
    return found


def _addresses(contact: Contact) -> set[Address]:
    return set(addresses_in({name: getattr(contact, name) for name in FIELDS}).values())
