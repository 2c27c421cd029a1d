"""`dealmecca undo_import`: what it prints, and how it ends."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dealmecca.directory.models import Contact
from dealmecca.imports.models import Import
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db
CSV = "Name,Company\nMaren Oduya,Kestrel Cola\n"


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("undo_import", *arguments, stdout=output)
    return output.getvalue()


def test_an_import_goes_and_comes_back(importer: Importer) -> None:
    importer(CSV)
    item = Import.objects.get()
    assert f"{item.pk}  " in run() and "Imported" in run()
    assert "1 people and 1 companies went" in run(item.pk)
    assert not Contact.objects.exists()
    report = json.loads(run(item.pk, "--redo", "--json"))
    assert (report["contacts"], report["companies"], report["is_done"]) == (1, 1, True)
    assert Contact.objects.count() == 1


def test_what_cannot_be_undone_is_said(importer: Importer) -> None:
    importer(CSV)
    with pytest.raises(CommandError, match="nothing to bring back"):
        run(Import.objects.get().pk, "--redo")
    with pytest.raises(CommandError, match="There is no import"):
        run("nonsense")
