"""JSON shape of what is to be exported."""

from typing import Literal

from pydantic import Field

from dealmecca.lib.json_shapes import Values
from dealmecca.saved.schemas import FiltersIn, KindCode


class NewExport(Values):
    kind: KindCode
    filters: FiltersIn = Field(default_factory=dict)
    file_format: Literal["csv", "xlsx"] = Field(default="csv", alias="format")
    with_origins: bool = Field(default=False, description="A column more for each value: who wrote it, when and where")
