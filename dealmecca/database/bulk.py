"""Many rows at once: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert_rows(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert unsaved instances as they stand (ids already given), in the caller's transaction. Emits no signals."""
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    values = list(zip(*(_column(field, rows) for field in fields), strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


# Columns whose Python value is what both engines store; asking the field for each costs more than the insert.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def _column(field: models.Field[Any, Any], rows: Sequence[models.Model]) -> list[Any]:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    values = [getattr(row, field.attname) for row in rows]
    if isinstance(target, _PLAIN) and not getattr(field, "auto_now", False):
        return values
    return [field.get_db_prep_save(value, connection) for value in values]
