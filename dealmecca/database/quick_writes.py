"""A write that nobody waits for: it is dropped rather than let a page be late or fail."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, connection, models, transaction

from dealmecca.database.bulk import COMPUTED
from dealmecca.database.connections import SQLITE_BUSY_SECONDS

QUICK_MILLISECONDS = 50


def insert_unless_there(row: models.Model, unique_fields: Sequence[str]) -> bool:
    """One INSERT … ON CONFLICT DO NOTHING of an unsaved row; False when the database did not take it at once.

    On SQLite it waits 50 ms for other writers instead of 20 s. PostgreSQL has nothing to wait for here.
    """
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, COMPUTED)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    by_name = {field.name: str(field.column) for field in fields}
    unique = ", ".join(quote(by_name[name]) for name in unique_fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES ({marks}) ON CONFLICT ({unique}) DO NOTHING"
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    try:
        with _impatient(), connection.cursor() as cursor:
            if connection.in_atomic_block:  # a failure must not spoil what the caller is doing
                with transaction.atomic():
                    cursor.execute(sql, values)
            else:
                cursor.execute(sql, values)
    except DatabaseError:
        return False
    return True


def done_at_once(write: Callable[[], object]) -> bool:
    """Run a write in a transaction of its own; False when the database did not take it at once, and nothing stays."""
    try:
        with _impatient(), transaction.atomic():
            write()
    except DatabaseError:
        return False
    return True


@contextmanager
def _impatient() -> Iterator[None]:
    """Past Django's cursors: these are settings of the connection, no queries of the page."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    raw.execute(f"PRAGMA busy_timeout = {QUICK_MILLISECONDS}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_SECONDS * 1000}")
