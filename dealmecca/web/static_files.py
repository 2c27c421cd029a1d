"""Static files under an address that changes with their content, without a collection step."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStaticFiles(StaticFilesStorage):
    """`web/app.css` becomes `/static/web/app.css?v=1f0c…`, so browsers may keep every file for a year."""

    def url(self, name: str | None, *args: Any, **options: Any) -> str:
        address = str(super().url(name))
        # While developing, a file may change under a running server.
        version = (_version if settings.ENVIRONMENT.environment == "production" else _version.__wrapped__)(name or "")
        return f"{address}?v={version}" if version else address


@cache
def _version(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:10] if found else ""
