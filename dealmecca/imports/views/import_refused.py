"""The refused rows of an import as a CSV to mend and import again."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.imports.files import refused_of
from dealmecca.imports.views.import_page import import_or_404

CHUNK = 64 * 1024


@require_safe
@open_to(Policy.MEMBERS)
def import_refused(request: HttpRequest, import_id: str) -> HttpResponseBase:
    item = import_or_404(viewer_of(request), import_id)
    path = refused_of(item.pk)
    if not item.refused_bytes or not path.exists():
        raise Http404
    name = f"{Path(item.filename).stem} refused.csv"
    response = StreamingHttpResponse(_committed(path, item.refused_bytes), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename=\"refused.csv\"; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _committed(path: Path, size: int) -> Iterator[bytes]:
    """Not what a batch that is still being written has added."""
    with path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(CHUNK, size))):
            size -= len(chunk)
            yield chunk
