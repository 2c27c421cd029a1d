"""The page on which an account's etiquette is set."""

from collections.abc import Callable

from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.outlook.actions.etiquette import set_rule
from dealmecca.outlook.models import RoutingRule
from tests.factories import make_contact, make_handling

SignIn = Callable[[User], Client]


def address(company: Company) -> str:
    return f"/companies/{company.slug}/etiquette"


def test_a_rule_is_set_and_ended(ana: User, as_user: SignIn, tallgrass: Company, tobias: Contact) -> None:
    client = as_user(ana)
    assert "No etiquette known" in client.get(address(tallgrass)).content.decode()
    values = {"start_with": tobias.pk, "not_first": tallgrass.pk, "how": "SPOKE", "note": "Mornings only."}
    assert client.post(address(tallgrass), values)["Location"] == address(tallgrass)
    rule = RoutingRule.objects.get()
    assert (rule.start_with, rule.not_first_company, rule.recorded_by) == (tobias, tallgrass, ana)
    page = " ".join(client.get(address(tallgrass)).content.decode().split())
    assert "for Tallgrass Bank. Do not go to the client first. Mornings only." in page
    client.post(f"{address(tallgrass)}/{rule.pk}/end")
    assert "What held before" in client.get(address(tallgrass)).content.decode()


def test_a_rule_that_says_nothing_is_refused(ana: User, as_user: SignIn, tallgrass: Company) -> None:
    response = as_user(ana).post(address(tallgrass), {"how": "SPOKE"})
    assert response.status_code == 422
    assert "Say with whom to start" in response.content.decode()


def test_only_people_around_the_account_can_be_named(ana: User, as_user: SignIn, tallgrass: Company) -> None:
    stranger = make_contact("Priya Castellan")
    response = as_user(ana).post(address(tallgrass), {"start_with": stranger.pk, "how": "SPOKE"})
    assert response.status_code == 422
    assert not RoutingRule.objects.exists()


def test_a_rule_has_the_address_of_its_own_account(
    ana: User, as_user: SignIn, tallgrass: Company, kestrel: Company
) -> None:
    rule = set_rule(actor=None, door=Door.WEB, account=tallgrass, note="Mornings only.")
    client = as_user(ana)
    assert client.post(f"{address(kestrel)}/{rule.pk}/end").status_code == 404
    assert client.post(f"{address(tallgrass)}/nobody/end").status_code == 404
    assert client.get("/companies/nowhere/etiquette").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client, tallgrass: Company) -> None:
    rule = set_rule(actor=None, door=Door.WEB, account=tallgrass, note="Mornings only.")
    for step in ("", f"/{rule.pk}/end"):
        assert client.post(address(tallgrass) + step)["Location"].startswith("/accounts/login/")
    assert RoutingRule.objects.get().until is None


def test_queries_do_not_grow(
    ana: User, as_user: SignIn, agency: Company, tallgrass: Company, django_assert_max_num_queries: object
) -> None:
    client = as_user(ana)
    for number in range(4):
        person = make_contact(f"Person{number} Example", agency)
        make_handling(person, tallgrass)
        set_rule(actor=ana, door=Door.WEB, account=tallgrass, start_with=person)
        with django_assert_max_num_queries(11):  # type: ignore[operator]
            client.get(address(tallgrass))
