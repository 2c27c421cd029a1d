"""One name to decide on."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.imports.models import Import, WaitingName
from dealmecca.roster.models import Handling
from tests.factories import make_company
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(text: str) -> str:
    return f"/imports/review/{WaitingName.objects.get(text=text).pk}"


def test_another_company_can_be_searched_and_chosen(imported: Import, ana: User, as_user: SignIn) -> None:
    other = make_company("Northwind Juices")
    client = as_user(ana)
    page = client.get(address("Kestrl Cola")).content.decode()
    assert "pairs.csv, row 2" in page and "It is a new advertiser" in page
    page = client.get(address("Kestrl Cola") + "?q=northwind").content.decode()
    assert f'value="{other.pk}"' in page
    response = client.post(address("Kestrl Cola"), {"choose": other.pk})
    assert response["Location"] == address("Talgrass Bank"), "the next name"
    assert "Decided: Northwind Juices" in client.get(address("Kestrl Cola")).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose what this name means"),
        ({"choose": "nobody"}, "There is no such company."),
        ({"choose": "x" * 400}, "at most 25 characters"),
        ({"create": "on", "ignore": "on"}, "Choose what this name means"),
    ],
)
def test_what_cannot_be_decided_is_told(
    imported: Import,
    ana: User,
    as_user: SignIn,
    sent: dict[str, str],
    sentence: str,
) -> None:
    response = as_user(ana).post(address("Kestrl Cola"), sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_who_may_not_decide(imported: Import, cleo: User, dan: User, as_user: SignIn) -> None:
    assert as_user(cleo).get(address("Kestrl Cola")).status_code == 404
    assert as_user(dan).post(address("Kestrl Cola"), {"ignore": "on"}).status_code == 403
    assert as_user(cleo).get("/imports/review/a%00b").status_code == 404


def test_a_decided_name_is_not_decided_again(imported: Import, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    assert client.post(address("Kestrl Cola"), {"ignore": "on"}).status_code == 302
    response = client.post(address("Kestrl Cola"), {"create": "on"})
    assert response.status_code == 422 and "has decided on" in response.content.decode()


def test_a_moderator_makes_a_new_duty(importer: Importer, moderator: User, as_user: SignIn) -> None:
    importer("Name,Company,Account,Duty\nMaren Oduya,Halden & Pike,Kestrel Cola,Zeppelins\n")
    client = as_user(moderator)
    assert '<option value="MEDIA_TYPE">' in client.get(address("Zeppelins")).content.decode()
    client.post(address("Zeppelins"), {"create": "on", "category": "MEDIA_TYPE"})
    assert Handling.objects.get().duty.name == "Zeppelins"


@pytest.mark.parametrize("kind", ["pairs", "duties"])
def test_the_examples_are_files_that_come_in(kind: str, importer: Importer, ana: User, as_user: SignIn) -> None:
    response = as_user(ana).get(f"/imports/samples/{kind}.csv")
    report = importer(response.content)
    assert (report["kind"], report["refused"], report["rowOutcomes"]["created"]) == (kind, 0, 2)
    assert as_user(ana).get("/imports/samples/other.csv").status_code == 404
