"""Planning dates, etiquette and vulnerability as JSON."""

from datetime import date, timedelta

import pytest

from dealmecca.directory.models import Company
from dealmecca.outlook.models import PlanningDate, RoutingRule
from tests.api.conftest import Api
from tests.factories import make_company, make_contact, make_handling, make_partnership

NEW = {"kind": "planning start", "month": 1, "day": 25}


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


def test_a_date_is_added_changed_and_ended(api: Api, kestrel: Company) -> None:
    path = f"/companies/{kestrel.pk}/planning-dates"
    made = api.post(path, NEW | {"how": "phone"})
    assert (api.status, made["kind"], made["how"], made["weeksAhead"]) == (201, "PLANNING_START", "SPOKE", 6)
    assert api.post(path, NEW)["id"] == made["id"]
    api.post(path, NEW | {"day": 4})
    assert api.status == 409
    moved = api.patch(f"/planning-dates/{made['id']}", {"day": 4, "source": None})
    assert (api.status, moved["day"], moved["id"] == made["id"]) == (200, 4, False)
    api.patch(f"/planning-dates/{made['id']}", {"day": 6})
    assert api.status == 409, "that entry was replaced"
    assert [one["id"] for one in api.get(path)["items"]] == [moved["id"]]
    api.delete(f"/planning-dates/{moved['id']}")
    assert api.status == 204
    assert api.get(path)["items"] == []
    assert PlanningDate.objects.count() == 2


def test_a_window_is_seen_from_a_day(api: Api, kestrel: Company) -> None:
    window = {"kind": "RFP", "month": 12, "day": 10, "endMonth": 1, "endDay": 20}
    api.post(f"/companies/{kestrel.pk}/planning-dates", window)
    PlanningDate.objects.update(since=date(2026, 1, 1))
    (one,) = api.get(f"/companies/{kestrel.pk}/planning-dates", {"asOf": "2027-01-20"})["items"]
    assert (one["nextOn"], one["nextUntil"]) == ("2026-12-10", "2027-01-20")
    assert api.get(f"/companies/{kestrel.pk}/planning-dates", {"asOf": "2025-12-31"})["items"] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"month": 13}, "month"), ({"month": 2, "day": 30}, "day"), ({"endDay": 3}, "endMonth"),
     ({"kind": "moon"}, "kind"), ({"weeksAhead": 27}, "weeksAhead"), ({"how": 3}, "how"),
     ({"colour": "red"}, "colour")],
)  # fmt: skip
def test_wrong_values_are_named(api: Api, kestrel: Company, wrong: dict, field: str) -> None:
    refusal = api.post(f"/companies/{kestrel.pk}/planning-dates", NEW | wrong)
    assert (api.status, refusal["errors"][0]["field"]) == (400, field)


def test_a_date_may_be_emptied_but_not_its_month(api: Api, kestrel: Company) -> None:
    made = api.post(f"/companies/{kestrel.pk}/planning-dates", NEW | {"endMonth": 2, "endDay": 1})
    assert api.patch(f"/planning-dates/{made['id']}", {"endMonth": None, "endDay": None})["endDay"] is None
    row = PlanningDate.objects.get(until=None)
    assert api.patch(f"/planning-dates/{row.pk}", {"month": None})["errors"][0]["field"] == "month"


def test_etiquette_is_set_read_and_ended(api: Api, kestrel: Company) -> None:
    tobias = make_contact("Tobias Rao", make_company("Halden & Pike"))
    path = f"/companies/{kestrel.slug}/etiquette"
    rule = api.post(path, {"startWithId": tobias.pk, "notFirstCompanyId": kestrel.pk})
    assert (api.status, rule["hasLeft"]) == (201, False)
    assert rule["text"] == "Start with Tobias Rao for Kestrel Cola. Do not go to the client first."
    assert api.get(path)["items"] == [rule]
    assert api.post(path, {"startWithId": "nobody"})["errors"][0]["field"] == "startWithId"
    assert api.post(path, {})["errors"][0]["field"] == "startWithId"
    assert api.post(path, {"note": "x" * 281})["errors"][0]["field"] == "note"
    api.delete(f"/etiquette/{rule['id']}")
    assert (api.status, api.get(path)["items"]) == (204, [])
    assert RoutingRule.objects.get().until


def test_vulnerability_with_its_evidence_or_none(api: Api, kestrel: Company) -> None:
    path = f"/companies/{kestrel.pk}/vulnerability"
    assert (api.get(path)["chance"], api.get(path)["evidence"]) == (None, [])
    agency = make_company("Halden & Pike")
    make_partnership(agency, kestrel, since=date(2019, 1, 1))
    make_handling(make_contact("Maren Oduya", agency), kestrel)
    answer = api.get(path)
    assert (answer["agencyId"], answer["evidence"][0]["code"]) == (agency.pk, "TENURE_LONG")
    assert 0 < answer["chance"] < 1
    assert api.get(path, {"asOf": "2018-12-31"})["chance"] is None
    assert api.get(path, {"asOf": str(date.today() - timedelta(1))})["asOf"] == str(date.today() - timedelta(1))
    assert api.get(path, {"asOf": "yesterday"})["errors"][0]["field"] == "asOf"


def test_nothing_there_is_404(api: Api) -> None:
    for path in (
        "/companies/nowhere/vulnerability",
        "/companies/nowhere/planning-dates",
        "/companies/nowhere/etiquette",
    ):
        api.get(path)
        assert api.status == 404
    api.patch("/planning-dates/nowhere", {"day": 1})
    assert api.status == 404
    api.delete("/etiquette/nowhere")
    assert api.status == 404
