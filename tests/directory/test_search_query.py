"""Reading a search from an address, and writing it back."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.directory.search_query import criteria_from, query_from, write_query
from dealmecca.search.criteria import Criteria


def test_every_name_is_read():
    query = QueryDict(
        "q=media+buyer&companyType=agency&industry=cpg&seniority=Vice+President&department=planning&city=NYC"
        "&state=Louisiana&minVerificationLevel=3&hasEmail=true&hasPhone=false&sort=leadScore&cursor=abc&limit=7"
    )
    found = query_from(query, "contact")
    assert found.criteria == Criteria(
        text="media buyer",
        company_type=("AGENCY",),
        industry=("CONSUMER_GOODS",),
        seniority=("VP",),
        department=("MEDIA_PLANNING",),
        city=("new york",),
        state=("LA",),
        min_verification_level=3,
        has_email=True,
        has_phone=False,
        sort="leadScore",
    )
    assert (found.cursor, found.limit, found.problems) == ("abc", 7, {})


def test_companies_have_a_size_and_no_seniority():
    found = criteria_from(QueryDict("size=51-200&seniority=VP"), "company")
    assert (found.size, found.seniority) == (("51-200",), ())


@pytest.mark.parametrize("written", ["LA", "la", "Louisiana", "louisiana "])
def test_a_state_is_one_however_it_is_written(written: str):
    query = QueryDict(mutable=True)
    query["state"] = written
    assert criteria_from(query, "contact").state == ("LA",)


def test_repeated_values_are_alternatives_and_count_once():
    found = criteria_from(QueryDict("seniority=VP&seniority=SVP&seniority=vice+president&seniority="), "contact")
    assert found.seniority == ("VP", "SVP")


def test_empty_values_count_as_not_given():
    query = QueryDict("q=&seniority=&city=+&minVerificationLevel=&hasEmail=&sort=&cursor=&limit=")
    assert query_from(query, "contact") == query_from(QueryDict(""), "contact")


def test_words_about_both_kinds():
    found = query_from(QueryDict("q=pike&kind=company&limit=3"), None)
    assert (found.criteria.text, found.only, found.limit) == ("pike", "company", 3)


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("seniority=vpx", "seniority", "Did you mean VP"),
        ("seniority=zzzzzz", "seniority", "Known are INTERN"),
        ("sort=newest", "sort", "relevance, leadScore, name, recent"),
        ("minVerificationLevel=6", "minVerificationLevel", "from 1 to 5"),
        ("minVerificationLevel=2&minVerificationLevel=3", "minVerificationLevel", "once"),
        ("hasEmail=maybe", "hasEmail", "neither true nor false"),
        ("limit=0", "limit", "from 1 to 100"),
        ("limit=101", "limit", "from 1 to 100"),
        ("limit=²", "limit", "from 1 to 100"),
        ("limit=" + "9" * 5000, "limit", "from 1 to 100"),
        ("city=!!!", "city", "names no place"),
        ("q=" + "a" * 301, "q", "300 is the most"),
        ("q=a%00b", "q", "no text"),
        ("city=a%00b", "city", "no text"),
        ("&".join(f"city=c{n}" for n in range(51)), "city", "at most 50"),
    ],
)
def test_what_cannot_be_read_is_named(query: str, name: str, said: str):
    with pytest.raises(ValidationError) as refusal:
        query_from(QueryDict(query), "contact")
    assert list(refusal.value.message_dict) == [name]
    assert said in refusal.value.message_dict[name][0]


def test_companies_cannot_be_sorted_by_lead_score():
    with pytest.raises(ValidationError, match="relevance, name, recent"):
        query_from(QueryDict("sort=leadScore"), "company")


def test_a_page_leaves_out_what_it_cannot_read_and_says_so():
    found = query_from(QueryDict("q=media%00&seniority=vpx&seniority=VP&limit=500&sort=x"), "contact", strict=False)
    assert found.criteria == Criteria(text="media", seniority=("VP",))
    assert found.limit == 25
    assert set(found.problems) == {"q", "seniority", "limit", "sort"}


def test_a_page_cuts_words_that_are_too_long():
    found = query_from(QueryDict("q=" + "a" * 400), "contact", strict=False)
    assert found.criteria.text == "a" * 300


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=pike",
        "q=pike&companyId=c1&companyId=c2",
        "q=pike&seniority=VP&seniority=SVP&state=LA&minVerificationLevel=2&hasEmail=true&sort=name",
    ],
)
def test_a_search_survives_being_written_and_read_again(query: str):
    criteria = criteria_from(QueryDict(query), "contact")
    written = QueryDict(mutable=True)
    for name, value in write_query(criteria):
        written.appendlist(name, value)
    assert criteria_from(written, "contact") == criteria
