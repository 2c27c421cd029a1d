"""What the importer's tests share: files made of text, imported as the command line does it, and as the pages do."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.imports.actions import apply_import, begin_command, preview_import, run_command
from dealmecca.imports.models import Import
from tests.factories import make_company

Report = dict[str, Any]
MISSPELT = "Agency,Client\nLarkspur & Vane,Kestrl Cola\nLarkspur & Vane,Talgrass Bank\n"
FILES = Path(__file__).parent / "files"


class Importer:
    """Imports text, bytes or a file; every call is a run of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def __call__(
        self,
        content: str | bytes | Path,
        *,
        kind: str = "auto",
        mapping: Mapping[str, str | None] | None = None,
        match: str = "auto",
        source: str = "",
        dry_run: bool = False,
        refused_to: Path | None = None,
    ) -> Report:
        path = content if isinstance(content, Path) else self.write(content)
        command = begin_command(path=path, kind=kind, mapping=mapping or {}, match=match, source=source)
        return run_command(command, dry_run=dry_run, refused_to=refused_to, tell=lambda progress: None)

    def write(self, content: str | bytes) -> Path:
        self.count += 1
        path = self.folder / f"file-{self.count}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@pytest.fixture
def importer(db: None, tmp_path: Path) -> Importer:
    return Importer(tmp_path)


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path: Path) -> Path:
    """Uploads of a test stay in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def upload() -> Callable[..., Import]:
    """What a person does who chooses a file on the page."""

    def send(client: Client, content: str | bytes, name: str = "people.csv", kind: str = "auto") -> Import:
        file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
        response = client.post("/imports/new", {"file": file, "kind": kind})
        assert response.status_code == 302, response.content.decode()
        return Import.objects.get(pk=response["Location"].rpartition("/")[2])

    return send


@pytest.fixture
def imported(ana: User, as_user: Callable[[User], Client], upload: Callable[..., Import]) -> Import:
    """Ana's file, in which two names are misspelt."""
    make_company("Kestrel Cola", company_type="ADVERTISER")
    make_company("Tallgrass Bank", company_type="ADVERTISER")
    client = as_user(ana)
    item = upload(client, MISSPELT, name="pairs.csv")
    preview_import(import_id=item.pk)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "2 rows will wait for 2 names" in page and "recorded as Media, United States" in page
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.tally == item.previewed
    return item


def refusals(report: Report) -> dict[int, str]:
    """{row: first reason} of the rows that were refused."""
    found: dict[int, str] = {}
    for problem in report["problems"]:
        if problem["severity"] == "error":
            found.setdefault(problem["row"], problem["reason"])
    return found


def warnings(report: Report) -> list[tuple[int, str | None]]:
    return [(p["row"], p["column"]) for p in report["problems"] if p["severity"] == "warning"]
