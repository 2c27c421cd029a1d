"""A stretch in which nothing is written, whatever the code in it tries."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

_READS = re.compile(r"\s*(SELECT|WITH|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|SET LOCAL)\b", re.IGNORECASE)
_WRITES_WITHIN = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|FOR\s+UPDATE)\b", re.IGNORECASE)


@contextmanager
def reading_only(sentence: str) -> Iterator[None]:
    """Every statement of this connection that is no plain read raises PermissionDenied with this sentence."""

    def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not _READS.match(sql) or _WRITES_WITHIN.search(sql):
            raise PermissionDenied(sentence)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_writes):
        yield
