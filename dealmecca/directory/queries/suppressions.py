"""Asking the ledger of who asked not to be listed."""

from collections.abc import Iterable

from dealmecca.directory.models import Suppression
from dealmecca.directory.suppressing import Address, digests_of


def has_suppressions() -> bool:
    """Whether there is anything to be asked: making digests takes longer than this."""
    return Suppression.objects.in_force().exists()


def suppressed_among(addresses: Iterable[Address]) -> set[Address]:
    """Those of these addresses that are not to be listed. One query, none for no addresses."""
    by_digest = digests_of(addresses)
    if not by_digest:
        return set()
    rows = Suppression.objects.in_force().filter(digest__in=list(by_digest))
    return {by_digest[digest] for digest in rows.values_list("digest", flat=True)}
