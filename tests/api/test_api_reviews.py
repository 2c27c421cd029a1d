"""The review queue as JSON."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.imports.models import WaitingName
from dealmecca.roster.models import Partnership
from tests.factories import make_company
from tests.imports.conftest import Importer, importer  # noqa: F401

CSV = "Agency,Client\nLarkspur & Vane,Kestrl Cola\n"


@pytest.fixture
def waiting(importer: Importer, ana: User) -> WaitingName:  # noqa: F811
    make_company("Kestrel Cola")
    importer(CSV)
    name = WaitingName.objects.get()
    name.rows.get().item.__class__.objects.update(actor=ana)
    return name


def test_names_are_listed_and_decided(api, waiting):
    (item,) = api.get("/imports/review")["items"]
    assert (item["text"], item["kind"], item["rowCount"], item["decision"]) == (
        "Kestrl Cola",
        "COMPANY_ADVERTISER",
        1,
        None,
    )
    guess = item["guesses"][0]
    assert (guess["name"], guess["reason"]) == ("Kestrel Cola", "one letter differs")
    answer = api.client.post(
        f"/api/v1/imports/review/{item['id']}", {"choose": guess["id"]}, content_type="application/json"
    )
    assert answer.status_code == 200 and answer.json()["written"] == 1
    assert Partnership.objects.get().advertiser.name == "Kestrel Cola"
    assert api.get("/imports/review")["items"] == []
    assert api.get(f"/imports/review/{item['id']}")["decision"] == "CHOSEN"


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 400), ({"choose": "x", "ignore": True}, 400), ({"choose": "nobody"}, 400), ({"other": 1}, 400)],
)
def test_bad_decisions_are_told(api, waiting, sent, status):
    answer = api.client.post(f"/api/v1/imports/review/{waiting.pk}", sent, content_type="application/json")
    assert answer.status_code == status


def test_another_members_names_are_not_there(api, waiting, cleo):
    waiting.rows.get().item.__class__.objects.update(actor=cleo)
    answer = api.client.post(f"/api/v1/imports/review/{waiting.pk}", {"ignore": True}, content_type="application/json")
    assert answer.status_code == 404
