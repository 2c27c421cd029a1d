"""Tables whose rows are never changed: the database itself refuses an UPDATE, whatever code asks for it."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class RefuseUpdates(Operation):
    """A trigger on one table; the same line in a migration serves both engines.

    Rows may still be deleted, with the member they belong to. SQLite loses triggers when a later migration rebuilds
    the table: that migration repeats this operation. tests/billing/test_ledger.py notices when it does not.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: Any) -> None:
        name, refusal = f"{self.table}_append_only", f"{self.table} is append-only"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {self.table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            for statement in self.sqlite_statements():
                schema_editor.execute(statement)

    def sqlite_statements(self) -> list[str]:
        return [
            f"CREATE TRIGGER IF NOT EXISTS {self.table}_append_only BEFORE UPDATE ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        ]

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: Any) -> None:
        name = f"{self.table}_append_only"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")

    def describe(self) -> str:
        return f"Refuse updates of {self.table}"
