"""How to approach an account: said on its page and on the pages of those who handle it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from dealmecca.outlook.actions.etiquette import end_rule, set_rule
from dealmecca.outlook.models import RoutingRule
from dealmecca.outlook.queries import etiquette_for
from tests.factories import make_company, make_contact, make_handling

TODAY = timezone.localdate()


@pytest.fixture
def maren(agency: Company, tallgrass: Company) -> Contact:
    person = make_contact("Maren Oduya", agency)
    make_handling(person, tallgrass, "audio")
    return person


def ruled(account: Company, actor: User | None = None, **values: object) -> RoutingRule:
    return set_rule(actor=actor, door=Door.WEB, account=account, **values)  # type: ignore[arg-type]


def texts(viewer: User, **about: object) -> list[str]:
    return [advice.text for advice in etiquette_for(viewer=viewer, **about)]  # type: ignore[arg-type]


def test_it_is_said_where_people_are_about_to_call(
    ana: User, tallgrass: Company, tobias: Contact, maren: Contact
) -> None:
    ruled(tallgrass, ana, start_with=tobias, not_first_company=tallgrass, asked_by=maren)
    sentence = "Start with Tobias Rao for Tallgrass Bank. Maren asks sellers not to go to the client first."
    corin = make_contact("Corin Vale", tallgrass)
    for about in ({"company": tallgrass}, {"contact": maren}, {"contact": tobias}, {"contact": corin}):
        assert texts(ana, **about) == [sentence]
    assert texts(ana, contact=make_contact("Priya Castellan", make_company("Fifth Meridian"))) == []


def test_nobody_is_sent_to_somebody_who_left(ana: User, tallgrass: Company, tobias: Contact) -> None:
    ruled(tallgrass, start_with=tobias)
    there = make_company("Larkspur & Vane")
    move_contact(actor=None, door=Door.WEB, contact=tobias, company_id=there.pk, moved_on=TODAY)
    (advice,) = etiquette_for(viewer=ana, company=tallgrass)
    assert advice.has_left and advice.start_with is None
    assert "Tobias Rao, with whom to start for Tallgrass Bank, left Halden & Pike on" in advice.text
    assert "Start with" not in advice.text


def test_by_way_of_one_agency_alone(
    ana: User, tallgrass: Company, agency: Company, tobias: Contact, maren: Contact
) -> None:
    ruled(tallgrass, start_with=tobias, agency=agency)
    other = make_contact("Priya Castellan", make_company("Fifth Meridian"))
    make_handling(other, tallgrass, "audio")
    assert texts(ana, contact=maren) == texts(ana, company=agency) == [
        "Start with Tobias Rao for Tallgrass Bank at Halden & Pike."
    ]  # fmt: skip
    assert texts(ana, contact=other) == []


def test_a_new_rule_takes_the_place_of_the_old(ana: User, tallgrass: Company, tobias: Contact, maren: Contact) -> None:
    old = ruled(tallgrass, start_with=tobias, since=TODAY - timedelta(100))
    new = ruled(tallgrass, ana, start_with=maren)
    assert ruled(tallgrass, ana, start_with=maren) == new
    assert [advice.rule for advice in etiquette_for(viewer=ana, company=tallgrass)] == [new]
    assert [a.rule for a in etiquette_for(viewer=ana, company=tallgrass, day=TODAY - timedelta(1))] == [old]
    assert Change.objects.get(actor=ana).fields == {"Etiquette": ["start with Tobias Rao", "start with Maren Oduya"]}


def test_an_ended_rule_is_past(ana: User, tallgrass: Company) -> None:
    rule = ruled(tallgrass, note="Mornings only.")
    assert texts(ana, company=tallgrass) == ["Tallgrass Bank: Mornings only."]
    end_rule(actor=ana, door=Door.WEB, rule=rule)
    end_rule(actor=ana, door=Door.WEB, rule=rule)
    assert texts(ana, company=tallgrass) == []
    assert Change.objects.filter(actor=ana).count() == 1


def test_what_cannot_be_meant(tallgrass: Company, agency: Company, tobias: Contact) -> None:
    jobless = make_contact("Ivo Blank")
    for wrong in (
        {},
        {"note": "x" * 281},
        {"start_with": jobless},
        {"start_with": tobias, "not_first_contact": tobias},
        {"not_first_company": tallgrass, "not_first_contact": tobias},
        {"note": "Hello", "agency": tallgrass},
        {"note": "Hello", "since": TODAY + timedelta(1)},
    ):
        with pytest.raises(ValidationError):
            ruled(tallgrass, **wrong)
    assert not RoutingRule.objects.exists()


def test_the_database_holds_one_open_rule(tallgrass: Company, agency: Company) -> None:
    for way in (None, agency):
        RoutingRule.objects.create(account=tallgrass, agency=way, note="a", since=date(2026, 1, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            RoutingRule.objects.create(account=tallgrass, agency=way, note="b", since=date(2026, 1, 1))


def test_an_inactive_member_sets_and_sees_nothing(ana: User, tallgrass: Company) -> None:
    ruled(tallgrass, note="Mornings only.")
    ana.is_active = False
    with pytest.raises(PermissionDenied):
        ruled(tallgrass, ana, note="Evenings.")
    assert texts(ana, company=tallgrass) == []


def test_queries_do_not_grow(ana: User, agency: Company, tobias: Contact, django_assert_num_queries: object) -> None:
    for number in range(5):
        account = make_company(f"Account {number}")
        make_handling(tobias, account)
        ruled(account, start_with=tobias)
        with django_assert_num_queries(3):  # type: ignore[operator]
            assert len(etiquette_for(viewer=ana, contact=tobias)) == number + 1
