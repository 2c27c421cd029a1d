"""The parameter that asks for a day."""

from typing import Annotated

from ninja import Query
from pydantic import BeforeValidator

from dealmecca.lib.json_shapes import Day

# An empty value counts as not given. The default stands in Query too: beside a validator ninja forgets the other.
AsOf = Annotated[
    Day | None,
    BeforeValidator(lambda value: value or None),
    Query(None, alias="asOf", description="The day to read it for, or else today."),
]
