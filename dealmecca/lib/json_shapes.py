"""What every JSON shape has in common: camelCase names, and nothing accepted that is not listed."""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


def _read_day(value: object) -> date:
    """JSON has no dates; numbers and times are none either."""
    try:
        return date.fromisoformat(value if isinstance(value, str) and re.fullmatch(r"[0-9-]{10}", value) else "")
    except ValueError:
        raise PydanticCustomError("day", "Write the day as 2026-01-31") from None


# An empty column answers null.
Text = Annotated[str | None, BeforeValidator(lambda value: value or None)]
Id = Annotated[str, Field(max_length=25, pattern="^[!-~]+$")]
Day = Annotated[date, BeforeValidator(_read_day)]


class Answer(BaseModel):
    """Made from a record by its attributes, written in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Values(BaseModel):
    """What may be sent: camelCase names of this list, and nothing else."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", strict=True)
