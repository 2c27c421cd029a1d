"""Links to what is kept about oneself: made by an admin, sent to the address on record, asked for by the person."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from dealmecca.directory.models import Contact
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.contact_points import is_role_mailbox
from dealmecca.notifications.actions import send_mail_later
from dealmecca.notifications.models import Mail
from dealmecca.privacy.links import GOOD_FOR, hash_of, new_token
from dealmecca.privacy.models import PersonLink
from dealmecca.privacy.permissions import SENTENCE, Actor, can_keep_privacy, require
from dealmecca.privacy.queries.links import is_their_address, only_one_listed_with


@transaction.atomic
def make_link(*, actor: Actor, door: Door, contact: Contact) -> str:
    """A link to hand over, told this once. Whoever holds it is not known to be the person: see `is_mailed`."""
    require(can_keep_privacy(actor), SENTENCE)
    return _made(actor, door, contact, is_mailed=False)


@transaction.atomic
def mail_link(*, actor: Actor, door: Door, contact: Contact) -> None:
    """To the address on record, and shown to nobody else. Raises Conflict when that address is not theirs alone."""
    require(can_keep_privacy(actor), SENTENCE)
    if not contact.email or is_role_mailbox(contact.email) or only_one_listed_with(contact.email) != contact:
        raise Conflict(f"{contact.full_name} has no email address of their own on record. Hand a link over instead.")
    _mail(actor, door, contact)


@transaction.atomic
def ask_for_link(*, email: str) -> None:
    """Somebody asks whether they are listed: a mail goes out only if they are, at most one a day."""
    contact = only_one_listed_with(email)
    if contact and not is_role_mailbox(contact.email):
        _mail(None, Door.WEB, contact)


@transaction.atomic
def revoke_link(*, actor: Actor, door: Door, link: PersonLink) -> None:
    """It opens nothing any more. Twice is once."""
    require(can_keep_privacy(actor), SENTENCE)
    if PersonLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _record(actor, door, link.contact_id, {"link": ("open", "revoked")})


@transaction.atomic
def forget_old_links(*, now: datetime | None = None) -> int:
    """The timed job: what ended 30 days ago says nothing any more."""
    count, _ = PersonLink.objects.filter(expires_at__lt=(now or timezone.now()) - GOOD_FOR).delete()
    return count


def _mail(actor: Actor, door: Door, contact: Contact) -> None:
    """The key holds the day: a second click sends no second mail, and makes no second link."""
    key = f"person link {contact.pk} {timezone.localdate().isoformat()}"
    if Mail.objects.filter(key=key).exists():
        return
    token = _made(actor, door, contact, is_mailed=is_their_address(contact))
    link = urljoin(settings.SITE_URL, reverse("privacy:own_record", args=[token]))
    send_mail_later(
        key=key,
        address=contact.email,
        subject="What DealMecca keeps about you",
        text=render_to_string("privacy/mail/person_link.txt", {"link": link, "days": GOOD_FOR.days}),
    )


def _made(actor: Actor, door: Door, contact: Contact, *, is_mailed: bool) -> str:
    token, now = new_token(), timezone.now()
    PersonLink.objects.create(
        contact=contact, token_hash=hash_of(token), is_mailed=is_mailed, made_by=actor, made_at=now,
        expires_at=now + GOOD_FOR,
    )  # fmt: skip
    return token


def _record(actor: Actor, door: Door, contact_id: str, changes: dict[str, tuple[str, str]]) -> None:
    record_changes(
        actor=actor, door=door, entries=[Entry("person_link", contact_id, Verb.EDIT, changes, timezone.now())]
    )
