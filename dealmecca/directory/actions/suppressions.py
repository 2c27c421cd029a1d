"""The gate before every write of people: nobody comes in who asked not to be listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.queries.suppressions import has_suppressions, suppressed_among
from dealmecca.directory.suppressing import FIELDS, RECORD_SENTENCE, SENTENCE, Address, addresses_in, record_address

if TYPE_CHECKING:
    from dealmecca.directory.actions.batches import ContactWrite

LEDGER = "suppressions"  # shared by who writes people, alone for who adds to the ledger; after the locks of contacts


class Suppressed(ValidationError):
    """Somebody among the people to be written asked not to be listed."""


def refuse_suppressed(writes: Sequence[ContactWrite]) -> None:
    """For every new or changed address; the caller is in a transaction. Raises Suppressed: {field: [sentence]}.

    From here to the commit nobody adds to the ledger, so that an address is never listed and suppressed by two at once.
    """
    asking = [write for write in writes if write.is_new or write.external_id or write.changes.keys() & FIELDS.keys()]
    if not asking:
        return
    lock_until_commit(LEDGER, shared=True)
    if not has_suppressions():
        return
    asked = {address: field for write in asking for field, address in _addresses(write)}
    fields = {asked[address] for address in suppressed_among(asked)}
    if fields:
        raise Suppressed({field: [SENTENCE if field in FIELDS else RECORD_SENTENCE] for field in sorted(fields)})


def _addresses(write: ContactWrite) -> list[tuple[str, Address]]:
    contact = write.contact
    values = {name: getattr(contact, name) for name in FIELDS if write.is_new or name in write.changes}
    found = list(addresses_in(values).items())
    if write.external_id:
        found.append(("external_id", record_address(*write.external_id)))
    return found
