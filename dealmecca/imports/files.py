"""Where an import's files lie: the table that came in, and the rows that were refused."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def folder_of(import_id: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / import_id


def table_of(import_id: str) -> Path:
    return folder_of(import_id) / "table"


def refused_of(import_id: str) -> Path:
    return folder_of(import_id) / "refused.csv"


def keep_upload(import_id: str, chunks: Iterable[bytes]) -> Path:
    """Stores an upload where only this program's user can read it."""
    folder = folder_of(import_id)
    folder.mkdir(mode=0o700, parents=True)
    path = table_of(import_id)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return path


def forget_table(import_id: str) -> None:
    """The table is needed no longer; other people's data is not kept for the sake of keeping it."""
    table_of(import_id).unlink(missing_ok=True)


def forget_files(import_id: str) -> None:
    shutil.rmtree(folder_of(import_id), ignore_errors=True)
