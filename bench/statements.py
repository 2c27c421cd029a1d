"""The statements of a page, caught while it is read and sent again, and how long the database takes for them.

Two figures. `in_database` is the database's own: on PostgreSQL planning and execution as the server measures them, on
SQLite, which is part of this process, the statements with all their rows fetched. `as_seen` adds, on PostgreSQL, what
this program needs to bind values, to wake the server up, to be woken and to make Python values of the answer.
"""

import json
import time
from collections.abc import Callable
from typing import Any

Statement = tuple[str, Any]  # SQL and its values


def catch(read: Callable[[], object]) -> list[Statement]:
    """What `read` asks of the database; reads only, savepoints left out."""
    from django.db import connection

    caught: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "WITH", "(SELECT")):
            caught.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        read()
    return caught


def as_seen(statements: list[Statement]) -> float:
    """Milliseconds from here and back, all rows fetched."""
    from django.db import connection

    with connection.cursor() as cursor:
        started = time.perf_counter()
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
        return (time.perf_counter() - started) * 1000


def in_database(statements: list[Statement]) -> float:
    """Milliseconds of the database itself."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return as_seen(statements)
    total = 0.0
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) {sql}", params)
            (answer,) = cursor.fetchone()
            (told,) = json.loads(answer) if isinstance(answer, str) else answer
            total += told["Planning Time"] + told["Execution Time"]
    return total
