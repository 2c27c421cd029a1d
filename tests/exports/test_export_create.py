"""Exactly what is on the screen, as a file: same rows, same order, same policy, charged once, nothing that runs."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.models import Unit, UsageEntry
from dealmecca.billing.queries.usage import read_usage
from dealmecca.directory.actions import delete_contact
from dealmecca.directory.models import Contact
from dealmecca.exports import actions
from dealmecca.exports.models import Export
from dealmecca.exports.queries import tables
from dealmecca.history.models import Door
from dealmecca.imports.actions import preview_import
from dealmecca.imports.models import Import
from tests.factories import make_company, make_contact, make_contacts, make_handling
from tests.shared_rows import made_once

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NASTY = ["=SUM(A1:A9)", "+1+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1", "'tis", 'a "b", c']


@pytest.fixture(scope="module")
def thirty(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Contact]]:
    """At an agency in New York, more than a page."""
    with made_once(django_db_blocker):
        agency = make_company("Halden & Pike", company_type="AGENCY", city="New York", state="NY")
        yield make_contacts(30, agency, title="VP, Media", email="a@example.com", phone="+1 212 555 0123")


@pytest.fixture
def people(thirty: list[Contact], db: None) -> list[Contact]:
    return deepcopy(thirty)


def taken(client: Client, query: str, file_format: str = "csv", status: int = 200) -> Any:
    response = client.post(f"/exports/new?{query}", {"file_format": file_format})
    assert response.status_code == status, response.status_code
    return response


def table(response: Any) -> list[list[str]]:
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def left(user: User) -> int | None:
    return read_usage(user=user, unit=Unit.EXPORTED_ROW).left


@pytest.mark.parametrize("query", ["", "q=Example&sort=name", "seniority=VP&sort=recent", "q=halden&department=MEDIA"])
def test_a_file_holds_the_rows_of_all_pages_in_their_order(
    ana: User, as_user: SignIn, people: list[Contact], query: str
) -> None:
    client, cursor, shown = as_user(ana), "", []
    while True:
        page = json.loads(client.get(f"/api/v1/contacts?{query}&limit=7{cursor}").content)
        shown += [[one["firstName"], one["lastName"]] for one in page["items"]]
        if not page["nextCursor"]:
            break
        cursor = f"&cursor={page['nextCursor']}"
    header, *rows = table(taken(client, f"kind=contact&{query}"))
    assert header[:4] == ["First name", "Last name", "Job title", "Company"]
    assert [row[:2] for row in rows] == shown and len(rows) in (0, 30)
    assert left(ana) == 5_000 - len(rows)


def test_the_page_says_what_it_takes_and_changes_nothing(ana: User, as_user: SignIn, people: list[Contact]) -> None:
    client = as_user(ana)
    assert 'href="/exports/new?kind=contact&amp;seniority=VP"' in client.get("/people?seniority=VP").content.decode()
    page = client.get("/exports/new?kind=contact&seniority=VP").content.decode()
    assert "Export 30 rows" in page and "5,000 of 5,000 rows are left this month" in page and "People: VP" in page
    assert not Export.objects.exists() and left(ana) == 5_000


def test_a_file_is_written_down_with_its_receipt(ana: User, as_user: SignIn, people: list[Contact]) -> None:
    client = as_user(ana)
    response = taken(client, "kind=contact&seniority=VP")
    b"".join(response.streaming_content)
    export = Export.objects.get()
    assert export.pk in response.headers["Content-Disposition"] and response.headers["X-Export-Rows"] == "30"
    assert (export.user, export.rows, export.written, export.door) == (ana, 30, 30, Door.WEB)
    assert export.filters["filters"] == {"seniority": ["VP"]} and export.finished_at
    assert export.charge and (export.charge.amount, export.charge.what) == (30, "Export of People: VP")
    assert export.pk in client.get("/exports/new?kind=contact").content.decode()


def test_too_few_rows_left_refuse_before_anything_is_sent(ana: User, as_user: SignIn, people: list[Contact]) -> None:
    client = as_user(ana)
    for _ in range(166):  # 4,980 of 5,000
        actions.charge_rows(user=ana, count=30, what="before")
    assert "20 of 5,000 rows are left" in client.get("/exports/new?kind=contact").content.decode()
    refused = taken(client, "kind=contact", status=402)
    assert "20 of 5,000 are left" in refused.content.decode() and not refused.streaming
    assert not Export.objects.exists() and left(ana) == 20


def test_the_free_plan_is_told_why_and_sent_to_the_plans(dan: User, as_user: SignIn, people: list[Contact]) -> None:
    client = as_user(dan)
    page = client.get("/exports/new?kind=contact").content.decode()
    assert "Free has no export." in page and 'href="/plans"' in page and '<button class="btn btn-primary"' not in page
    assert "/plans" in taken(client, "kind=contact", status=402).content.decode()
    assert not Export.objects.exists()


@pytest.mark.parametrize("query", ["kind=dogs", "kind=contact&shoeSize=9", "kind=who", "kind=company&size=TINY", ""])
def test_a_list_that_is_none_is_refused(ana: User, as_user: SignIn, query: str) -> None:
    client = as_user(ana)
    taken(client, query, status=400)
    assert client.get(f"/exports/new?{query}").status_code == 400 and not Export.objects.exists()


def test_a_kind_of_file_that_is_none_is_refused(ana: User, as_user: SignIn) -> None:
    taken(as_user(ana), "kind=contact", "exe", status=422)


def test_what_goes_between_counting_and_writing_is_given_back(
    ana: User, as_user: SignIn, people: list[Contact]
) -> None:
    response = taken(as_user(ana), "kind=contact&sort=name")
    for person in people[:4]:
        delete_contact(actor=None, door=Door.SYSTEM, contact=person)
    make_contact("Aaa Newcomer")
    assert len(table(response)) == 1 + 26
    export = Export.objects.get()
    assert (export.rows, export.written, left(ana)) == (30, 26, 5_000 - 26)
    assert sum(UsageEntry.objects.values_list("amount", flat=True)) == 26


@pytest.mark.parametrize(("taken_pieces", "paid"), [(0, 0), (1, 0), (2, 20), (3, 30)])
def test_who_goes_away_pays_for_what_came(ana: User, people: list[Contact], taken_pieces: int, paid: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "AT_ONCE", 20)
        delivery = actions.start_export(actor=ana, door=Door.WEB, kind="contact", filters={}, file_format="csv")
        for _ in range(taken_pieces):
            next(delivery.pieces)
        delivery.pieces.close()
        delivery.pieces.close()
    assert (Export.objects.get().written, left(ana)) == (paid, 5_000 - paid)


def test_a_file_that_fails_costs_nothing(
    ana: User, as_user: SignIn, people: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(ana)
    client.raise_request_exception = False
    monkeypatch.setattr(actions, "write_workbook", lambda *_: 1 / 0)
    taken(client, "kind=contact", "xlsx", status=500)
    assert (Export.objects.get().written, left(ana)) == (0, 5_000)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_nothing_in_a_file_runs_and_it_comes_back_as_it_was(
    ana: User, as_user: SignIn, settings: Any, tmp_path: Any, file_format: str
) -> None:
    """import(export(x)) == x: every row of the file is known, and nothing would change."""
    settings.MEDIA_ROOT = tmp_path
    company = make_company("Halden & Pike", city="New York", state="NY", website="halden.example")
    for number, text in enumerate(NASTY):
        make_contact(f"Person{number} Example", company, title=text, email=f"p{number}@halden.example",
                     phone="+1 212 555 0123")  # fmt: skip
    titles = sorted(Contact.objects.values_list("title", flat=True))
    client = as_user(ana)
    response = taken(client, "kind=contact&sort=name", file_format)
    content = b"".join(response.streaming_content)
    if file_format == "csv":
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]
    else:
        book = zipfile.ZipFile(io.BytesIO(content))
        sheet, about = (book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
        assert "<f>" not in sheet and set(re.findall(r' t="(\w+)"', sheet)) == {"inlineStr"}
        assert Export.objects.get().pk in about
    client.post("/imports/new", {"file": SimpleUploadedFile(f"people.{file_format}", content)})
    item = Import.objects.get()
    preview_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.tally["row_outcomes"] == {"unchanged": len(titles), "created": 0, "updated": 0}, item.examples
    assert sorted(Contact.objects.values_list("title", flat=True)) == titles


def test_companies_and_who_handles_what_leave_too(ana: User, as_user: SignIn, people: list[Contact]) -> None:
    client, account = as_user(ana), make_company("Kestrel Cola", company_type="ADVERTISER", industry="BEVERAGES")
    make_handling(people[0], account, "CTV")
    make_handling(people[0], account, "Audio")
    header, *companies = table(taken(client, "kind=company&sort=name"))
    found = [dict(zip(header, row, strict=True)) for row in companies]
    assert [(row["Company"], row["Company type"], row["People known"]) for row in found] == [
        ("Halden & Pike", "Agency", "30"), ("Kestrel Cola", "Advertiser", "0")
    ]  # fmt: skip
    header, *rows = table(taken(client, f"kind=who&account={account.slug}"))
    [row] = [dict(zip(header, row, strict=True)) for row in rows]
    assert set(row["Handles"].split("; ")) == {"CTV for Kestrel Cola", "Audio for Kestrel Cola"}
    assert (row["Email"], left(ana)) == ("a@example.com", 5_000 - 3)


def test_the_policy_holds_in_files_too(ana: User, as_user: SignIn, people: list[Contact], settings: Any) -> None:
    """A plan that exports without contact details is none of ours, but the columns ask the one policy."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "shows_reach", lambda viewer: False)
        header, *rows = table(taken(as_user(ana), "kind=contact"))
    assert {row[header.index("Email")] + row[header.index("Phone")] for row in rows} == {""}


def test_a_longer_list_takes_two_queries_more_for_each_thousand_rows(
    ana: User, as_user: SignIn, people: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=ana.pk).update(subscription_tier=SubscriptionTier.TEAM)
    client = as_user(ana)

    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            table(taken(client, f"kind=contact&{query}"))
        return len(captured)

    count("")
    assert count("q=Person000") == count("q=Example") <= 25


def test_nobody_sees_the_exports_of_others(ana: User, ben: User, as_user: SignIn, people: list[Contact]) -> None:
    b"".join(taken(as_user(ana), "kind=contact").streaming_content)
    assert Export.objects.get().pk not in as_user(ben).get("/exports/new?kind=contact").content.decode()
