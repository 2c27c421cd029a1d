"""From an address to its digest in the ledger of who asked not to be listed.

The digest is keyed (HMAC-SHA256) with a secret from the environment: without it, nobody who has the database can try
addresses until one fits. settings.SUPPRESSION_KEYS holds the key that writes, and older ones that still recognise.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings

from dealmecca.directory.models import Suppression
from dealmecca.lib.address_keys import email_identity, linkedin_identity, phone_identity

SENTENCE = "This address belongs to somebody who asked not to be listed. Nothing was saved."
RECORD_SENTENCE = "This record belongs to somebody who asked not to be listed. Nothing was saved."
Kind = Suppression.Kind
FIELDS = {"email": Kind.EMAIL, "phone": Kind.PHONE, "linkedin_url": Kind.LINKEDIN}  # of a contact
_IDENTITIES: dict[str, Callable[[str], str]] = {
    Kind.EMAIL: email_identity,
    Kind.PHONE: phone_identity,
    Kind.LINKEDIN: linkedin_identity,
    Kind.RECORD: str,
}


class Address(NamedTuple):
    """One address, as text that is equal for all ways of writing it."""

    kind: str
    identity: str


def address_of(kind: str, text: str) -> Address | None:
    """None for a text that names nobody's address of this kind."""
    identity = _IDENTITIES[kind](text)
    return Address(str(kind), identity) if identity else None


def addresses_in(values: Mapping[str, Any]) -> dict[str, Address]:
    """{field: address} of the fields of a contact that hold one."""
    found = {field: address_of(kind, text) for field, kind in FIELDS.items() if (text := values.get(field))}
    return {field: address for field, address in found.items() if address}


def record_address(source: str, value: str) -> Address:
    """What a source calls somebody: the next file of that source calls them so again."""
    return Address(str(Kind.RECORD), f"{source}\x1f{value}")


def digest_of(address: Address, key: str | None = None) -> str:
    secret = settings.SUPPRESSION_KEYS[0] if key is None else key
    return hmac.new(_bytes(secret), "\x1f".join(address).encode(), hashlib.sha256).hexdigest()


def digests_of(addresses: Iterable[Address]) -> dict[str, Address]:
    """{digest: address} under every key that is set."""
    wanted = set(addresses)
    return {digest_of(address, key): address for key in settings.SUPPRESSION_KEYS for address in wanted}


def mark_of(key: str) -> str:
    """Tells which key made a digest, and nothing of the key."""
    return hmac.new(_bytes(key), b"mark", hashlib.sha256).hexdigest()[:8]


@lru_cache(maxsize=8)
def _bytes(secret: str) -> bytes:
    return hashlib.sha256(b"dealmecca suppression\x1f" + secret.encode()).digest()
