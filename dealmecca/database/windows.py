"""Counting in windows of time: one statement counts, refuses and opens the next window, by the database's clock."""

from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Window:
    """After a request was counted, or refused. `seconds` until the window ends."""

    count: int
    seconds: int
    is_granted: bool


def count_in_window(table: str, key_column: str, key: str, *, limit: int, length: int) -> Window:
    """Count one more under `key` unless `limit` were counted since the window of `length` seconds began.

    The table has (key_column, started_at, count), started_at in seconds since 1970. Exact, whatever the number of
    processes. A window that seems to begin more than its length from now was opened by a clock that was wrong: it is
    over. A smaller step back makes one window longer, never a second one.
    """
    now = "CAST(strftime('%%s', 'now') AS bigint)"
    if connection.vendor == "postgresql":
        now = "CAST(floor(extract(epoch FROM statement_timestamp())) AS bigint)"
    is_over = f"(w.started_at <= {now} - %(length)s OR w.started_at > {now} + %(length)s)"
    counted = f"""
        INSERT INTO {table} AS w ({key_column}, started_at, count) VALUES (%(key)s, {now}, 1)
        ON CONFLICT ({key_column}) DO UPDATE SET
            count = CASE WHEN {is_over} THEN 1 ELSE w.count + 1 END,
            started_at = CASE WHEN {is_over} THEN {now} ELSE w.started_at END
        WHERE {is_over} OR w.count < %(limit)s
        RETURNING count, started_at + %(length)s - {now}"""
    values: dict[str, Any] = {"key": key, "limit": limit, "length": length}
    with connection.cursor() as cursor:
        cursor.execute(counted, values)
        row = cursor.fetchone()
        if row:
            return Window(row[0], max(row[1], 1), True)
        cursor.execute(
            f"SELECT count, started_at + %(length)s - {now} FROM {table} WHERE {key_column} = %(key)s", values
        )
        count, seconds = cursor.fetchone()
    return Window(count, max(seconds, 1), False)
