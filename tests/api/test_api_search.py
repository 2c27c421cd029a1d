"""People and companies in one JSON list."""

import pytest

from tests.factories import make_company, make_contact


def test_both_kinds_are_found_and_counted(api):
    company = make_company("Pike & Daughters", company_type="AGENCY", city="Boston", state="MA")
    contact = make_contact("Maren Pike", company, title="Media Director")
    listing = api.get("/search?q=pike")
    assert list(listing) == ["items", "nextCursor", "count", "facets"]
    by_kind = {item["kind"]: item for item in listing["items"]}
    assert {name: by_kind["contact"][name] for name in ("id", "name", "subtitle", "url")} == {
        "id": contact.pk,
        "name": "Maren Pike",
        "subtitle": "Media Director · Pike & Daughters",
        "url": f"/people/{contact.pk}",
    }
    assert {name: by_kind["company"][name] for name in ("id", "name", "subtitle", "url")} == {
        "id": company.pk,
        "name": "Pike & Daughters",
        "subtitle": "Agency · Boston, MA",
        "url": f"/companies/{company.slug}",
    }
    assert by_kind["contact"]["record"] == api.get(f"/contacts/{contact.pk}")
    assert by_kind["company"]["record"] == api.get(f"/companies/{company.pk}")
    assert listing["count"] == {"value": 2, "isCapped": False}
    assert listing["facets"]["kind"] == [
        {"value": "contact", "label": "People", "count": 1},
        {"value": "company", "label": "Companies", "count": 1},
    ]


def test_whoever_is_called_so_comes_first(api):
    company = make_company("Pike")
    for number in range(3):
        make_contact(f"Anna{number} Smith", company)
    assert api.get("/search?q=pike")["items"][0]["name"] == "Pike"


def test_one_kind_alone_still_counts_the_other(api):
    make_contact("Maren Pike", make_company("Pike & Daughters"))
    listing = api.get("/search?q=pike&kind=company")
    assert [item["kind"] for item in listing["items"]] == ["company"]
    assert listing["count"]["value"] == 1
    assert [facet["value"] for facet in listing["facets"]["kind"]] == ["contact", "company"]


@pytest.mark.parametrize("limit", [1, 2, 7])
@pytest.mark.parametrize("kind", ["", "contact", "company"])
def test_paging_finds_each_record_once(api, directory, limit, kind):
    query = {"q": "", "limit": limit, "kind": kind}
    found = []
    while True:
        listing = api.get("/search", query)
        assert len(listing["items"]) <= limit
        found += [item["id"] for item in listing["items"]]
        if not listing["nextCursor"]:
            break
        query["cursor"] = listing["nextCursor"]
    expected = {"": 28, "contact": 24, "company": 4}[kind]
    assert len(found) == len(set(found)) == expected == listing["count"]["value"]


def test_nothing_found(api, directory):
    listing = api.get("/search?q=zzz")
    assert (listing["items"], listing["nextCursor"], listing["facets"]) == ([], None, {"kind": []})
    assert listing["count"] == {"value": 0, "isCapped": False}


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("q=a&kind=person", "kind"), ("q=a&cursor=abc", "cursor"), ("q=a&limit=101", "limit"), ("q=%00", "q")],
)
def test_what_cannot_be_read_is_named(api, query, field):
    refusal = api.get(f"/search?{query}")
    assert (api.status, refusal["errors"][0]["field"]) == (400, field)


def test_a_cursor_of_another_list_is_refused(api, directory):
    cursor = api.get("/contacts?limit=1")["nextCursor"]
    api.get("/search", {"q": "", "cursor": cursor})
    assert api.status == 400
    cursor = api.get("/search?q=&limit=1")["nextCursor"]
    api.get("/search", {"q": "", "kind": "contact", "cursor": cursor})
    assert api.status == 400


def test_visitors_find_nothing(visitor):
    visitor.get("/search?q=a")
    assert visitor.status == 401


def test_the_list_asks_the_same_number_of_questions_at_2_and_at_50_rows(api, questions):
    make_contact("Maren Pike", make_company("Pike 1"))
    api.get("/search?q=pike&limit=100")  # a search is listed once in ten minutes
    few = questions(lambda: api.get("/search?q=pike&limit=100"))
    for number in range(24):
        make_contact(f"Maren{number} Pike", make_company(f"Pike {number}x", aliases=["A"]))
    assert questions(lambda: api.get("/search?q=pike&limit=100")) == few
