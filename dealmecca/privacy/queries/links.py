"""Links by which people see what is kept about them, what they asked for, and who is listed with an address."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.history.models import Change, Verb
from dealmecca.privacy.links import hash_of
from dealmecca.privacy.models import PersonLink, PersonWish
from dealmecca.privacy.queries.suppressions import listed_with, read_address
from dealmecca.quality.queries.merges import emails_merged_into


def open_link(*, token: str) -> PersonLink:
    """For whoever holds it. Raises PersonLink.DoesNotExist, also for one that is over."""
    link = PersonLink.objects.select_related("contact", "contact__company").get(token_hash=hash_of(token))
    if not link.is_open or link.contact.erased_at:
        raise PersonLink.DoesNotExist
    return link


def is_theirs(link: PersonLink) -> bool:
    """Whether whoever has it reads the person's own mailbox: it was mailed to the address on record, and that address
    stands for everything that is kept under it. Asked each time, as records are merged while links are open. One query
    where nothing was merged."""
    was_merged = bool(emails_merged_into(record_id=link.contact_id))
    return link.is_mailed and (not was_merged or is_their_address(link.contact))


def is_their_address(contact: Contact) -> bool:
    """Whether nobody ever put another address there, and every record that became part of this one had the same: else
    it may be the address of somebody who wants to read what was written about the person."""
    edits = Change.objects.of("contact", contact.pk).filter(verb=Verb.EDIT, fields__has_key="email")
    return emails_merged_into(record_id=contact.pk) <= {contact.email.lower()} and not edits.exists()


def links_of(*, viewer: User, contact: Contact) -> Sequence[PersonLink]:
    rows = PersonLink.objects.visible_to(viewer).filter(contact=contact)
    return list(rows.select_related("made_by").order_by("-made_at")[:20])


def get_link(*, viewer: User, contact: Contact, link_id: str) -> PersonLink:
    """Raises PersonLink.DoesNotExist."""
    link: PersonLink = PersonLink.objects.visible_to(viewer).get(pk=link_id.replace("\0", ""), contact=contact)
    return link


def open_wishes(*, viewer: User) -> Sequence[tuple[PersonWish, bool]]:
    """(what waits for an admin, whether it came by the person's own mailbox), longest first."""
    rows = PersonWish.objects.visible_to(viewer).filter(decided_at=None, contact__erased_at=None)
    waiting = rows.select_related("contact", "link__contact").order_by("asked_at")
    return [(wish, wish.link is not None and is_theirs(wish.link)) for wish in waiting]


def get_wish(*, viewer: User, wish_id: str) -> PersonWish:
    """Raises PersonWish.DoesNotExist."""
    wishes = PersonWish.objects.visible_to(viewer).select_related("contact")
    wish: PersonWish = wishes.get(pk=wish_id.replace("\0", ""))
    return wish


def only_one_listed_with(email: str) -> Contact | None:
    """Nobody when two share the address: then it proves nothing about either."""
    try:
        address = read_address(email)
    except ValidationError:
        return None
    people = listed_with(address) if address.kind == "EMAIL" else []
    return people[0] if len(people) == 1 else None
