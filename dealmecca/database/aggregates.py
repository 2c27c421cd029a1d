"""Aggregates that both engines have under different names."""

from typing import Any

from django.db.models import Aggregate, TextField


class JoinedText(Aggregate):
    """All values of a text column in one string, without a separator and in no promised order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, '')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)
