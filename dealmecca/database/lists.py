"""Long lists of keys in a query."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.expressions import RawSQL

FEW = 500


def keys_in(keys: Sequence[str]) -> "Sequence[str] | ListOf":
    """What `…__in` is best given: a few keys as they are, which lets the planner weigh them, many as one parameter."""
    return keys if len(keys) <= FEW else ListOf(keys)


class ListOf(RawSQL):
    """Keys as one parameter: `handling__in=ListOf(keys)`. Of a plain list, Django prepares and the engine binds each
    key by itself, which costs more than finding a thousand rows by them."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)
        super().__init__("SELECT value FROM json_each(%s)", [json.dumps(self.keys)])

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return "(SELECT unnest(%s::text[]))", [self.keys]
