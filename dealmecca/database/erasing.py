"""Making sure that what was erased is in no page of the database either, and finding where a text still stands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from dealmecca.database.append_only import RefuseUpdates


def leave_no_bytes() -> bool:
    """After the commit: SQLite's write-ahead log is emptied into the file, whose freed pages secure_delete has zeroed.

    False when a reader kept it from being emptied: the next erasure, or the end of the last connection, does it. On
    PostgreSQL dead rows go with the next VACUUM, and its log with the next checkpoints (docs/how-to/privacy.md).
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
    return not busy


def database_files() -> list[Path]:
    """The files in which SQLite keeps what it was told; none for a server's."""
    if connection.vendor != "sqlite":
        return []
    name = str(connection.settings_dict["NAME"])
    return [path for path in (Path(name), Path(f"{name}-wal")) if path.is_file()]


@contextmanager
def updates_allowed(table: str) -> Iterator[None]:
    """An append-only table takes UPDATE inside, for the one thing that outweighs its being append-only: forgetting."""
    rule = RefuseUpdates(table)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while checks of its rows are due
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
            yield
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_append_only")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only")
        yield
        for statement in rule.sqlite_statements():
            cursor.execute(statement)


def tables_that_hold(texts: Sequence[str]) -> dict[str, int]:
    """{table.column: rows} in which one of these texts stands: every table of the database, whoever made it.

    Reads everything, so it takes as long as that does. Texts are compared without regard to small and capital letters.
    """
    found: dict[str, int] = {}
    if not texts:
        return found
    wanted = [*dict.fromkeys(form for text in texts for form in (text, _as_json(text)))]
    with connection.cursor() as cursor:
        for table, column in _columns(cursor):
            name = connection.ops.quote_name
            like = f"LOWER(CAST({name(column)} AS text)) LIKE %s ESCAPE '!'"
            sql = f"SELECT COUNT(*) FROM {name(table)} WHERE {' OR '.join([like] * len(wanted))}"
            cursor.execute(sql, [f"%{_escaped(text.lower())}%" for text in wanted])
            if count := cursor.fetchone()[0]:
                found[f"{table}.{column}"] = count
    return found


def _columns(cursor: object) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        cursor.execute(  # type: ignore[attr-defined]
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables "
            "USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' "
            "ORDER BY 1, 2"
        )
        return list(cursor.fetchall())  # type: ignore[attr-defined]
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return list(cursor.fetchall())  # type: ignore[attr-defined]


def _as_json(text: str) -> str:
    """As it stands in JSON of SQLite, which writes letters beyond ASCII as \\u…."""
    return text.encode("ascii", "backslashreplace").decode() if not text.isascii() else text


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
