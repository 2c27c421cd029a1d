"""Add, update or fill blanks: what each does to records that are there; and previews that no longer hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.imports.actions import apply_import, begin_command, preview_import, run_command
from dealmecca.imports.engine import runs
from dealmecca.imports.models import Import, State
from tests.factories import make_contact
from tests.imports.conftest import Importer, Report
from tests.imports.test_undoing import FIRST, SECOND

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Upload = Callable[..., Import]
FILL = """Name,Email,Title,Company,City,Phone,Seniority,LinkedIn,Industry,Parent Company,Address
Maren Oduya,maren@kestrel.example,VP Media,Kestrel Cola,Atlanta,212-555-0199,,linkedin.com/in/maren,Retail,Other,1 High
Ana Blom,ana@kestrel.example,,Larkspur & Vane,Boston,646-555-0100,,,,,
"""


def run(importer: Importer, content: str, mode: str, *, dry_run: bool = False) -> Report:
    command = begin_command(
        path=importer.write(content), kind="auto", mapping={}, match="auto", source="", mode=mode
    )  # fmt: skip
    return run_command(command, dry_run=dry_run, refused_to=None, tell=lambda progress: None)


@pytest.mark.parametrize("mode", ["add", "fill", "update"])
def test_each_mode_is_foreseen_exactly_and_changes_nothing_the_second_time(importer: Importer, mode: str) -> None:
    importer(FIRST)
    for content in (SECOND, FILL):
        foreseen = run(importer, content, mode, dry_run=True)
        done = run(importer, content, mode)
        assert {**foreseen, "dryRun": False} == done
        again = run(importer, content, mode)
        assert again["created"] == again["updated"] == {"companies": 0, "contacts": 0}


def test_add_only_leaves_what_is_there_alone(importer: Importer) -> None:
    importer(FIRST)
    there = list(Contact.objects.order_by("pk").values()), Company.objects.get(name="Kestrel Cola").parent
    report = run(importer, SECOND, "add")
    assert report["updated"] == {"companies": 0, "contacts": 0} and report["created"]["contacts"] == 1
    assert list(Contact.objects.order_by("pk").values())[:3] == there[0]
    assert Company.objects.get(name="Kestrel Cola").parent == there[1]


def test_fill_blanks_only_replaces_nothing(importer: Importer) -> None:
    importer(FIRST)
    run(importer, FILL, "fill")
    maren, ana = Contact.objects.get(first_name="Maren"), Contact.objects.get(first_name="Ana")
    assert (maren.title, maren.phone, maren.linkedin_url) == (
        "Planner", "212-555-0100", "https://linkedin.com/in/maren",
    )  # fmt: skip
    assert (ana.phone, ana.company and ana.company.name) == ("646-555-0100", "Kestrel Cola")
    cola = Company.objects.get(name="Kestrel Cola")
    assert (cola.industry, cola.address, cola.parent and cola.parent.name) == ("RETAIL", "1 High", "Kestrel Group")


def test_a_member_chooses_the_mode_with_the_columns(
    importer: Importer, ana: User, as_user: SignIn, upload: Upload
) -> None:
    importer(FIRST)
    client = as_user(ana)
    item = upload(client, SECOND)
    preview_import(import_id=item.pk)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert 'value="update" checked' in page
    chosen = {f"column-{place}": target or "" for place, target in enumerate(item.mapping_in_order.values())}
    client.post(f"/imports/{item.pk}/map", {**chosen, "mode": "add"})
    preview_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.mode == "add" and item.tally["updated"] == {"companies": 0, "contacts": 0}
    assert 'value="add" checked' in client.get(f"/imports/{item.pk}").content.decode()
    assert client.post(f"/imports/{item.pk}/map", {**chosen, "mode": "destroy"}).status_code == 422


def test_a_preview_that_no_longer_holds_is_shown_anew_instead_of_written(
    ana: User, as_user: SignIn, upload: Upload
) -> None:
    client = as_user(ana)
    item = upload(client, FIRST)
    preview_import(import_id=item.pk)
    make_contact(first_name="Pip", last_name="Tarrant", email="pip@halden.example")
    Contact.objects.filter(first_name="Pip").update(title="Planner")
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == State.PREVIEWED and Contact.objects.count() == 1
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "The directory was changed since you looked" in page and "Nothing was imported" in page
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert (item.state, item.error) == (State.DONE, "") and item.tally == item.previewed
    assert Contact.objects.count() == 3


def test_a_write_while_the_import_runs_is_told_in_its_report(
    ana: User, as_user: SignIn, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batches before it are on the disk: the counts differ from the preview, and the page says by what."""
    monkeypatch.setattr(runs, "BATCH_ROWS", 2)
    client, real, batches = as_user(ana), runs._attempt, []
    lines = "".join(f"Ann{n} Lee{n},ann{n}@acme.example\n" for n in range(6))
    item = upload(client, f"Full Name,Email\n{lines}")
    preview_import(import_id=item.pk)

    def attempt(*args: Any) -> runs.Progress:
        batches.append(args)
        if len(batches) == 2:
            make_contact(first_name="Ann5", last_name="Lee5", email="ann5@acme.example")
        return real(*args)

    client.post(f"/imports/{item.pk}/apply")
    monkeypatch.setattr(runs, "_attempt", attempt)
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert (item.state, Contact.objects.count(), item.tally["created"]["contacts"]) == (State.DONE, 6, 5)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "While this import ran, the directory was changed: 5 new instead of 6, 1 unchanged instead of 0." in page, (
        item.error
    )


def test_a_write_that_changes_no_count_does_not_stop_an_import(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = upload(client, FIRST)
    preview_import(import_id=item.pk)
    make_contact(first_name="Somebody", last_name="Else")
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == State.DONE and item.tally == item.previewed


def test_columns_of_the_same_names_are_used_as_the_last_time(
    ana: User, ben: User, as_user: SignIn, upload: Upload
) -> None:
    client = as_user(ana)
    item = upload(client, "Name,Company,Notes\nMaren Oduya,Kestrel Cola,Planner\n", name="october.csv")
    client.post(
        f"/imports/{item.pk}/map",
        {"column-0": "contact.full_name", "column-1": "company.name", "column-2": "contact.title"},
    )
    preview_import(import_id=item.pk)
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    again = upload(client, "NOTES,Name,Company\nBuyer,Ana Blom,Kestrel Cola\n", name="november.csv")
    assert again.mapped_like == item
    assert again.mapping == {"NOTES": "contact.title", "Name": "contact.full_name", "Company": "company.name"}
    preview_import(import_id=again.pk)
    page = client.get(f"/imports/{again.pk}").content.decode()
    assert "for october.csv" in page
    client.post(f"/imports/{again.pk}/map", {"guess": "anew"})
    again.refresh_from_db()
    assert again.mapping["NOTES"] is None and Import.objects.get(pk=again.pk).mapped_like is None
    assert upload(as_user(ben), "NOTES,Name,Company\nBuyer,Ana Blom,Kestrel Cola\n").mapped_like is None
