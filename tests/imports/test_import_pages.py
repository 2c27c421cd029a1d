"""Importing on the pages: upload, columns, preview, writing, report."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from dealmecca.imports.actions import apply_import, preview_import
from dealmecca.imports.models import Import, State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Upload = Callable[..., Import]

CSV = (
    "First Name,Last Name,Email,Company,City,State,Notes\n"
    "Josephine,Darakjy,j@darakjy.example,Benton,New Orleans,LA,x\n"
    "Art,Venere,nowhere,Chemel,Bridgeport,NJ,\n"
    "Lenna,Paprocki,l@paprocki.example,Feltz,Anchorage,AK,\n"
)


def previewed(client: Client, upload: Upload, content: str = CSV) -> Import:
    item = upload(client, content)
    preview_import(import_id=item.pk)
    item.refresh_from_db()
    return item


def test_a_file_goes_from_upload_to_report(ana: User, as_user: SignIn, upload: Upload, own_uploads: Path) -> None:
    client = as_user(ana)
    item = upload(client, CSV)
    assert (item.state, item.actor, item.door) == (State.UPLOADED, ana, Door.WEB)
    assert "Checking what would change" in client.get(f"/imports/{item.pk}").content.decode()
    preview_import(import_id=item.pk)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "2 people, 2 companies" in page and "Import 2 rows" in page
    assert "All rows of this kind" in page and "2, 4" in page
    assert "Row 3" in page and "nowhere" in page
    assert not Contact.objects.exists()
    response = client.post(f"/imports/{item.pk}/apply")
    assert response["Location"] == f"/imports/{item.pk}"
    item.refresh_from_db()
    assert item.state == State.APPLYING
    apply_import(import_id=item.pk)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "Imported" in page and "2 people, 2 companies" in page
    assert {change.actor for change in Change.objects.all()} == {ana}
    assert Change.objects.filter(batch=item.pk, door=Door.IMPORT).count() == 4
    assert not (own_uploads / "imports" / item.pk / "table").exists()  # nobody needs other people's data any longer
    assert "2 new" in client.get("/imports").content.decode()


def test_a_new_row_says_whom_it_is_about(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = upload(
        client, "Name,Title,Company,City\nMaren Oduya,VP Media,Kestrel Cola,Atlanta\n,,Halden & Pike,Chicago\n"
    )
    preview_import(import_id=item.pk)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "VP Media at Kestrel Cola" in page
    assert ">Halden &amp; Pike</td>" in page and '<span class="text-muted">Chicago</span>' in page


def test_preview_and_result_count_the_same(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == State.DONE
    assert item.tally == item.previewed


def test_columns_can_be_given_another_meaning(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert '<option value="company.city" selected>' in page
    chosen = {f"column-{place}": target or "" for place, target in enumerate(item.mapping_in_order.values())}
    response = client.post(f"/imports/{item.pk}/map", {**chosen, "column-6": "contact.title", "column-4": ""})
    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.state, item.previewed) == (State.UPLOADED, None)
    assert (item.mapping["Notes"], item.mapping["City"]) == ("contact.title", None)
    preview_import(import_id=item.pk)
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    assert Contact.objects.get(last_name="Darakjy").title == "x"
    assert Company.objects.get(name="Benton").city == ""


def test_two_columns_for_one_field_are_refused_on_the_page(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    response = client.post(f"/imports/{item.pk}/map", {"column-0": "contact.email", "column-2": "contact.email"})
    assert response.status_code == 422
    assert "cannot both be email" in response.content.decode()


def test_a_file_without_a_name_waits_for_somebody_to_choose_one(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = upload(client, "who,where\nBenton,New Orleans\n")
    page = client.get(f"/imports/{item.pk}").content.decode()
    assert "No column is used for a company&#x27;s or a person&#x27;s name yet" in page
    assert "Check with these columns" in page and "What changes" not in page
    assert client.post(f"/imports/{item.pk}/apply").status_code == 409
    response = client.post(f"/imports/{item.pk}/map", {"column-0": "", "column-1": "company.city"})
    assert response.status_code == 422
    client.post(f"/imports/{item.pk}/map", {"column-0": "company.name", "column-1": "company.city"})
    preview_import(import_id=item.pk)
    assert "Import 1 row" in client.get(f"/imports/{item.pk}").content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "PNG image"),
        (b"", "empty"),
        (b"Ann Lee,ann@example.com\nBob Ray,bob@example.com\n", "looks like data"),
    ],
)
def test_an_unusable_file_is_told_beside_the_field_and_not_kept(
    ana: User, as_user: SignIn, own_uploads: Path, content: bytes, words: str
) -> None:
    response = as_user(ana).post("/imports/new", {"file": SimpleUploadedFile("people.csv", content)})
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page and 'id="file-error"' in page
    assert not Import.objects.exists()
    assert not [path for path in own_uploads.rglob("*") if path.is_file()]


def test_no_file_and_too_large_a_file_are_refused(ana: User, as_user: SignIn, settings: object) -> None:
    client = as_user(ana)
    assert client.post("/imports/new", {}).status_code == 422
    settings.IMPORT_MAX_BYTES = 100  # type: ignore[attr-defined]
    response = client.post("/imports/new", {"file": SimpleUploadedFile("a.csv", CSV.encode())})
    assert "larger than" in response.content.decode()


def test_refused_rows_come_back_as_a_file(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    response = client.get(f"/imports/{item.pk}/refused.csv")
    text = response.getvalue().decode("utf-8-sig")
    header, row = text.splitlines()
    assert header == "Why DealMecca refused this row,First Name,Last Name,Email,Company,City,State,Notes"
    assert row.startswith("Email: ") and row.endswith(",Art,Venere,nowhere,Chemel,Bridgeport,NJ,")
    assert "people refused.csv" in response["Content-Disposition"].replace("%20", " ")
    assert "no-store" in response["Cache-Control"]


def test_nothing_refused_means_no_file(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload, "Company\nBenton\n")
    assert client.get(f"/imports/{item.pk}/refused.csv").status_code == 404


def test_the_progress_bar_asks_until_there_is_more_to_show(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = upload(client, CSV)
    response = client.get(f"/imports/{item.pk}", headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode() and 'id="progress"' in response.content.decode()
    preview_import(import_id=item.pk)
    response = client.get(f"/imports/{item.pk}", headers={"HX-Request": "true"})
    assert (response["HX-Refresh"], response.content) == ("true", b"")
    assert "HX-Request" in response["Vary"]


def test_an_import_can_be_put_away(ana: User, as_user: SignIn, upload: Upload, own_uploads: Path) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    client.post(f"/imports/{item.pk}/cancel")
    item.refresh_from_db()
    assert item.state == State.CANCELLED
    assert "nothing of it was saved" in client.get(f"/imports/{item.pk}").content.decode()
    assert client.post(f"/imports/{item.pk}/apply").status_code == 409
    assert not (own_uploads / "imports" / item.pk / "table").exists()


def test_pressing_import_twice_imports_once(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    client.post(f"/imports/{item.pk}/apply")
    assert client.post(f"/imports/{item.pk}/apply").status_code == 302
    apply_import(import_id=item.pk)
    assert client.post(f"/imports/{item.pk}/apply").status_code == 302
    apply_import(import_id=item.pk)
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("path", ["", "/refused.csv"])
def test_other_people_do_not_see_it_and_those_who_run_the_place_do(
    ana: User, ben: User, cleo: User, moderator: User, admin: User, as_user: SignIn, upload: Upload, path: str
) -> None:
    item = previewed(as_user(ana), upload)
    for user, status in ((ana, 200), (ben, 404), (cleo, 404), (moderator, 200), (admin, 200)):
        assert as_user(user).get(f"/imports/{item.pk}{path}").status_code == status, user
    assert item.filename not in as_user(cleo).get("/imports").content.decode()
    assert item.filename in as_user(moderator).get("/imports").content.decode()


@pytest.mark.parametrize("step", ["map", "apply", "cancel"])
def test_other_people_cannot_touch_it(ana: User, cleo: User, as_user: SignIn, upload: Upload, step: str) -> None:
    item = previewed(as_user(ana), upload)
    assert as_user(cleo).post(f"/imports/{item.pk}/{step}").status_code == 404
    assert as_user(ana).get(f"/imports/{item.pk}/{step}").status_code == 405
    item.refresh_from_db()
    assert item.state == State.PREVIEWED


def test_visitors_are_sent_to_sign_in(ana: User, as_user: SignIn, upload: Upload) -> None:
    item = previewed(as_user(ana), upload)
    for path in ("/imports", "/imports/new", f"/imports/{item.pk}", f"/imports/{item.pk}/refused.csv"):
        response = Client().get(path)
        assert response.status_code == 302 and "/accounts/login" in response["Location"]
    assert Client().post(f"/imports/{item.pk}/apply")["Location"].startswith("/accounts/login")


def test_the_free_plan_is_told_what_importing_takes(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    for response in (client.get("/imports/new"), client.post("/imports/new", {})):
        assert response.status_code == 403
        assert "part of the Pro and Team plans" in response.content.decode()
    assert "part of Pro and Team" in client.get("/imports").content.decode()


def test_whoever_lost_the_plan_can_look_but_not_import(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = previewed(client, upload)
    User.objects.filter(pk=ana.pk).update(subscription_tier="FREE")
    page = client.get(f"/imports/{item.pk}")
    assert page.status_code == 200 and "Import 2 rows" not in page.content.decode()
    assert client.post(f"/imports/{item.pk}/apply").status_code == 403


def test_the_list_asks_the_same_number_of_questions_for_two_and_for_twenty(
    moderator: User, as_user: SignIn, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    def add(count: int) -> None:
        Import.objects.bulk_create(Import(door="CLI", filename=f"f{n}.csv", source="s") for n in range(count))

    client = as_user(moderator)
    add(2)
    with django_assert_num_queries(6):  # session, user, unread notifications, what waits for moderators, imports
        client.get("/imports")
    add(20)
    with django_assert_num_queries(6):
        client.get("/imports")


def test_a_long_list_goes_on_page_after_page(moderator: User, as_user: SignIn) -> None:
    Import.objects.bulk_create(Import(door="CLI", filename=f"f{n}.csv", source="s") for n in range(60))
    page = as_user(moderator).get("/imports").content.decode()
    assert "f59.csv" in page and "f9.csv" not in page
    older = as_user(moderator).get(f"/imports?before={Import.objects.get(filename='f10.csv').pk}").content.decode()
    assert "f9.csv" in older and "f10.csv" not in older
