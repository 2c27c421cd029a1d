"""Many rows at once: COPY on PostgreSQL, executemany on SQLite; and columns of many rows set to their new values."""

import json
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

COMPUTED = (models.AutoField, models.GeneratedField)  # columns that the database fills


def insert_rows(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert unsaved instances as they stand (ids already given), in the caller's transaction. Emits no signals."""
    if rows:
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, COMPUTED)]
        _insert(model, fields, map(attrgetter(*(field.attname for field in fields)), rows))


def insert_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as the values of these attributes ("company_id"), for tables of many rows that nobody holds.

    All other columns must be computed by the database. PostgreSQL takes rows in while later ones are still being made.
    """
    fields = _fields(model, names)
    missing = {field.attname for field in model._meta.concrete_fields if not isinstance(field, COMPUTED)} - set(names)
    if missing:
        raise ValueError(f"{model.__name__} needs values for {', '.join(sorted(missing))}.")
    _insert(model, fields, rows)


def put_values(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    unique: Sequence[str],
    replaces: bool = True,
) -> None:
    """Like `insert_values`; a row that is there already under its `unique` values is replaced, all but its key, or
    stays as it is."""
    fields = _fields(model, names)
    quote, values = connection.ops.quote_name, list(_prepared(fields, rows))
    if not values:
        return
    columns = {field.attname: quote(str(field.column)) for field in fields}
    kept = {*unique, model._meta.pk.attname}
    changing = [f"{column} = excluded.{column}" for name, column in columns.items() if name not in kept]
    then = f"UPDATE SET {', '.join(changing)}" if replaces else "NOTHING"
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns.values())})"
    on_conflict = f"ON CONFLICT ({', '.join(columns[name] for name in unique)}) DO {then}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = f"{into} SELECT * FROM unnest({_arrays(fields)}) {on_conflict}"
            cursor.execute(sql, _columns(values))
        else:
            cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * len(fields))}) {on_conflict}", values)


def update_rows(model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Store these attributes of saved instances, in the caller's transaction. One statement on PostgreSQL."""
    if not rows:
        return
    quote, key = connection.ops.quote_name, model._meta.pk
    fields = _fields(model, [*names, key.attname])
    values = _prepared(fields, map(attrgetter(*(field.attname for field in fields)), rows))
    table, columns = quote(model._meta.db_table), [quote(str(field.column)) for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sets = ", ".join(f"{column} = new.{column}" for column in columns[:-1])
            cursor.execute(
                f"UPDATE {table} SET {sets} FROM unnest({_arrays(fields)}) AS new ({', '.join(columns)}) "
                f"WHERE {table}.{columns[-1]} = new.{columns[-1]}",
                _columns(values),
            )
        else:
            sets = ", ".join(f"{column} = %s" for column in columns[:-1])
            cursor.executemany(f"UPDATE {table} SET {sets} WHERE {columns[-1]} = %s", values)


def reserve_numbers(model: type[models.Model], count: int) -> list[int]:
    """Numbers for so many new rows of a table that counts its rows, in the caller's transaction; nobody else's."""
    key, table = model._meta.pk, model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sql, [connection.ops.quote_name(table), key.column, count])
            return [number for (number,) in cursor.fetchall()]
        # The transaction is the only writer; SQLite itself counts on from the largest number that was given.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
        return list(range(last + 1, last + 1 + count))


def _insert(model: type[models.Model], fields: Sequence[models.Field[Any, Any]], rows: Iterable[Sequence[Any]]) -> None:
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    values = _prepared(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _arrays(fields: Sequence[models.Field[Any, Any]]) -> str:
    return ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)


def _columns(values: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*values, strict=True)]


def _fields(model: type[models.Model], names: Sequence[str]) -> list[models.Field[Any, Any]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _prepared(fields: Sequence[models.Field[Any, Any]], rows: Iterable[Sequence[Any]]) -> Any:
    """The rows with each value as the engine stores it, made as they are asked for."""
    converters = [(at, convert) for at, field in enumerate(fields) if (convert := _converter(field))]
    if not converters:
        return rows
    return (_converted(row, converters) for row in rows)


def _converted(row: Sequence[Any], converters: Iterable[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for at, convert in converters:
        values[at] = convert(values[at])
    return values


# Columns whose Python value is what both engines store; asking the field for each costs more than the insert.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _PLAIN):
        return None
    if isinstance(target, models.DateTimeField):
        return None if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value
    if isinstance(target, models.DateField):
        return None if connection.vendor == "postgresql" else connection.ops.adapt_datefield_value
    if isinstance(target, models.JSONField) and target.encoder is None:
        return _as_json
    return lambda value: field.get_db_prep_save(value, connection)


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)
