"""Buckets of attempts, exact across processes: each take is one statement, by the database's clock."""

from django.db import connection

_NOW = {
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
    "postgresql": "extract(epoch FROM statement_timestamp())::float8",
}


def take(table: str, key: str, *, limit: int, seconds: float) -> bool:
    """One attempt out of `limit`, which come back evenly over `seconds`; False when none is left.

    The table has `key` (unique) and `full_at`. Takes part in the caller's transaction, if there is one.
    A row further ahead than a clock can be wrong by the whole period was written by a broken clock: it counts as full.
    """
    step = seconds / limit
    now = _NOW[connection.vendor]
    held = f"CASE WHEN held.full_at > {now} AND held.full_at <= {now} + %s THEN held.full_at ELSE {now} END"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS held (key, full_at) VALUES (%s, {now} + %s) "
            f"ON CONFLICT (key) DO UPDATE SET full_at = {held} + %s WHERE {held} + %s <= {now} + %s",
            [key, step, 2 * seconds, step, 2 * seconds, step, seconds + step / 1000],
        )
        return cursor.rowcount == 1


def give_back(table: str, key: str, *, limit: int, seconds: float) -> None:
    """The attempt that was taken was a good one and does not count."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET full_at = full_at - %s WHERE key = %s", [seconds / limit, key])


def forget_full(table: str) -> int:
    """Drop the rows that say nothing any more: all their attempts are there again."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE full_at < {_NOW[connection.vendor]}")
        return cursor.rowcount
