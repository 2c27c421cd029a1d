"""Which agency works for whom, as JSON."""

from datetime import date

import pytest

from dealmecca.roster.models import Partnership
from tests.factories import make_company, make_contact, make_handling, make_partnership

FIELDS = (
    "id agency advertiser discipline market isAor since isSinceKnown until inReviewSince source how createdAt"
).split()


@pytest.fixture
def agency(db):
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def kestrel(db):
    return make_company("Kestrel Cola", company_type="ADVERTISER")


def test_the_list_holds_all_time_and_filters(api, agency, kestrel):
    office = make_company("Halden & Pike Chicago", parent=agency)
    old = make_partnership(agency, kestrel, since=date(2020, 1, 1), until=date(2022, 1, 1))
    new = make_partnership(office, kestrel, since=date(2022, 1, 1), source="Adweek", how="PRESS")
    other = make_partnership(make_company("Larkspur & Vane"), kestrel, discipline="CREATIVE", is_aor=False)

    def ids(query):
        return [item["id"] for item in api.get(f"/partnerships?{query}")["items"]]

    assert ids("") == [other.pk, new.pk, old.pk]
    [found] = api.get("/partnerships?asOf=2022-01-01")["items"]
    assert list(found) == FIELDS
    assert (found["id"], found["agency"]["name"], found["source"], found["how"]) == (
        new.pk, "Halden & Pike Chicago", "Adweek", "PRESS",
    )  # fmt: skip
    assert ids(f"agency={agency.slug}") == [new.pk, old.pk], "with its offices"
    assert ids(f"advertiser={kestrel.pk}&isAor=false") == ids("discipline=creative agency") == [other.pk]
    assert ids("market=canada") == []
    page = api.get("/partnerships?limit=2")
    rest = api.get(f"/partnerships?limit=2&cursor={page['nextCursor']}")
    assert [item["id"] for item in rest["items"]] == [old.pk] and rest["nextCursor"] is None
    assert api.get(f"/partnerships/{old.pk}")["until"] == "2022-01-01"


@pytest.mark.parametrize("query", ["agency=x", "advertiser=x", "discipline=x", "market=x", "isAor=x", "asOf=x"])
def test_what_is_unknown_is_refused_by_name(api, query):
    assert api.get(f"/partnerships?{query}")["errors"][0]["field"] == query[:-2]
    assert api.status == 400


def test_a_second_agency_of_record_is_refused_unless_it_replaces_the_first(api, agency, kestrel):
    body = {"agencyId": agency.slug, "advertiserId": kestrel.pk, "discipline": "Media", "market": "usa", "isAor": True}
    first = api.post("/partnerships", {**body, "since": "2024-01-01"})
    assert (api.status, first["market"], first["isSinceKnown"]) == (201, "US", True)
    assert api.response.headers["Location"] == f"/api/v1/partnerships/{first['id']}"
    assert api.post("/partnerships", body)["id"] == first["id"]
    rival = {**body, "agencyId": make_company("Larkspur & Vane").pk, "since": "2026-01-01"}
    refusal = api.post("/partnerships", rival)
    assert api.status == 409
    assert refusal["detail"].startswith("Halden & Pike is agency of record for Kestrel Cola (Media, United States)")
    api.post("/partnerships", {**rival, "replaces": True, "source": "a\0b"})
    assert api.status == 201
    assert api.get(f"/partnerships/{first['id']}")["until"] == "2026-01-01"


def test_what_cannot_be_recorded_says_which_field(api, agency, kestrel):
    body = {"agencyId": agency.pk, "advertiserId": kestrel.pk, "discipline": "MEDIA", "market": "US"}
    for changes, field in (
        ({"agencyId": "nobody"}, "agencyId"),
        ({"advertiserId": "nobody"}, "advertiserId"),
        ({"advertiserId": agency.pk}, "agencyId"),
        ({"discipline": "mdia"}, "discipline"),
        ({"market": "moon"}, "market"),
        ({"until": "1900-01-01"}, "until"),
        ({"how": "telepathy"}, "how"),
    ):
        assert api.post("/partnerships", {**body, **changes})["errors"][0]["field"] == field
        assert api.status == 400
    assert not Partnership.objects.exists()


def test_ending_takes_the_duties_along_when_asked(api, agency, kestrel):
    row = make_partnership(agency, kestrel, since=date(2024, 1, 1))
    handling = make_handling(make_contact("Maren Oduya", agency), kestrel, since=date(2024, 1, 1))
    ended = api.patch(f"/partnerships/{row.pk}", {"until": "2026-01-01", "withDuties": True})
    assert (api.status, ended["until"]) == (200, "2026-01-01")
    assert api.get(f"/handlings/{handling.pk}")["until"] == "2026-01-01"
    api.patch(f"/partnerships/{row.pk}", {"inReviewSince": "2026-01-01"})
    assert api.status == 409


def test_a_review_begins_and_is_over(api, agency, kestrel):
    row = make_partnership(agency, kestrel, since=date(2024, 1, 1))
    assert api.patch(f"/partnerships/{row.pk}", {"inReviewSince": "2026-01-01"})["inReviewSince"] == "2026-01-01"
    assert api.patch(f"/partnerships/{row.pk}", {"inReviewSince": None})["inReviewSince"] is None
    for unclear in ({}, {"until": None}, {"until": "2026-01-01", "inReviewSince": None}):
        refusal = api.patch(f"/partnerships/{row.pk}", unclear)
        assert (api.status, refusal["detail"]) == (400, "Send either until or inReviewSince.")


def test_one_that_does_not_exist(api):
    api.get("/partnerships/nobody")
    assert api.status == 404
    api.patch("/partnerships/nobody", {"until": "2026-01-01"})
    assert api.status == 404


def test_queries_do_not_grow(api, agency, questions):
    counts = set()
    for number in range(5):
        make_partnership(agency, make_company(f"Client {number}"))
        counts.add(questions(lambda: api.get("/partnerships")))
    assert counts == {4}
