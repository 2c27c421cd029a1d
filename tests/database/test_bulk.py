"""Many rows at once store what one by one would store, on both engines."""

from datetime import UTC, datetime

import pytest

from dealmecca.database.bulk import insert_values, put_values, reserve_numbers, update_rows
from dealmecca.directory.models import Company
from dealmecca.history.models import Change
from dealmecca.search.models import CompanyLine, FacetTerm, Spelling
from tests.factories import make_company

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, 30, 15, 250, tzinfo=UTC)
ODD = "tab\t, line\n, back\\slash, 'quote', \"quote\", {brace}, NULL, é, 王"
CHANGE = ("record_kind", "record_id", "verb", "fields", "actor_id", "door", "batch", "row", "at")


def test_values_come_back_as_they_went_in() -> None:
    insert_values(Change, CHANGE, [("company", "x", "EDIT", {"name": (ODD, None)}, None, "WEB", "", None, AT)])
    change = Change.objects.get()
    assert (change.fields, change.at, change.actor_id) == ({"name": [ODD, None]}, AT, None)


def test_a_column_that_was_forgotten_is_refused() -> None:
    with pytest.raises(ValueError, match="Change needs values for batch"):
        insert_values(Change, [name for name in CHANGE if name != "batch"], [])


def test_only_the_named_columns_of_the_given_rows_change() -> None:
    first, second, third = (make_company(name) for name in ("First", "Second", "Third"))
    for company, text in ((first, ODD), (second, "")):
        company.description, company.phone, company.verification_score = text, "unsaved", 40
    first.confirmed_on = AT.date()
    first.parent = third
    update_rows(Company, [first, second], ["description", "parent_id", "verification_score", "confirmed_on"])
    stored = Company.objects.in_bulk()
    assert [stored[each.pk].description for each in (first, second, third)] == [ODD, "", third.description]
    assert (stored[first.pk].parent_id, stored[first.pk].confirmed_on) == (third.pk, AT.date())
    assert (stored[second.pk].parent_id, stored[second.pk].confirmed_on) == (None, None)
    assert [each.phone for each in stored.values()] == ["", "", ""]
    update_rows(Company, [], ["description"])


def test_rows_that_are_there_are_replaced_or_stay() -> None:
    names, unique = ("facet", "key", "label"), ("facet", "key")
    put_values(FacetTerm, names, [("city", "reno", "Reno"), ("city", "ely", "Ely")], unique=unique)
    put_values(FacetTerm, names, [("city", "reno", ODD), ("city", "elko", "Elko")], unique=unique)
    put_values(FacetTerm, names, [("city", "reno", "No")], unique=unique, replaces=False)
    assert dict(FacetTerm.objects.values_list("key", "label")) == {"reno": ODD, "ely": "Ely", "elko": "Elko"}
    put_values(Spelling, ("shorter", "word"), [("a", "b")] * 2, unique=("shorter", "word"), replaces=False)
    assert Spelling.objects.count() == 1


def test_reserved_numbers_are_nobody_elses() -> None:
    before = reserve_numbers(FacetTerm, 2)
    named = [FacetTerm(pk=number, facet="city", key=str(number), label="") for number in before]
    FacetTerm.objects.bulk_create(named)
    after = FacetTerm.objects.create(facet="city", key="next", label="")
    assert after.pk == before[-1] + 1
    assert reserve_numbers(FacetTerm, 3) == [after.pk + 1, after.pk + 2, after.pk + 3]
    assert reserve_numbers(CompanyLine, 0) == []
