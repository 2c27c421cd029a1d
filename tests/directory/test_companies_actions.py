"""Creating, editing and deleting companies: one value per vocabulary term, no cycles, history from the first write."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from dealmecca.accounts.models import User
from dealmecca.directory.actions import create_company, delete_company, edit_company
from dealmecca.directory.models import Company
from dealmecca.directory.queries import company_tree, search_companies, search_contacts
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.search.criteria import Criteria
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["Agency ", "AGENCY", "agency", "media agency"])
def test_every_spelling_of_a_type_is_one_value(ana: User, written: str) -> None:
    assert make_company(company_type=written).company_type == "AGENCY"


def test_an_unknown_industry_is_kept_beside_the_field_and_never_as_a_value(ana: User) -> None:
    company = make_company(industry="Zeppelin tours")
    assert (company.industry, company.industry_text) == ("", "Zeppelin tours")
    mapped = edit_company(actor=ana, door=Door.WEB, company=company, values={"industry": "Travel"})
    assert (mapped.industry, mapped.industry_text) == ("TRAVEL", "")


@pytest.mark.parametrize(
    ("written", "code"), [("350", "201-500"), ("1 to 10", "1-10"), ("10,001+", "10001+"), (75, "51-200")]
)
def test_head_counts_and_ranges_become_a_range(written: object, code: str) -> None:
    assert make_company(size=written).size == code


def test_a_location_is_split_into_city_and_state_and_kept(ana: User) -> None:
    company = make_company(location="Saint Paul, Minnesota")
    assert (company.city, company.state, company.location) == ("Saint Paul", "Minnesota", "Saint Paul, Minnesota")


@pytest.mark.parametrize(
    "name", ["7-Eleven", "1-800-Flowers", "3M", "72andSunny", "L'Oréal", "Benton, John B Jr", "&Co"]
)
def test_names_survive_as_written(name: str) -> None:
    assert Company.objects.get(pk=make_company(name).pk).name == name


def test_a_company_cannot_be_below_itself_or_its_own_offices(ana: User) -> None:
    holding = make_company("Northlane Group")
    agency = make_company("Halden & Pike", parent=holding)
    office = make_company("Halden & Pike", parent=agency, city="Chicago")
    for company, parent in ((holding, office), (agency, agency), (holding, agency)):
        with pytest.raises(ValidationError, match="cannot be"):
            edit_company(actor=ana, door=Door.WEB, company=company, values={"parent_id": parent.pk})
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.filter(pk=agency.pk).update(parent_id=agency.pk)


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_cannot_make_a_cycle_between_them(ana: User) -> None:
    first, second = make_company("First"), make_company("Second")
    barrier = threading.Barrier(2)
    refused: list[str] = []

    def move(company: Company, parent: Company) -> None:
        barrier.wait()
        try:
            edit_company(actor=None, door=Door.WEB, company=company, values={"parent_id": parent.pk})
        except ValidationError as error:
            refused.extend(error.messages)
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parents = dict(Company.objects.values_list("pk", "parent_id"))
    assert sorted(parents.values(), key=str) != sorted([first.pk, second.pk])
    assert len(refused) == 1


def test_history_tells_who_changed_what_from_which_door(ana: User, ben: User) -> None:
    company = create_company(actor=ana, door=Door.WEB, values={"name": "Kestrel Cola", "city": "Atlanta"})
    edit_company(actor=ben, door=Door.API, company=company, values={"city": "Boston", "aliases": ["Kestrel"]})
    newest, first = Change.objects.of("company", company.pk).newest_first()
    assert (newest.actor, newest.door, newest.verb) == (ben, "API", "EDIT")
    assert newest.fields == {"city": ["Atlanta", "Boston"], "aliases": [[], ["Kestrel"]]}
    assert (first.actor, first.door, first.verb) == (ana, "WEB", "CREATE")
    assert first.fields["name"] == ["", "Kestrel Cola"]


def test_saving_the_same_again_writes_nothing(ana: User) -> None:
    company = make_company("Kestrel Cola", city="Atlanta", aliases=["Kestrel"], website="https://kestrel.example")
    before = company.updated_at
    again = {"name": "Kestrel Cola", "city": " Atlanta ", "aliases": ["Kestrel"], "website": "https://kestrel.example"}
    edit_company(actor=ana, door=Door.WEB, company=company, values=again)
    assert Change.objects.of("company", company.pk).count() == 1
    assert Company.objects.get(pk=company.pk).updated_at == before


def test_renaming_a_company_moves_its_people_in_search(ana: User) -> None:
    company = make_company("Oldname")
    make_contact("Maren Oduya", company)
    edit_company(actor=ana, door=Door.WEB, company=company, values={"name": "Newname"})
    assert [p.full_name for p in search_contacts(viewer=ana, criteria=Criteria(text="newname")).items] == [
        "Maren Oduya"
    ]
    assert search_contacts(viewer=ana, criteria=Criteria(text="oldname")).items == []


def test_a_company_with_people_or_offices_is_not_deleted(moderator: User) -> None:
    company = make_company("Halden & Pike")
    make_contact("Maren Oduya", company)
    make_company("Office", parent=company)
    with pytest.raises(Conflict, match="1 person and 1 company"):
        delete_company(actor=moderator, door=Door.WEB, company=company)


def test_a_deleted_company_is_gone_from_search_and_stays_in_history(moderator: User) -> None:
    company = make_company("Shortlived")
    delete_company(actor=moderator, door=Door.WEB, company=company)
    assert search_companies(viewer=moderator, criteria=Criteria(text="shortlived")).items == []
    assert Change.objects.of("company", company.pk).newest_first()[0].verb == "DELETE"


def test_members_may_not_delete(ana: User) -> None:
    with pytest.raises(PermissionDenied):
        delete_company(actor=ana, door=Door.WEB, company=make_company())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"name": "A\0B"}, "name"),
        ({"name": "Fine", "website": "javascript:alert(1)"}, "website"),
        ({"name": "Fine", "domains": ["not a domain"]}, "domains"),
        ({"name": "Fine", "verification_level": 5}, "verification_level"),
        ({"name": "Fine", "slug": "x"}, "slug"),
        ({"name": "Fine", "parent_id": "nobody"}, "parent_id"),
        ({"name": ["list"]}, "name"),
    ],
)
def test_bad_input_is_a_sentence_at_the_field_and_writes_nothing(
    ana: User, values: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        create_company(actor=ana, door=Door.WEB, values=values)
    assert field in error.value.message_dict
    assert Company.objects.count() == 0


def test_offices_may_share_a_domain(ana: User) -> None:
    offices = [make_company("Halden & Pike", city=city, website="haldenpike.example") for city in ("Chicago", "Austin")]
    assert [[d.domain for d in office.domains.all()] for office in offices] == [["haldenpike.example"]] * 2


def test_the_tree_counts_people_from_the_bottom_up(ana: User) -> None:
    holding = make_company("Northlane Group")
    agency = make_company("Halden & Pike", parent=holding)
    office = make_company("Halden & Pike", parent=agency, city="Chicago")
    make_contact("Maren Oduya", office)
    make_contact("Tobias Rao", agency)
    tree = company_tree(viewer=ana, company=office)
    assert tree is not None and (tree.id, tree.people, tree.people_below) == (holding.pk, 0, 2)
    assert tree.children[0].children[0].is_current
    assert company_tree(viewer=ana, company=make_company("Alone")) is None
