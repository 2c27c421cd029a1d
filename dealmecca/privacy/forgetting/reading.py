"""Gathering the words of somebody before they are forgotten: from the record, its history and its former values."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, ExternalId, FormerEmail, Move, Position, Redirect
from dealmecca.directory.suppressing import FIELDS, Address, address_of, record_address
from dealmecca.history.models import Change
from dealmecca.lib.address_keys import linkedin_identity
from dealmecca.lib.contact_points import is_role_mailbox, phone_href
from dealmecca.lib.person_names import person_key
from dealmecca.privacy.forgetting.person import Person
from dealmecca.quality.models import RecordMerge

POINTS = (*FIELDS, "twitter_url", "personal_website")
SHORTEST = 3  # a word of a name that is taken out of texts about the person


def read_person(contact: Contact) -> Person:
    """Every name and address the person ever had here."""
    firsts, lasts = {contact.first_name}, {contact.last_name}
    points: dict[str, set[str]] = {name: {getattr(contact, name)} for name in POINTS}
    former_ids = _former_ids(contact)
    for fields in _former(contact, (contact.pk, *former_ids)):
        for name, pair in fields.items():
            values = {str(value) for value in pair if value} if isinstance(pair, list) else set()
            if name == "first_name":
                firsts |= values
            elif name == "last_name":
                lasts |= values
            elif name in points:
                points[name] |= values
    points["email"] |= set(FormerEmail.objects.filter(contact=contact).values_list("email_key", flat=True))
    firsts, lasts = firsts - {""}, lasts - {""}
    names = {f"{first} {last}" for first in firsts for last in lasts}
    names |= {f"{last}{between}{first}" for first in firsts for last in lasts for between in (" ", ", ")}
    names |= set() if firsts and lasts else firsts | lasts
    addresses = _own_addresses(contact, points)
    titles = Position.objects.filter(contact=contact).values_list("title", flat=True)
    return Person(
        id=contact.pk,
        day=timezone.localdate(),
        names=tuple(sorted(names)),
        name_parts=tuple(sorted(word for word in firsts | lasts if len(word) >= SHORTEST)),
        points=tuple(sorted(_points(contact, points, addresses))),
        details=tuple(sorted({contact.title, contact.department_text, contact.seniority_text, *titles} - {""})),
        addresses=tuple(sorted(addresses)),
        former_ids=former_ids,
        is_namesake=_is_namesake(contact, names),
    )


def _former(contact: Contact, ids: tuple[str, ...]) -> Iterable[dict[str, Any]]:
    """Fields as pairs of former values: of history, of moves, and of the records that were merged."""
    yield from Change.objects.filter(record_kind="contact", record_id__in=ids).values_list("fields", flat=True)
    yield from Move.objects.filter(contact=contact).values_list("before", flat=True)
    for ledger in RecordMerge.objects.filter(
        Q(kept_id__in=ids) | Q(dropped_id__in=ids), record_kind="contact"
    ).values_list("ledger", flat=True):
        for verb, label, _, *rest in ledger:
            if label == Contact._meta.label and rest:
                yield {name: value if verb == "set" else [value] for name, value in rest[0].items()}


def _former_ids(contact: Contact) -> tuple[str, ...]:
    """Of records that were merged into this one."""
    return tuple(Redirect.objects.filter(contact=contact).order_by("old_id").values_list("old_id", flat=True))


def _forms(name: str, text: str) -> list[str]:
    """The ways in which an address stands in texts."""
    if name == "phone":
        return [form for form in (text, phone_href(text)) if form]
    if name == "email":
        return [text] if text else []
    bare = text.partition("://")[2] or text
    bare = bare.removeprefix("www.").rstrip("/")
    path = f"linkedin.com/{linkedin_identity(text)}" if linkedin_identity(text) else ""
    return [form for form in dict.fromkeys((text, bare, path)) if form]


def _points(contact: Contact, points: dict[str, set[str]], own: set[Address]) -> set[str]:
    """What is theirs alone, in all its forms."""
    found = {
        form for name, kind in FIELDS.items() for text in points[name] if address_of(kind, text) in own
        for form in _forms(name, text)
    }  # fmt: skip
    others = Contact.objects.standing().exclude(pk=contact.pk)
    for name in POINTS[len(FIELDS) :]:
        for text in points[name] - {""}:
            is_shared = others.filter(**{name: text}).exists() or Company.objects.filter(website=text).exists()
            found |= set() if is_shared else set(_forms(name, text))
    return found


def _own_addresses(contact: Contact, points: dict[str, set[str]]) -> set[Address]:
    """Those that are not shared: the switchboard and the mailbox of a whole office stay usable for colleagues."""
    found = {
        address
        for name, kind in FIELDS.items()
        for text in points[name]
        if text and (address := address_of(kind, text))
    }
    found = {one for one in found if not (one.kind == "EMAIL" and is_role_mailbox(one.identity))}
    others = Contact.objects.standing().exclude(pk=contact.pk)
    for name, kind in FIELDS.items():
        texts = {text for text in points[name] if text}
        for value in others.filter(**{f"{name}__in": texts}).values_list(name, flat=True) if texts else ():
            found.discard(address_of(kind, value) or Address("", ""))
    for value in Company.objects.filter(phone__in=points["phone"] - {""}).values_list("phone", flat=True):
        found.discard(address_of("PHONE", value) or Address("", ""))
    ids = ExternalId.objects.filter(contact=contact).values_list("source", "value")
    return found | {record_address(source, value) for source, value in ids}


def _is_namesake(contact: Contact, names: set[str]) -> bool:
    keys = {contact.name_key, *(person_key("", name) for name in names)} - {""}
    if Contact.objects.standing().exclude(pk=contact.pk).filter(name_key__in=keys).exists():
        return True
    return User.objects.filter(name__in=names).exists() or Company.objects.filter(name__in=names).exists()
