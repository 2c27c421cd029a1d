"""Paging and facets, checked against what a loop over the records says."""

from collections.abc import Callable

import pytest

from dealmecca.directory.models import Company, Contact
from dealmecca.directory.search_query import SORTS
from dealmecca.directory.vocabularies import COMPANY_TYPE
from dealmecca.lib.places import city_key, state_key


def every_page(api, path, query):
    query = dict(query)
    found = []
    while True:
        listing = api.get(path, query)
        assert api.status == 200
        found += listing["items"]
        if not listing["nextCursor"]:
            return found
        assert len(listing["items"]) == query["limit"]
        query["cursor"] = listing["nextCursor"]


@pytest.mark.parametrize(("limit", "words"), [(1, ""), (8, "pike"), (24, "")])
@pytest.mark.parametrize("sort", SORTS["contact"])
def test_paging_finds_each_person_once(api, directory, sort, limit, words):
    found = every_page(api, "/contacts", {"q": words, "sort": sort, "limit": limit})
    ids = [item["id"] for item in found]
    assert len(ids) == len(set(ids)) == 24
    if sort == "name":
        assert ids == [item["id"] for item in sorted(found, key=lambda item: (item["lastName"], item["firstName"]))]
    if sort == "recent":
        assert ids == [item["id"] for item in sorted(found, key=lambda item: item["updatedAt"], reverse=True)]


@pytest.mark.parametrize("sort", SORTS["company"])
def test_paging_finds_each_company_once(api, directory, sort):
    found = every_page(api, "/companies", {"sort": sort, "limit": 1})
    assert sorted(item["name"] for item in found) == sorted(Company.objects.values_list("name", flat=True))


def test_a_cursor_of_another_order_is_refused(api, directory):
    cursor = api.get("/contacts?sort=name&limit=2")["nextCursor"]
    refusal = api.get("/contacts", {"sort": "recent", "cursor": cursor})
    assert (api.status, refusal["errors"][0]["field"]) == (400, "cursor")


@pytest.mark.parametrize("cursor", ["abc", "a" * 5000, "é", "%00", "WyJuYW1lIl0", "Ww", "e30", "W251bGxd"])
def test_a_broken_cursor_is_refused(api, directory, cursor):
    for path in ("/contacts", "/companies", "/search?q=a"):
        api.get(path + ("&" if "?" in path else "?") + f"cursor={cursor}")
        assert api.status == 400


READ = {
    "companyType": lambda person: person.company and person.company.company_type,
    "industry": lambda person: person.company and person.company.industry,
    "seniority": lambda person: person.seniority,
    "department": lambda person: person.department,
    "city": lambda person: person.company and city_key(person.company.city),
    "state": lambda person: person.company and state_key(person.company.state),
    "hasEmail": lambda person: "true" if person.email else "false",
    "hasPhone": lambda person: "true" if person.phone else "false",
}


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"seniority": ["VP"]},
        {"seniority": ["VP", "DIRECTOR"], "department": ["STRATEGY"]},
        {"city": ["New York"], "hasEmail": ["true"]},
        {"state": ["California"], "companyType": ["agency", "Agency office"]},
        {"industry": ["BEAUTY"], "hasPhone": ["false"], "seniority": ["MANAGER"]},
        {"hasEmail": ["false"]},
        {"city": ["Atlantis"]},
    ],
)
def test_facets_count_what_a_loop_counts_and_ignore_their_own_filter(api, directory, filters):
    keys: dict[str, Callable[[str], str | None]] = {
        "city": city_key,
        "state": state_key,
        "companyType": COMPANY_TYPE.resolve,
    }
    wanted = {name: {keys.get(name, str)(value) for value in values} for name, values in filters.items()}
    listing = api.get("/contacts", filters | {"limit": 100})
    people = list(Contact.objects.select_related("company"))

    def fits(person, but=""):
        return all(READ[name](person) in values for name, values in wanted.items() if name != but)

    assert {item["id"] for item in listing["items"]} == {person.pk for person in people if fits(person)}
    assert listing["count"]["value"] == sum(map(fits, people))
    assert set(listing["facets"]) == {*READ, "minVerificationLevel"}
    for name, read in READ.items():
        expected: dict[str, int] = {}
        for person in people:
            value = read(person)
            if value and fits(person, but=name):
                expected[value] = expected.get(value, 0) + 1
        told = {facet["value"]: facet["count"] for facet in listing["facets"][name] if facet["count"]}
        assert told == expected, name


def test_every_facet_value_can_be_sent_back_as_it_is(api, directory):
    for path in ("/contacts", "/companies"):
        for name, values in api.get(path)["facets"].items():
            for value in values:
                assert api.get(path, {name: value["value"]})["count"]["value"] == value["count"], (name, value)


def test_a_count_past_the_cap_says_so(api, directory, monkeypatch):
    monkeypatch.setattr("dealmecca.search.queries.COUNT_CAP", 20)
    assert api.get("/contacts")["count"] == {"value": 20, "isCapped": True}


def test_people_of_one_company_alone(api, directory, questions):
    companies = {company.name: company.pk for company in Company.objects.all()}
    west, pike = companies["Halden West"], companies["Halden & Pike"]
    people = {company: Contact.objects.filter(company_id=company).count() for company in (west, pike)}
    listing = api.get("/contacts", {"companyId": west})
    assert {item["company"]["id"] for item in listing["items"]} == {west}
    assert listing["count"]["value"] == people[west]
    assert sum(facet["count"] for facet in listing["facets"]["companyType"]) == people[west]
    assert api.get("/contacts", {"companyId": [west, pike]})["count"]["value"] == people[west] + people[pike]
    found = every_page(api, "/contacts", {"companyId": west, "limit": 1, "sort": "name"})
    assert len({item["id"] for item in found}) == len(found) == people[west]
    one, all_of_them = ({"companyId": west, "limit": limit} for limit in (1, 100))
    assert questions(lambda: api.get("/contacts", one)) == questions(lambda: api.get("/contacts", all_of_them))


@pytest.mark.parametrize("company", ["nobody", "x" * 26, "halden-west", "a\0b"])
def test_an_id_that_no_company_has_is_refused(api, directory, company):
    refusal = api.get("/contacts", {"companyId": company})
    assert (api.status, refusal["errors"][0]["field"]) == (400, "companyId")
