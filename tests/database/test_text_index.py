"""The word index: used by the plan, and whole after the table beside it is rebuilt."""

from typing import Any

import pytest
from django.db import connection

from dealmecca.accounts.models import User
from dealmecca.directory.queries import search_contacts
from dealmecca.lib.text_keys import query_words
from dealmecca.search.criteria import Criteria
from dealmecca.search.models import ContactLine
from tests.factories import make_contact

pytestmark = pytest.mark.django_db


def test_text_search_uses_the_index(ana: User) -> None:
    make_contact("Maren Oduya")
    lines = ContactLine.objects.filter(n__in=ContactLine.WORDS.matching(query_words("oduya")))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for other in ("seqscan", "indexscan", "nestloop"):  # the cheaper ways while the table is small
                cursor.execute(f"SET LOCAL enable_{other} = off")
    plan = lines.explain()
    assert ("search_contact_words_words" if connection.vendor == "postgresql" else "VIRTUAL TABLE INDEX") in plan


def test_facets_without_words_read_one_narrow_index(ana: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's planner reads the table itself while it is small")
    plan = ContactLine.objects.filter(has_email=True).values("facet_code").explain()
    assert "COVERING INDEX contact_facets" in plan


def test_the_people_of_a_company_come_in_order_from_an_index(ana: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's planner takes any index while the table is small")
    plan = ContactLine.objects.filter(company_id__in=["c1"]).order_by("-lead_score", "-n")[:26].explain()
    assert "contact_by_company (company_id=?)" in plan
    assert "TEMP B-TREE" not in plan, "in the order of the list"


@pytest.mark.django_db(transaction=True)
def test_search_survives_a_rebuild_of_the_table_and_a_vacuum(ana: User) -> None:
    make_contact("Maren Oduya")
    make_contact("Tobias Rao")
    with connection.schema_editor() as editor:
        field = ContactLine._meta.get_field("names")
        changed: Any = field.clone()
        changed.db_default = ""
        changed.set_attributes_from_name("names")
        changed.model = ContactLine
        editor.alter_field(ContactLine, field, changed)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    for name in ("Oduya", "Rao"):
        found = search_contacts(viewer=ana, criteria=Criteria(text=name)).items
        assert [person.last_name for person in found] == [name]
