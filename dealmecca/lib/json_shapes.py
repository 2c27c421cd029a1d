"""What every JSON shape has in common: camelCase names, and nothing accepted that is not listed."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

# An empty column answers null.
Text = Annotated[str | None, BeforeValidator(lambda value: value or None)]
Id = Annotated[str, Field(max_length=25, pattern="^[!-~]+$")]


class Answer(BaseModel):
    """Made from a record by its attributes, written in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Values(BaseModel):
    """What may be sent: camelCase names of this list, and nothing else."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", strict=True)
