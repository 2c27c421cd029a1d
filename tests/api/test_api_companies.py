"""Companies as JSON."""

import pytest

from dealmecca.directory.models import Company
from dealmecca.history.models import Door
from dealmecca.history.queries import changes_of
from tests.factories import make_company, make_contact

SPECIFIED = (
    "id name website description industry size location city state country verificationLevel verificationScore "
    "verified companyType logoUrl linkedinUrl twitterUrl facebookUrl createdAt updatedAt"
).split()
BEYOND = (
    "slug parentId parent domains aliases address postalCode phone industryText sizeText companyTypeText "
    "dataQualityScore confirmedOn contactCount"
).split()


def test_a_list_finds_companies_by_any_of_their_names(api):
    company = make_company("L'Oréal", aliases=["Maison O"], domains=["example.org"], industry="cosmetics")
    make_contact("Maren Oduya", company)
    make_company("Alphabet")
    for words in ("loreal", "l'oréal", "MAISON", "oreal"):
        listing = api.get("/companies", {"q": words})
        assert [item["name"] for item in listing["items"]] == ["L'Oréal"]
    [found] = listing["items"]
    assert sorted(found) == sorted(SPECIFIED + BEYOND)
    assert (found["aliases"], found["domains"]) == (["Maison O"], ["example.org"])
    assert (found["industry"], found["contactCount"], found["verified"]) == ("BEAUTY", 1, False)
    assert listing["facets"]["industry"] == [{"value": "BEAUTY", "label": "Beauty and personal care", "count": 1}]


def test_one_company_by_id_and_by_slug(api):
    company = make_company("Halden West", parent=make_company("Halden Group"))
    by_id = api.get(f"/companies/{company.pk}")
    assert api.get(f"/companies/{company.slug}") == by_id
    assert by_id["parent"] == {"id": company.parent_id, "name": "Halden Group"}
    assert by_id["parentId"] == company.parent_id
    assert (by_id["verificationScore"], by_id["dataQualityScore"], by_id["contactCount"]) == (0, 0, 0)


def test_adding_a_company(api, ana):
    body = {
        "name": "Halden & Pike",
        "website": "www.halden.example.com",
        "location": "Chicago, IL",
        "size": "120",
        "companyType": "Media Agency",
        "industry": "Underwater basket weaving",
        "aliases": ["H&P"],
    }
    made = api.post("/companies", body)
    assert api.status == 201
    assert api.response.headers["Location"] == f"/api/v1/companies/{made['id']}"
    assert (made["city"], made["state"], made["size"], made["companyType"]) == ("Chicago", "IL", "51-200", "AGENCY")
    assert (made["industry"], made["industryText"]) == (None, "Underwater basket weaving")
    assert made["domains"] == ["example.com"]
    [change] = changes_of(viewer=ana, kind="company", record_id=made["id"])
    assert (change.door, change.actor) == (Door.API, ana)
    assert api.get("/companies?q=H%26P")["items"] == [made]


def test_changing_a_company(api):
    above = make_company("Above")
    company = make_company("Halden", city="Chicago", aliases=["One", "Two"], domains=["halden.example.com"])
    changed = api.patch(
        f"/companies/{company.pk}", {"city": None, "aliases": ["Two"], "domains": None, "parentId": above.pk}
    )
    assert (changed["city"], changed["aliases"], changed["domains"]) == (None, ["Two"], [])
    assert changed["parent"]["name"] == "Above"
    assert api.patch(f"/companies/{company.pk}", {"parentId": None})["parent"] is None


def test_a_hierarchy_without_end_is_refused(api):
    top = make_company("Top")
    office = make_company("Office", parent=top)
    refusal = api.patch(f"/companies/{top.pk}", {"parentId": office.pk})
    assert (api.status, refusal["errors"][0]["field"]) == (400, "parentId")


def test_a_company_with_people_is_not_deleted(as_api, moderator):
    company = make_company()
    contact = make_contact("Maren Oduya", company)
    api = as_api(moderator)
    refusal = api.delete(f"/companies/{company.pk}")
    assert api.status == 409
    assert "1 person" in refusal["detail"]
    api.delete(f"/contacts/{contact.pk}")
    api.delete(f"/companies/{company.pk}")
    assert api.status == 204
    assert not Company.objects.exists()


@pytest.mark.parametrize("who", ["ana", "ben", "cleo", "dan"])
def test_members_do_not_delete(who, as_api, request):
    company = make_company()
    api = as_api(request.getfixturevalue(who))
    api.delete(f"/companies/{company.pk}")
    assert api.status == 403
    assert Company.objects.exists()


def test_visitors_see_and_change_nothing(visitor):
    company = make_company()
    for call in (
        lambda: visitor.get("/companies"),
        lambda: visitor.get(f"/companies/{company.slug}"),
        lambda: visitor.post("/companies", {"name": "X"}),
        lambda: visitor.patch(f"/companies/{company.pk}", {"name": "X"}),
        lambda: visitor.delete(f"/companies/{company.pk}"),
    ):
        call()
        assert visitor.status == 401
    assert Company.objects.get().name == company.name


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": None}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"name": "x", "website": "javascript:alert(1)"}, "website"),
        ({"name": "x", "domains": ["not a domain"]}, "domains"),
        ({"name": "x", "domains": "example.com"}, "domains"),
        ({"name": "x", "aliases": ["a\0b"]}, "aliases"),
        ({"name": "x", "domains": ["a\0b.example.com"]}, "domains"),
        ({"name": "x", "aliases": [7]}, "aliases.0"),
        ({"name": "x", "aliases": ["a"] * 51}, "aliases"),
        ({"name": "x", "parentId": "nobody"}, "parentId"),
        ({"name": "x", "parentId": "a\0b"}, "parentId"),
        (b'{"name": "\\udc00"}', "name"),
        (b'{"name": "x", "aliases": ["\\udc00"]}', "aliases.0"),
    ],
)
def test_values_that_cannot_be_accepted_are_named(api, body, field):
    refusal = api.post("/companies", body)
    assert api.status == 400
    assert [error["field"] for error in refusal["errors"]] == [field]
    assert not Company.objects.exists()


@pytest.mark.parametrize("name", ["nobody", "%00", "x" * 300, "%ff"])
def test_nothing_there_is_404(api, name):
    for call in (api.get, api.delete):
        call(f"/companies/{name}")
        assert api.status == 404


def test_the_list_asks_the_same_number_of_questions_at_2_and_at_50_rows(api, questions):
    for number in range(2):
        make_company(f"Halden {number}")
    api.get("/companies?q=halden&limit=100")  # a search is listed once in ten minutes
    few = questions(lambda: api.get("/companies?q=halden&limit=100"))
    above = make_company("Above")
    for number in range(48):
        company = make_company(f"Halden {number + 2}", parent=above, aliases=["A"], domains=["a.example.com"])
        make_contact("Maren Oduya", company)
    many = questions(lambda: api.get("/companies?q=halden&limit=100"))
    assert api.get("/companies?q=halden")["count"]["value"] == 50
    assert many == few
    assert few <= 10
