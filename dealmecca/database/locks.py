"""Locks that outlast one row: held to the end of the transaction, the same meaning on both engines."""

import zlib

from django.db import connection


def lock_until_commit(name: str, *, shared: bool = False) -> None:
    """Wait until no other transaction holds `name`; needs an open transaction.

    Those who take it `shared` do not wait for one another, only for who does not share.

    PostgreSQL takes an advisory lock that ends with the transaction (safe behind a pooler). On SQLite an open
    transaction is already the only writer (IMMEDIATE), so there is nothing left to take.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"lock_until_commit({name!r}) needs a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            take = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
            cursor.execute(f"SELECT {take}(%s)", [zlib.crc32(name.encode())])
