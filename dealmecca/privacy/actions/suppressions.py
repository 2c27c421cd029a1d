"""Adding an address to the ledger of who asked not to be listed, and taking it off again."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.suppressions import LEDGER
from dealmecca.directory.models import FormerEmail, Suppression
from dealmecca.directory.suppressing import Address, digest_of, digests_of, mark_of
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.privacy.erasures import LIFTED, SUPPRESSED, Event, write_events
from dealmecca.privacy.permissions import SENTENCE, Actor, can_keep_privacy, require
from dealmecca.privacy.queries.suppressions import listed_with, read_address

REASON = "Asked not to be listed"
LONGEST = 200
_ADDRESS_IN_IT = re.compile(r"@|\d[\d .()/-]{5,}\d|linkedin\.com", re.IGNORECASE)


@transaction.atomic
def suppress(*, actor: Actor, door: Door, text: str, reason: str) -> Suppression:
    """Not listed from now on; twice is once. Raises ValidationError, and Conflict while somebody is listed with it."""
    require(can_keep_privacy(actor), SENTENCE)
    address, reason = read_address(text), _checked(reason)
    lock_until_commit(LEDGER)
    if people := listed_with(address):
        names = ", ".join(one.full_name for one in people[:3])
        raise Conflict(f"It is listed with {names}. Erase them: that suppresses each of their addresses, too.")
    FormerEmail.objects.filter(email_key=address.identity).delete()
    return add_to_ledger(actor=actor, door=door, addresses=[address], reason=reason)[0]


def add_to_ledger(
    *, actor: Actor, door: Door, addresses: Iterable[Address], reason: str, erased_id: str = ""
) -> list[Suppression]:
    """The entries in force about these addresses, old and new. The caller holds the lock of the ledger."""
    wanted = digests_of(addresses)
    known = list(Suppression.objects.in_force().filter(digest__in=list(wanted)))
    missing = set(wanted.values()) - {wanted[row.digest] for row in known}
    mark, now = mark_of(settings.SUPPRESSION_KEYS[0]), timezone.now()
    new = [
        Suppression(
            kind=address.kind, digest=digest_of(address), key_mark=mark, reason=reason, erased_id=erased_id,
            added_at=now, added_by=actor,
        )
        for address in sorted(missing)
    ]  # fmt: skip
    Suppression.objects.bulk_create(new)
    told = [Entry("suppression", row.pk, Verb.CREATE, {"kind": ("", row.kind)}, now) for row in new]
    record_changes(actor=actor, door=door, entries=told)
    write_events(_event(row) for row in new)
    return [*known, *new]


@transaction.atomic
def lift(*, actor: Actor, door: Door, suppression: Suppression, reason: str) -> None:
    """The address may be listed again. Raises ValidationError, and Conflict when it was lifted already."""
    require(can_keep_privacy(actor), SENTENCE)
    reason, now = _checked(reason), timezone.now()
    lock_until_commit(LEDGER)
    values = {"lifted_at": now, "lifted_by": actor, "lift_reason": reason}
    if not Suppression.objects.in_force().filter(pk=suppression.pk).update(**values):
        raise Conflict("This was lifted already.")
    write_events([{"what": LIFTED, "digest": suppression.digest, "at": now.isoformat()}])
    lifted = {"lift_reason": ("", reason)}
    record_changes(actor=actor, door=door, entries=[Entry("suppression", suppression.pk, Verb.EDIT, lifted, now)])


@transaction.atomic
def restore_entries(events: Iterable[Event]) -> int:
    """What the file of erasures says and a restored database does not; how many were missing."""
    wanted = {str(event["digest"]): event for event in events}
    lock_until_commit(LEDGER)
    known = set(Suppression.objects.in_force().filter(digest__in=list(wanted)).values_list("digest", flat=True))
    new = [
        Suppression(
            kind=event["kind"], digest=digest, key_mark=event["mark"], reason=event["reason"],
            erased_id=event.get("erased", ""),
        )
        for digest, event in wanted.items()
        if digest not in known
    ]  # fmt: skip
    Suppression.objects.bulk_create(new)
    return len(new)


def _event(row: Suppression) -> Event:
    return {
        "what": SUPPRESSED, "kind": row.kind, "digest": row.digest, "mark": row.key_mark, "reason": row.reason,
        "erased": row.erased_id, "at": row.added_at.isoformat(),
    }  # fmt: skip


def _checked(reason: str) -> str:
    """A reason that tells neither the address nor another one."""
    reason = " ".join(reason.replace("\0", "").split())
    if not reason:
        raise ValidationError({"reason": ["Say why in a few words."]})
    if len(reason) > LONGEST:
        raise ValidationError({"reason": [f"A reason has at most {LONGEST} characters."]})
    if _ADDRESS_IN_IT.search(reason):
        raise ValidationError({"reason": ["Leave addresses and numbers out: this list keeps none."]})
    return reason
