"""What a person asks for about themselves: corrections wait for an admin, removal is done or waits."""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.billing.queries.members import admins
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.cleaning import clean_contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.models import PersonLink, PersonWish, Wish
from dealmecca.privacy.permissions import SENTENCE, Actor, can_keep_privacy, require
from dealmecca.privacy.queries.links import is_theirs

OVER = "This link is over. Ask for another one."
# What somebody may say better than we do; their address is changed by an admin who knows them.
CORRECTABLE = ("first_name", "last_name", "title", "phone", "linkedin_url", "twitter_url", "personal_website")
ASKED = {
    Wish.CORRECT: "Somebody asks to have their own record corrected.",
    Wish.REMOVE: "Somebody asks to be removed.",
}
BY_LINK = "Asked to be erased, by the link sent to them"


@transaction.atomic
def ask_to_correct(*, link: PersonLink, values: Mapping[str, str]) -> bool:
    """An admin looks at it before anybody else sees it; the last word counts. False when nothing would differ.

    Raises ValidationError, and Conflict for a link that is over.
    """
    _check(link)
    contact = link.contact
    names = {name: getattr(contact, name) for name in ("first_name", "last_name")}
    cleaned = clean_contact({**names, **{name: values[name] for name in CORRECTABLE if name in values}})
    changed = {
        name: cleaned[name] for name in CORRECTABLE if name in values and cleaned[name] != getattr(contact, name)
    }
    if changed:
        _ask(link, Wish.CORRECT, changed)
    return bool(changed)


@transaction.atomic
def ask_to_remove(*, link: PersonLink) -> bool:
    """At once by a link that went to their own address; by any other an admin confirms. Whether it was done."""
    _check(link)
    if is_theirs(link):
        erase_person(actor=None, door=Door.WEB, contact=link.contact, reason=BY_LINK)
        return True
    _ask(link, Wish.REMOVE, {})
    return False


@transaction.atomic
def decide_wish(*, actor: Actor, door: Door, wish: PersonWish, grant: bool) -> None:
    """Do what they ask for, or not. Raises Conflict when it was decided already, and what the write raises."""
    require(can_keep_privacy(actor), SENTENCE)
    decided = {"decided_at": timezone.now(), "decided_by": actor, "is_granted": grant}
    if not PersonWish.objects.filter(pk=wish.pk, decided_at=None).update(**decided):
        raise Conflict("This was decided already.")
    if grant and wish.kind == Wish.REMOVE:
        erase_person(actor=actor, door=door, contact=wish.contact)
    elif grant:
        edit_contact(actor=actor, door=door, contact=wish.contact, values=wish.values)


def _check(link: PersonLink) -> None:
    locked = PersonLink.objects.select_for_update(of=("self",)).filter(pk=link.pk).first()
    if locked is None or not locked.is_open:
        raise Conflict(OVER)


def _ask(link: PersonLink, kind: Wish, values: Mapping[str, str]) -> None:
    waiting = PersonWish.objects.filter(contact=link.contact, kind=kind, decided_at=None)
    if not waiting.update(values=dict(values), asked_at=timezone.now(), link=link):
        wish = PersonWish.objects.create(contact=link.contact, kind=kind, values=dict(values), link=link)
        _tell_admins(wish)


def _tell_admins(wish: PersonWish) -> None:
    """Once each for what waits: who asks again before it is decided tells nobody twice. Who it is and what they want
    stands on the page alone, which only admins open, and in no mailbox."""
    for admin in admins():
        notify(
            user=admin,
            kind=Kind.PRIVACY,
            key=f"person wish {wish.pk}",
            sentence=ASKED[Wish(wish.kind)],
            link=reverse("privacy:suppression_list"),
        )
