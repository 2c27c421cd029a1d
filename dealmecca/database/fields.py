"""Column types that order and compare alike on both engines."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from dealmecca.lib.ids import new_id


class KeyField(models.CharField):
    """Text compared byte by byte: SQLite does so by itself, PostgreSQL needs the C collation."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class IdField(KeyField):
    """A primary key of 25 characters in cuid form; sorts by the time it was made."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 25, "primary_key": True, "default": new_id, "editable": False}
        super().__init__(**(defaults | options))
