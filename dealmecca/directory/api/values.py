"""From the JSON that came in to the values that actions take."""

from typing import Any

from dealmecca.directory.search_query import Kind
from dealmecca.directory.vocabularies import CONTROLLED
from dealmecca.lib.json_shapes import Values


def field_values(kind: Kind, values: Values) -> dict[str, Any]:
    """The fields that were sent, by model field. A controlled field that is emptied loses its text beside it too."""
    given = values.model_dump(exclude_unset=True)
    for field in CONTROLLED[kind]:
        if field in given and not given[field]:
            given[f"{field}_text"] = ""
    for several in ("aliases", "domains"):
        if several in given:
            given[several] = given[several] or []
    return given
