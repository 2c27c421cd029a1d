"""What a saved search means: today's names, names of older releases, and what is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_company
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.saved.models import SavedSearch
from dealmecca.saved.queries import check_filters, count_of, filters, look, read_filter
from tests.factories import make_company, make_handling

pytestmark = pytest.mark.django_db
Save = Callable[..., SavedSearch]


def meaning(saved: SavedSearch, viewer: User) -> Any:
    return read_filter(viewer=viewer, kind=saved.kind, kept=saved.filters)


def test_a_search_keeps_its_filters_as_versioned_json(ana: User, save: Save) -> None:
    saved = save(filters={"seniority": ["vice president"], "q": ["media"], "sort": ["name"]})
    assert saved.filters == {
        "version": 1, "filters": {"q": ["media"], "seniority": ["VP"], "sort": ["name"]}
    }  # fmt: skip
    assert meaning(saved, ana).url == "/people?q=media&seniority=VP&sort=name"


def test_an_old_search_still_runs_after_a_filter_was_renamed(
    ana: User, save: Save, people: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save()
    saved.filters["filters"] = {"rank": ["VP"]}  # as a release wrote it that called it so
    monkeypatch.setattr(filters, "RENAMED", ({"contact": {"rank": "seniority"}},))
    found = meaning(saved, ana)
    assert (found.url, found.lost) == ("/people?seniority=VP", [])
    assert set(look(viewer=ana, found=found)) == {person.pk for person in people[:3]}
    assert filters.write_filters(found)["version"] == 2


@pytest.mark.parametrize(
    ("kept", "url", "sentence"),
    [
        ({"version": 1, "filters": {"shoeSize": ["9"], "q": ["a"]}}, "/people?q=a", "“shoeSize: 9” is no filter"),
        ({"version": 1, "filters": {"seniority": ["GRAND_VIZIER"]}}, "/people", "is no known seniority"),
        ({"version": 9, "filters": {"q": ["a"]}}, "/people?q=a", "A newer release wrote this"),
        ({"version": 1, "filters": {"companyId": ["gone"]}}, "/people?companyId=gone", "A company that was chosen"),
        ({"version": 0, "filters": {}}, "/people", "which version"),
        ({"version": 1}, "/people", "cannot be read"),
        ([], "/people", "cannot be read"),
        ({"version": 1, "filters": {"q": "a", "sort": None}}, "/people?q=a", "“None” is none of"),
    ],
)
def test_what_could_not_be_kept_is_said(ana: User, kept: Any, url: str, sentence: str) -> None:
    found = read_filter(viewer=ana, kind="contact", kept=kept)
    assert found.url == url and sentence in " ".join(found.lost)


def test_a_question_about_companies_survives_their_new_names(ana: User, people: list[Contact]) -> None:
    account = make_company("Kestrel Cola", company_type="ADVERTISER")
    make_handling(people[0], account, "CTV")
    found = check_filters(viewer=ana, kind="who", filters={"account": [account.slug], "duty": ["ctv"]})
    assert found.filters == {"account": [account.pk], "duty": ["ctv"]}
    edit_company(actor=None, door=Door.SYSTEM, company=account, values={"name": "Kestrel Drinks"})
    again = read_filter(viewer=ana, kind="who", kept=filters.write_filters(found))
    assert again.lost == [] and count_of(viewer=ana, found=again) == 1
    assert set(look(viewer=ana, found=again)) == {people[0].pk}


def test_a_question_in_words_stays_one(ana: User, people: list[Contact]) -> None:
    make_handling(people[0], make_company("Kestrel Cola", company_type="ADVERTISER"), "CTV")
    found = check_filters(viewer=ana, kind="who", filters={"q": ["who plans CTV for Kestrel Cola?"], "account": ["x"]})
    assert found.filters == {"q": ["who plans CTV for Kestrel Cola?"]}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("contact", {"shoeSize": ["9"]}), ("contact", {"seniority": ["GRAND_VIZIER"]}), ("nonsense", {}),
        ("contact", {"q": ["a\0b"]}), ("who", {}), ("who", {"duty": ["no such duty"], "account": ["x"]}),
        ("company", {"companyId": ["x"]}), ("contact", {"city": [f"City {n}" for n in range(51)]}),
    ],
)  # fmt: skip
def test_what_nobody_can_mean_is_refused(ana: User, kind: str, asked: dict[str, list[str]]) -> None:
    with pytest.raises(ValidationError):
        check_filters(viewer=ana, kind=kind, filters=asked)


@pytest.mark.parametrize("query", ["", "q=Example&sort=name", "seniority=VP&sort=recent", "q=Halden&seniority=VP"])
def test_the_whole_list_is_its_pages_one_after_the_other(ana: User, people: list[Contact], query: str) -> None:
    from dealmecca.directory.queries import matching_ids, search_contacts
    from dealmecca.directory.search_query import criteria_from

    criteria, paged, cursor = criteria_from(QueryDict(query), "contact"), [], None
    while True:
        page = search_contacts(viewer=ana, criteria=criteria, cursor=cursor, limit=1)
        paged += [person.pk for person in page.items]
        cursor = page.next_cursor
        if not cursor:
            break
    assert matching_ids(viewer=ana, kind="contact", criteria=criteria) == paged and paged
