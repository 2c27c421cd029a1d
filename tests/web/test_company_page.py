"""One company's page."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.directory.queries import companies_by_id, company_tree
from dealmecca.web.views.tree_lines import SIBLINGS, companies_below, drawn, lines_below, people_below, tree_lines
from tests.factories import make_company, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def family() -> dict[str, Company]:
    top = make_company("Northlane Group", company_type="HOLDING_COMPANY")
    agency = make_company("Halden & Pike", company_type="AGENCY", parent=top, aliases=["HP Media"])
    office = make_company("Halden & Pike Chicago", company_type="OFFICE", parent=agency)
    sister = make_company("Larkspur & Vane", company_type="AGENCY", parent=top)
    below_sister = make_company("Larkspur Austin", company_type="OFFICE", parent=sister)
    make_contacts(3, agency)
    make_contacts(2, office)
    make_contacts(1, below_sister)
    return {"top": top, "agency": agency, "office": office, "sister": sister}


def test_a_page_says_what_it_is_who_works_there_and_where_it_belongs(
    ana: User, as_user: SignIn, family: dict[str, Company]
) -> None:
    page = as_user(ana).get(f"/companies/{family['agency'].slug}").content.decode()
    assert "<h1>Halden &amp; Pike</h1>" in page
    assert "HP Media" in page
    assert "3, and 2 in companies below" in page
    assert f'href="/companies/{family["top"].slug}"' in page
    assert 'aria-current="page"' in page
    assert "Offices and subsidiaries" in page
    assert f'href="/companies/{family["office"].slug}">Chicago</a>' in page
    assert "Larkspur &amp; Vane" in page
    assert "Larkspur Austin" not in page, "other branches stay closed"


def test_its_people_are_one_click_away_and_nobody_else(ana: User, as_user: SignIn, family: dict[str, Company]) -> None:
    page = as_user(ana).get(f"/companies/{family['agency'].slug}").content.decode()
    assert f'href="/people?companyId={family["agency"].pk}"' in page


def test_the_tree_counts_what_hangs_below(ana: User, family: dict[str, Company]) -> None:
    tree = company_tree(viewer=ana, company=family["agency"])
    assert people_below(tree) == 2
    assert companies_below(tree) == 1
    assert people_below(None) == companies_below(None) == 0
    lines = tree_lines(tree, companies_by_id(viewer=ana, ids=drawn(tree)))
    assert lines is not None
    assert lines.people == 6


def test_a_long_row_of_offices_is_cut_but_never_the_one_shown(ana: User) -> None:
    top = make_company("Northlane Group")
    offices = [make_company(f"Office {number:02}", parent=top) for number in range(30)]
    tree = company_tree(viewer=ana, company=offices[-1])
    lines = tree_lines(tree, companies_by_id(viewer=ana, ids=drawn(tree)))
    assert lines is not None
    assert len(lines.children) == SIBLINGS + 1
    assert lines.children[-1].is_current
    assert lines.left_out == 30 - SIBLINGS - 1


@pytest.mark.parametrize(
    ("name", "below", "shown"),
    [
        ("Halden & Pike Chicago", "Halden & Pike", "Chicago"),
        ("Halden & Pike, New York", "Halden & Pike", "New York"),
        ("Halden & Pike", "Halden & Pike", "Halden & Pike"),
        ("Kestrelworks", "Kestrel", "Kestrelworks"),
        ("Kestrel of Ohio", "Kestrel", "Kestrel of Ohio"),
        ("Larkspur", "Northlane", "Larkspur"),
    ],
)
def test_an_office_is_called_by_what_its_name_adds(ana: User, name: str, below: str, shown: str) -> None:
    parent = make_company(below)
    make_company(name, parent=parent)
    tree = company_tree(viewer=ana, company=parent)
    (line,) = lines_below(tree, companies_by_id(viewer=ana, ids=drawn(tree)))
    assert line.name == shown


def test_many_offices_fold_behind_the_first_dozen(ana: User, as_user: SignIn) -> None:
    top = make_company("Northlane Group")
    for number in range(14):
        make_company(f"Office {number:02}", parent=top)
    page = as_user(ana).get(f"/companies/{top.slug}").content.decode()
    assert "All 14</summary>" in page
    assert page.index(">Office 11</a>") < page.index("All 14</summary>") < page.index(">Office 12</a>")


def test_a_company_asked_for_by_id_moves_to_its_address(ana: User, as_user: SignIn) -> None:
    company = make_company()
    response = as_user(ana).get(f"/companies/{company.pk}")
    assert response["Location"] == f"/companies/{company.slug}"


def test_a_company_alone_invites_to_say_more(ana: User, as_user: SignIn) -> None:
    page = as_user(ana).get(f"/companies/{make_company().slug}").content.decode()
    assert "No people here yet" in page
    assert "No parent company, offices or subsidiaries recorded." in page


def test_empty_fields_have_no_empty_lines(ana: User, as_user: SignIn) -> None:
    page = as_user(ana).get(f"/companies/{make_company().slug}").content.decode()
    for label in ("LinkedIn", "Facebook"):
        assert f"<dt>{label}</dt>" not in page


def test_nothing_there_is_a_404(ana: User, as_user: SignIn) -> None:
    for wrong in ("no-such-company", "%00", "x" * 300):
        assert as_user(ana).get(f"/companies/{wrong}").status_code == 404


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(f"/companies/{make_company().slug}")["Location"].startswith("/accounts/login/")


def test_queries_do_not_grow_with_people_and_offices(ana: User, as_user: SignIn) -> None:
    company = make_company("Northlane Group")
    make_company("Office 0", parent=company)
    make_contacts(2, company)
    client = as_user(ana)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/companies/{company.slug}")
    make_contacts(30, company)
    for number in range(1, 20):
        make_company(f"Office {number}", parent=company)
    with CaptureQueriesContext(connection) as many:
        client.get(f"/companies/{company.slug}")
    assert len(many) == len(few) <= 38
