"""Lists as files over the API."""

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.api_access import ways_to_files
from dealmecca.exports.actions import start_export
from dealmecca.exports.answers import sent
from dealmecca.exports.files import TYPES
from dealmecca.exports.schemas import NewExport
from dealmecca.history.models import Door

router = Router(tags=["Exports"], by_alias=True)
_FILE = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "",
    auth=ways_to_files,
    operation_id="export",
    summary="Take a list as a file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file: all rows of the list in its order. X-Export-Id is the receipt, "
                "X-Export-Rows what was charged; rows that were gone meanwhile are given back",
                "content": dict.fromkeys(TYPES.values(), _FILE),
            }
        }
    },
)
def export(request: HttpRequest, values: NewExport) -> StreamingHttpResponse:
    """Costs one exported row of the plan for each row, charged before anything is sent; too few left answers 402."""
    given = values.model_dump()
    return sent(start_export(actor=viewer_of(request), door=Door.API, **given))
