"""The answer that is a file, the same for page and API."""

from django.http import StreamingHttpResponse

from dealmecca.exports.actions import Delivery
from dealmecca.exports.files import TYPES


def sent(delivery: Delivery) -> StreamingHttpResponse:
    """The file as the browser saves it."""
    response = StreamingHttpResponse(delivery.pieces, content_type=TYPES[delivery.export.file_format])
    response.headers["Content-Disposition"] = f'attachment; filename="{delivery.name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Export-Id"] = delivery.export.pk
    response.headers["X-Export-Rows"] = str(delivery.export.rows)
    return response
