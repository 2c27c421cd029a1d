"""Word search: a GIN index over arrays of words on PostgreSQL, an FTS5 table on SQLite; one operation, one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models.expressions import RawSQL

from dealmecca.lib.text_keys import QueryWord


@dataclass(frozen=True)
class TextIndex:
    """The words under which the rows of one table are found. `n` is that table's integer key.

    Words arrive normalised (lib.text_keys.search_words): only lower-case letters and digits, so neither engine's own
    tokeniser, language rules or accents have a say, and both give the same answers.
    """

    table: str

    def add(self, words: Iterable[tuple[int, Sequence[str]]]) -> None:
        """The words of row numbers that have none yet, taken in while later ones are still being made."""
        rows: Any = ((n, " ".join(texts)) for n, texts in words)  # the stubs want a sequence of them
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # which reads words without punctuation as they are
                with cursor.copy(f"COPY {self.table} (n, words) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO {self.table} (rowid, words) VALUES (%s, %s)", rows)

    def put(self, words: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Set the words of each row number, replacing what was there."""
        if not words:
            return
        numbers, texts = [n for n, _ in words], [" ".join(each) for _, each in words]
        if connection.vendor == "postgresql":
            # array_to_tsvector takes the words as they are; setting the row again replaces it.
            sql = (
                f"INSERT INTO {self.table} (n, words) "
                "SELECT n, array_to_tsvector(array_remove(string_to_array(words, ' '), '')) "
                "FROM unnest(%s::bigint[], %s::text[]) AS new (n, words) "
                "ON CONFLICT (n) DO UPDATE SET words = EXCLUDED.words"
            )
            with connection.cursor() as cursor:
                cursor.execute(sql, [numbers, texts])
        else:
            sql = f"INSERT OR REPLACE INTO {self.table} (rowid, words) VALUES (%s, %s)"
            with connection.cursor() as cursor:
                cursor.executemany(sql, list(zip(numbers, texts, strict=True)))

    def drop(self, numbers: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            column = "n" if connection.vendor == "postgresql" else "rowid"
            cursor.executemany(f"DELETE FROM {self.table} WHERE {column} = %s", [(n,) for n in numbers])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")

    def forget_dropped(self) -> None:
        """FTS5 keeps the words of dropped rows until it merges its segments: now. GIN drops them with the rows."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {self.table} ({self.table}) VALUES ('optimize')")

    def matching(self, query: Sequence[QueryWord]) -> RawSQL:
        """A subquery of row numbers for `.filter(n__in=…)`: every query word begins some word of the row."""
        if connection.vendor == "postgresql":
            sql = f"SELECT n FROM {self.table} WHERE words @@ %s::tsquery"
            match = " & ".join(_either([f"'{w.joined}':*"], [f"'{p}':*" for p in w.parts], "&", "|") for w in query)
        else:
            sql = f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s"
            match = " AND ".join(_either([f'"{w.joined}"*'], [f'"{p}"*' for p in w.parts], "AND", "OR") for w in query)
        return RawSQL(sql, [match])


def _either(joined: list[str], parts: list[str], both: str, either: str) -> str:
    if len(parts) < 2:
        return joined[0]
    return f"({joined[0]} {either} ({f' {both} '.join(parts)}))"


class CreateTextIndex(Operation):
    """The migration operation behind a TextIndex; the same line in a migration serves both engines."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"CREATE TABLE {self.table} (n bigint PRIMARY KEY, words tsvector NOT NULL)")
            schema_editor.execute(
                f"CREATE INDEX {self.table}_words ON {self.table} USING gin (words) WITH (fastupdate = off)"
            )
        else:
            # 'ascii' splits at ASCII punctuation only: the words come without any, so it never changes them.
            schema_editor.execute(
                f"CREATE VIRTUAL TABLE {self.table} USING fts5(words, tokenize='ascii', prefix='1 2 3', detail=none)"
            )

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: Any) -> None:
        schema_editor.execute(f"DROP TABLE {self.table}")

    def describe(self) -> str:
        return f"Create the text index {self.table}"
