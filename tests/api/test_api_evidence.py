"""What stands behind records, as JSON."""

import pytest

from dealmecca.directory.models import Contact, RecordEvidence
from tests.factories import make_company, make_contact


@pytest.fixture
def maren() -> Contact:
    return make_contact("Maren Oduya", make_company(), email="maren@halden.example", phone="3125550118", title="VP")


def test_why_a_person_has_this_level(api, maren):
    found = api.get(f"/contacts/{maren.pk}/evidence")
    assert (found["score"], found["level"], found["band"], found["cap"]) == (65, 2, 4, 2)
    assert [(item["code"], item["points"], item["most"]) for item in found["checklist"]] == [
        ("email", 25, 25), ("linkedin", 0, 20), ("company", 15, 15), ("phone", 15, 15), ("title", 10, 10),
        ("recent", 0, 15),
    ]  # fmt: skip
    assert [gate["isMet"] for gate in found["gates"]] == [False, False, False]
    assert found["nextStep"].startswith("Write to them") and found["items"] == []


def test_a_word_is_added_once_and_taken_back_as_often_as_one_likes(api, maren):
    address = f"/contacts/{maren.pk}/evidence"
    made = api.post(address, {"kind": "CONFIRMED", "note": "she answered", "link": "example.org/team"})
    assert api.status == 201 and (made["kind"], made["field"], made["counts"]) == ("CONFIRMED", "email", True)
    assert (made["link"], made["isMine"]) == ("https://example.org/team", True)
    assert api.post(address, {"kind": "CONFIRMED"})["id"] == made["id"] and api.status == 200
    person = api.get(f"/contacts/{maren.pk}")
    assert (person["verificationLevel"], person["verified"], person["verificationScore"]) == (3, True, 80)
    assert person["confirmedOn"] == made["saidOn"]
    for _ in range(2):
        api.delete(f"{address}/{made['id']}")
        assert api.status == 204
    assert api.get(address)["items"] == []
    assert not api.get(f"/contacts/{maren.pk}")["verified"]


def test_a_company_likewise(api):
    company = make_company("Kestrel Cola", website="https://kestrel.example", phone="3125550118", industry="AUTOMOTIVE")
    made = api.post(f"/companies/{company.slug}/evidence", {"kind": "CONFIRMED"})
    assert (made["field"], api.get(f"/companies/{company.pk}")["verificationLevel"]) == ("website", 4 - 1)
    api.delete(f"/contacts/{make_contact().pk}/evidence/{made['id']}")
    assert api.status == 404
    api.delete(f"/companies/{company.pk}/evidence/{made['id']}")
    assert api.status == 204


def test_fields_have_the_names_of_the_api(api, maren):
    Contact.objects.update(linkedin_url="https://www.linkedin.com/in/maren")
    made = api.post(f"/contacts/{maren.pk}/evidence", {"kind": "WRONG", "field": "linkedinUrl"})
    assert (api.status, made["field"]) == (201, "linkedinUrl")
    assert api.post(f"/contacts/{maren.pk}/evidence", {"kind": "LEFT"})["field"] == "companyId"
    assert api.get(f"/contacts/{maren.pk}/evidence")["disputed"] == []
    RecordEvidence.objects.create(
        contact=maren, kind="LEFT", field="company_id", about=RecordEvidence.objects.get(kind="LEFT").about,
        said_on="2026-01-02", expires_on="2027-01-02", said_by="another", employer="another",
    )  # fmt: skip
    assert api.get(f"/contacts/{maren.pk}/evidence")["disputed"] == ["companyId"]


def test_many_at_once(api, maren):
    other = make_contact("Nobody Known")
    body = {"kind": "CONFIRMED", "contactIds": [maren.pk, other.pk, "cnobody"]}
    assert api.post("/evidence", body) == {"added": 1, "known": 0, "leftOut": 2}
    assert api.post("/evidence", body) == {"added": 0, "known": 1, "leftOut": 2}
    api.post("/evidence", {"kind": "CONFIRMED"})
    assert api.status == 400


@pytest.mark.parametrize(
    "body",
    [{}, {"kind": "PERHAPS"}, {"kind": "WRONG"}, {"kind": "WRONG", "field": "slug"}, {"kind": "CONFIRMED", "x": 1},
     {"kind": "REVIEWED", "saidOn": "2001-01-01"}, {"kind": "REVIEWED", "link": "javascript:alert(1)"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(api, maren, body):
    api.post(f"/contacts/{maren.pk}/evidence", body)
    assert api.status in (400, 422) and not RecordEvidence.objects.exists()


def test_only_an_administrator_signs_off_and_nobody_hears_who_said_it(api, maren, ana):
    api.post(f"/contacts/{maren.pk}/evidence", {"kind": "SIGNED_OFF"})
    assert api.status == 403
    api.post(f"/contacts/{maren.pk}/evidence", {"kind": "REVIEWED"})
    assert ana.email not in str(api.get(f"/contacts/{maren.pk}/evidence"))
