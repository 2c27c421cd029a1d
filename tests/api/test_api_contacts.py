"""Contacts as JSON."""

import pytest

from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.history.queries import changes_of
from tests.factories import make_company, make_contact, make_contacts

FIELDS = (
    "id firstName lastName email phone emailIsHidden phoneIsHidden title department departmentText seniority "
    "seniorityText linkedinUrl twitterUrl personalWebsite leadScore verificationLevel verificationScore "
    "verified dataQualityScore confirmedOn companyId company createdAt updatedAt"
).split()


def test_a_list_finds_people_with_their_employer(api):
    company = make_company("Halden & Pike", city="New York")
    make_contact("Josephine Darakjy", company, title="VP, Media Director", email="j@example.com")
    make_contact("Maren Oduya")
    listing = api.get("/contacts?q=josephine darakjy")
    assert list(listing) == ["items", "nextCursor", "count", "facets"]
    assert listing["count"] == {"value": 1, "isCapped": False}
    assert listing["nextCursor"] is None
    [found] = listing["items"]
    assert list(found) == FIELDS
    assert (found["firstName"], found["seniority"], found["company"]["name"]) == ("Josephine", "VP", "Halden & Pike")
    assert (found["companyId"], found["company"]["id"]) == (company.pk, company.pk)
    assert listing["facets"]["seniority"] == [{"value": "VP", "label": "VP", "count": 1}]


def test_what_is_unknown_answers_null_and_scores_their_floor(api):
    contact = make_contact("Maren Oduya")
    assert api.get(f"/contacts/{contact.pk}")["verificationScore"] == 0
    Contact.objects.update(verification_score=None, data_quality_score=None)  # as before scores were computed
    found = api.get(f"/contacts/{contact.pk}")
    assert found["email"] is None
    assert found["company"] is None
    assert (found["dataQualityScore"], found["verificationScore"], found["leadScore"]) == (20, 20, 0)
    assert found["createdAt"].endswith("Z")


def test_adding_a_person(api, ana):
    company = make_company()
    body = {"firstName": "Josephine", "lastName": "Darakjy", "seniority": "Vice President", "companyId": company.pk}
    made = api.post("/contacts", body)
    assert api.status == 201
    assert api.response.headers["Location"] == f"/api/v1/contacts/{made['id']}"
    assert (made["seniority"], made["company"]["name"]) == ("VP", company.name)
    [change] = changes_of(viewer=ana, kind="contact", record_id=made["id"])
    assert (change.door, change.actor) == (Door.API, ana)
    assert api.get("/contacts?q=darakjy")["items"] == [made]


def test_unknown_text_is_kept_beside_the_field_until_the_field_is_emptied(api):
    made = api.post("/contacts", {"lastName": "Oduya", "seniority": "Grand Vizier"})
    assert (made["seniority"], made["seniorityText"]) == (None, "Grand Vizier")
    emptied = api.patch(f"/contacts/{made['id']}", {"seniority": None})
    assert (emptied["seniority"], emptied["seniorityText"]) == (None, None)


def test_changing_touches_only_what_was_sent_and_null_empties(api):
    contact = make_contact("Maren Oduya", make_company(), title="Planner", email="m@example.com", phone="212 555 0123")
    changed = api.patch(f"/contacts/{contact.pk}", {"title": "Buyer", "phone": None, "companyId": None})
    assert api.status == 200
    assert (changed["title"], changed["phone"], changed["company"]) == ("Buyer", None, None)
    assert changed["email"] == "m@example.com"


def test_changing_nothing_writes_nothing(api, ana):
    contact = make_contact("Maren Oduya", title="Planner")
    before = len(changes_of(viewer=ana, kind="contact", record_id=contact.pk))
    changed = api.patch(f"/contacts/{contact.pk}", {"title": "Planner"})
    assert changed["updatedAt"] == changed["createdAt"]
    assert len(changes_of(viewer=ana, kind="contact", record_id=contact.pk)) == before


@pytest.mark.parametrize("who", ["moderator", "admin"])
def test_those_who_run_the_place_delete(who, as_api, request):
    contact = make_contact()
    api = as_api(request.getfixturevalue(who))
    assert api.delete(f"/contacts/{contact.pk}") is None
    assert api.status == 204
    api.get(f"/contacts/{contact.pk}")
    assert api.status == 404


@pytest.mark.parametrize("who", ["ana", "ben", "cleo", "dan"])
def test_members_do_not_delete(who, as_api, request):
    contact = make_contact()
    api = as_api(request.getfixturevalue(who))
    refusal = api.delete(f"/contacts/{contact.pk}")
    assert api.status == 403
    assert "moderators" in refusal["detail"]
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_visitors_see_and_change_nothing(visitor):
    contact = make_contact()
    for call in (
        lambda: visitor.get("/contacts"),
        lambda: visitor.get(f"/contacts/{contact.pk}"),
        lambda: visitor.post("/contacts", {"lastName": "X"}),
        lambda: visitor.patch(f"/contacts/{contact.pk}", {"lastName": "X"}),
        lambda: visitor.delete(f"/contacts/{contact.pk}"),
    ):
        call()
        assert visitor.status == 401
    assert Contact.objects.get().last_name == contact.last_name


def test_somebody_who_was_shut_out_is_a_visitor(api, ana):
    ana.is_active = False
    ana.save()
    api.get("/contacts")
    assert api.status == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "lastName"),
        ({"firstName": "x", "email": "nobody"}, "email"),
        ({"firstName": "x", "linkedinUrl": "javascript:alert(1)"}, "linkedinUrl"),
        ({"firstName": "x" * 121}, "firstName"),
        ({"firstName": 7}, "firstName"),
        ({"firstName": ["x"]}, "firstName"),
        ({"firstName": "x", "companyId": "nobody"}, "companyId"),
        ({"firstName": "x", "companyId": "a\0b"}, "companyId"),
        ({"firstName": "a\0b"}, "firstName"),
        (b'{"firstName": "\\ud800"}', "firstName"),
        (b'{"firstName": "x", "companyId": "\\ud800"}', "companyId"),
        (b"[1]", ""),
        (b"null", ""),
    ],
)
def test_values_that_cannot_be_accepted_are_named(api, body, field):
    refusal = api.post("/contacts", body)
    assert api.status == 400
    assert [error["field"] for error in refusal["errors"]] == [field]
    assert not Contact.objects.exists()


@pytest.mark.parametrize("name", ["nobody", "%00", "x" * 300, "..%2f", "%ff", "1e400"])
def test_nobody_there_is_404(api, name):
    for call in (api.get, api.delete):
        call(f"/contacts/{name}")
        assert api.status == 404
    api.patch(f"/contacts/{name}", {"title": "x"})
    assert api.status == 404


def test_a_name_cannot_be_emptied(api):
    contact = make_contact("Maren Oduya")
    refusal = api.patch(f"/contacts/{contact.pk}", {"firstName": None, "lastName": None})
    assert (api.status, refusal["errors"][0]["field"]) == (400, "lastName")


def test_the_list_asks_the_same_number_of_questions_at_2_and_at_50_rows(api, questions):
    make_contacts(2, make_company())
    api.get("/contacts?q=person&limit=100")  # a search is listed once in ten minutes
    few = questions(lambda: api.get("/contacts?q=person&limit=100"))
    make_contacts(48, make_company("Other", parent=make_company("Above")))
    many = questions(lambda: api.get("/contacts?q=person&limit=100"))
    assert (len(api.get("/contacts?limit=100")["items"]), many) == (50, few)
    assert few <= 10
