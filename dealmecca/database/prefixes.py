"""Finding text by how it begins, whatever its capitals, by an index on either engine."""

from typing import Any

from django.db.models import Func, Q


class BytewiseLower(Func):
    """Small letters, compared byte by byte: SQLite does so by itself, PostgreSQL needs the C collation."""

    function = "LOWER"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template='(LOWER(%(expressions)s) COLLATE "C")', **context)


def begins_with(column: str, text: str) -> Q:
    """For rows annotated with `BytewiseLower` under this name. Everything, for no text."""
    start = text.lower()
    return Q(**{f"{column}__gte": start, f"{column}__lt": f"{start}\U0010ffff"})
