"""The page that undoes an import, and its twin in the API: preview, progress, what stayed, bringing it back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Change, Door
from dealmecca.imports.actions import apply_import, preview_import, turn_import
from dealmecca.imports.models import Import, ImportUndo, RecordImage, State
from dealmecca.imports.undoing.foreseeing import foresee
from tests.imports.conftest import Importer
from tests.imports.test_undoing import FIRST, PAIRS, SECOND, last, undo

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Upload = Callable[..., Import]


def written(client: Client, upload: Upload, content: str = SECOND) -> Import:
    item = upload(client, content)
    preview_import(import_id=item.pk)
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == State.DONE
    return item


def figures(page: str) -> dict[str, int]:
    found = re.findall(r'</i>([\w ]+)</span><span class="big">([\d,]+)</span>', page)
    return {label: int(number.replace(",", "")) for label, number in found}


def test_an_import_is_undone_on_its_page_and_comes_back(
    importer: Importer, ana: User, as_user: SignIn, upload: Upload
) -> None:
    importer(FIRST)
    client = as_user(ana)
    item = written(client, upload)
    address = f"/imports/{item.pk}/undo"
    assert f'href="{address}"' in client.get(f"/imports/{item.pk}").content.decode()
    maren = Contact.objects.get(first_name="Maren")
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": "Chief Media Officer"})
    writes = Change.objects.count(), RecordImage.objects.count()
    page = client.get(address).content.decode()
    assert figures(page) == {"People": 1, "Companies": 4, "Fields": 4, "Stay": 2} and "It can be undone" in page
    assert "Maren Oduya</b>, job title" in page and "It was changed since." in page
    assert (Change.objects.count(), RecordImage.objects.count()) == writes
    assert client.post(address)["Location"] == address
    assert client.post(address).status_code == 302  # a second click
    page = client.get(address).content.decode()
    assert "Undoing" in page and 'hx-trigger="every 1s"' in page
    assert "See how far it is" in client.get(f"/imports/{item.pk}").content.decode()
    bar = client.get(address, headers={"HX-Request": "true"})
    assert "<progress" in bar.content.decode() and "<html" not in bar.content.decode()
    turn_import(undo_id=ImportUndo.objects.get().pk)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = client.get(address).content.decode()
    assert figures(page) == {"People": 1, "Companies": 4, "Fields": 4, "Stayed": 2}
    assert "This import is undone" in page and "Bring it back" in page
    assert "This import was undone" in client.get(f"/imports/{item.pk}").content.decode()
    assert "Undone" in client.get("/imports").content.decode()
    client.post(address, {"redo": "yes"})
    turn_import(undo_id=ImportUndo.objects.latest("created_at").pk)
    assert Contact.objects.count() == 4
    assert "Undo this import" in client.get(address).content.decode()


@pytest.mark.parametrize("content", [SECOND, PAIRS])
def test_what_the_page_foresees_is_what_happens(importer: Importer, content: str, ana: User) -> None:
    importer(FIRST)
    importer(content)
    item = last()
    maren = Contact.objects.get(first_name="Maren")
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"phone": "212-555-0123"})
    seen = foresee(item)
    tally = undo(item).tally
    assert (seen.contacts, seen.companies, seen.fields, seen.statements, len(seen.stays)) == tuple(
        tally.get(name, 0) for name in ("contacts", "companies", "fields", "statements", "stays")
    )
    assert seen.companies > 0


def test_a_large_import_is_foreseen_roughly(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    importer(FIRST)
    monkeypatch.setattr("dealmecca.imports.undoing.foreseeing.MOST", 2)
    seen = foresee(last())
    assert (seen.contacts, seen.companies, seen.is_rough) == (3, 3, True)


def test_somebody_elses_import_is_not_there(
    importer: Importer, ana: User, ben: User, as_user: SignIn, upload: Upload
) -> None:
    item = written(as_user(ana), upload)
    for address in (f"/imports/{item.pk}/undo", f"/api/v1/imports/{item.pk}/undo"):
        assert as_user(ben).post(address).status_code == 404
    assert not ImportUndo.objects.exists()


def test_the_api_undoes_and_tells_how_far_it_is(ana: User, as_user: SignIn, upload: Upload) -> None:
    client = as_user(ana)
    item = written(client, upload)
    address = f"/api/v1/imports/{item.pk}"
    assert client.get(f"{address}/undo").status_code == 409
    assert client.post(f"{address}/redo").status_code == 409
    answer = client.post(f"{address}/undo")
    assert answer.status_code == 202
    assert (answer.json()["direction"], answer.json()["isDone"]) == ("undo", False)
    turn_import(undo_id=ImportUndo.objects.get().pk)
    told = client.get(f"{address}/undo").json()
    assert (told["isDone"], told["contacts"], told["companies"], told["stays"]) == (True, 4, 6, [])
    assert client.get(address).json()["state"] == "UNDONE"
    assert client.post(f"{address}/redo").status_code == 202
