"""The lead score that sorts the shared lists: by the formula, from the first write on, and after every change."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmecca.directory.actions import edit_company, edit_contact, rebuild_search
from dealmecca.directory.lead_score import company_points, record_items, record_score, total
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import COMPANY_TYPE, DEPARTMENT, EMPLOYEE_RANGE, SENIORITY
from dealmecca.history.models import Door
from dealmecca.search.models import ContactLine
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
WEB: dict[str, Any] = {"actor": None, "door": Door.WEB}


def scores(*people: Contact) -> list[int]:
    """As the lists show them; the search lines say the same, or the test fails."""
    rows = {row.pk: row.lead_score for row in Contact.objects.all()}
    lines = dict(ContactLine.objects.values_list("record_id", "lead_score"))
    assert rows == lines
    for row in Contact.objects.select_related("company"):
        assert row.lead_score == record_score(row, row.company), row
    return [rows[person.pk] for person in people]


def test_a_person_who_decides_stands_before_one_who_does_not() -> None:
    agency = make_company(company_type="AGENCY", size="501-1000")
    buyer = make_contact("Maren Oduya", agency, seniority="VP", department="MEDIA_BUYING", email="m@h.example")
    intern = make_contact("Tobias Rao", agency, seniority="INTERN", department="HR")
    assert scores(buyer, intern) == [24 + 20 + 16 + 4, 0 + 6 + 16]


def test_an_edit_and_a_new_job_move_the_score_with_them() -> None:
    small, large = make_company("Small", size="11-50"), make_company("Large", company_type="AGENCY", size="10001+")
    maren = make_contact("Maren Oduya", small)
    assert scores(maren) == [2]
    edit_contact(**WEB, contact=maren, values={"seniority": "VP", "phone": "+1 212 555 0123"})
    assert scores(maren) == [2 + 24 + 4]
    edit_contact(**WEB, contact=maren, values={"company_id": large.pk})
    assert scores(maren) == [20 + 24 + 4]


def test_what_a_company_gains_or_loses_all_its_people_do() -> None:
    agency, other = make_company("Halden", company_type="AGENCY", size="11-50"), make_company("Elsewhere")
    people = [make_contact(f"Person{n} Pike", agency, seniority="VP") for n in range(3)]
    stranger = make_contact("Tobias Rao", other)
    edit_company(**WEB, company=agency, values={"size": "10001+"})
    assert scores(*people, stranger) == [24 + 20] * 3 + [0]
    edit_company(**WEB, company=agency, values={"company_type": "", "size": ""})
    assert scores(*people, stranger) == [24] * 3 + [0]
    edit_company(**WEB, company=agency, values={"name": "Halden & Pike"})
    assert scores(*people) == [24] * 3


def test_a_score_of_an_older_release_never_leaves_the_range_and_a_rebuild_mends_it() -> None:
    agency = make_company(size="10001+")
    maren = make_contact("Maren Oduya", agency)
    Contact.objects.update(lead_score=3)
    edit_company(**WEB, company=agency, values={"size": ""})
    assert Contact.objects.get().lead_score == 0
    Contact.objects.update(lead_score=99)
    rebuild_search()
    assert scores(maren) == [0]


def test_the_lines_of_any_record_sum_to_its_score_and_stay_within_eighty() -> None:
    @given(
        st.sampled_from(["", *SENIORITY.codes]), st.sampled_from(["", *DEPARTMENT.codes]),
        st.sampled_from(["", *COMPANY_TYPE.codes]), st.sampled_from(["", *EMPLOYEE_RANGE.codes]), st.booleans(),
    )  # fmt: skip
    def holds(seniority: str, department: str, kind: str, size: str, reached: bool) -> None:
        company = Company(name="X", company_type=kind, size=size)
        contact = Contact(seniority=seniority, department=department, email="x@y.example" if reached else "")
        items = record_items(contact, company)
        assert total(items) == record_score(contact, company) and 0 <= total(items) <= 80
        assert all(item.label and item.points >= 0 for item in items)
        assert items[2].points == company_points(kind, size)

    holds()
