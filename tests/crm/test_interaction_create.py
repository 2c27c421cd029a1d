"""Logging on one line, on a record's page and on a page of its own."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import FollowUp, Interaction, InteractionContact, LeadScore
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from dealmecca.outlook.actions.etiquette import set_rule
from tests.cast import team_up
from tests.factories import make_contact, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LINE = "called Maren about Q3 CTV, no answer, follow up tue"


@time_machine.travel("2026-11-23T15:00:00Z", tick=False)
def test_one_line_is_a_call_an_outcome_and_a_follow_up(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    page = client.post(f"/people/{maren.pk}/log", {"text": LINE}, follow=True).content.decode()
    row, follow_up = Interaction.objects.get(), FollowUp.objects.get()
    assert (row.kind, row.outcome, row.text, row.user) == ("CALL", "NO_ANSWER", LINE, ana)
    assert (follow_up.due_on, follow_up.contact, follow_up.interaction) == (date(2026, 11, 24), maren, row)
    assert "Logged: Call, no answer, follow-up Tue 24 Nov." in page and "Undo" in page
    assert "called, no answer" in page and "Only you" in page


def test_what_is_set_by_hand_goes_before_what_the_line_says(ana: User, maren: Contact, as_user: SignIn) -> None:
    values = {"text": LINE, "kind": "EMAIL", "outcome": "none", "due": "none"}
    as_user(ana).post(f"/people/{maren.pk}/log", values)
    row = Interaction.objects.get()
    assert (row.kind, row.outcome) == ("EMAIL", "") and not FollowUp.objects.exists()


def test_the_box_shows_what_it_understood(ana: User, as_user: SignIn) -> None:
    chips = as_user(ana).get("/log/understood", {"text": LINE}).content.decode()
    assert "Call" in chips and "No answer" in chips and "Follow up:" in chips
    assert as_user(ana).get("/log/understood").content.strip() == b""


def test_a_double_click_logs_once(ana: User, maren: Contact, as_user: SignIn) -> None:
    for _ in range(2):
        as_user(ana).post(f"/people/{maren.pk}/log", {"text": LINE})
    assert Interaction.objects.count() == FollowUp.objects.count() == 1


def test_colleagues_and_the_account_may_be_attached(
    ana: User, maren: Contact, agency: Company, as_user: SignIn
) -> None:
    tobias = make_contact("Tobias Rao", agency)
    client = as_user(ana)
    assert "Tobias Rao" in client.get(f"/people/{maren.pk}/log").content.decode()
    client.post(f"/people/{maren.pk}/log", {"text": "met both", "contact": [tobias.pk]})
    assert set(InteractionContact.objects.values_list("contact_name", flat=True)) == {"Maren Oduya", "Tobias Rao"}
    client.post(f"/companies/{agency.slug}/log", {"text": "emailed the office"})
    assert Interaction.objects.get(company=agency).people.count() == 0
    assert "emailed the office" in client.get(f"/companies/{agency.slug}").content.decode()


def test_old_interactions_stay_on_the_old_job(
    ana: User, maren: Contact, kestrel: Company, agency: Company, as_user: SignIn
) -> None:
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": "called"})
    move_contact(actor=ana, door=Door.WEB, contact=maren, company_id=kestrel.pk, moved_on=timezone.localdate())
    person = InteractionContact.objects.get()
    assert (person.company, person.title, person.company_name) == (agency, "Group Director", "Halden & Pike")
    assert "called" in as_user(ana).get(f"/companies/{agency.slug}").content.decode()


def test_etiquette_stands_above_the_box(
    ana: User, maren: Contact, agency: Company, kestrel: Company, as_user: SignIn
) -> None:
    make_handling(maren, kestrel)
    set_rule(actor=ana, door=Door.WEB, account=kestrel, start_with=maren, not_first_company=kestrel)
    page = as_user(ana).get(f"/people/{maren.pk}/log").content.decode()
    assert page.index("Start with") < page.index("log-text")


def test_only_the_seller_and_their_team_see_it(
    ana: User, ben: User, cleo: User, admin: User, maren: Contact, as_user: SignIn
) -> None:
    team_up(ana, ben)
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": "a secret lunch"})
    assert "a secret lunch" in as_user(ben).get(f"/people/{maren.pk}").content.decode()
    for other in (cleo, admin):
        assert "a secret lunch" not in as_user(other).get(f"/people/{maren.pk}").content.decode()


def test_the_directory_is_not_touched(ana: User, maren: Contact, as_user: SignIn) -> None:
    before = (Contact.objects.values().get(pk=maren.pk), Change.objects.count())
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": LINE})
    assert (Contact.objects.values().get(pk=maren.pk), Change.objects.count()) == before
    assert LeadScore.objects.get().user == ana


def test_a_deleted_person_leaves_the_words(ana: User, moderator: User, maren: Contact, as_user: SignIn) -> None:
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": LINE})
    answer = as_user(moderator).post(f"/people/{maren.pk}/delete", follow=True)
    assert answer.status_code == 200 and not Contact.objects.filter(pk=maren.pk).exists()
    person = InteractionContact.objects.get()
    assert (person.contact, person.contact_name) == (None, "Maren Oduya")
    assert FollowUp.objects.get().contact_name == "Maren Oduya"


@pytest.mark.parametrize("values", [{}, {"text": " "}, {"text": "x" * 5_001}, {"text": "x", "kind": "SMOKE"},
                                    {"text": "x", "due_on": "soon"}, {"text": "\0"}])  # fmt: skip
def test_what_cannot_be_logged_is_said(ana: User, maren: Contact, as_user: SignIn, values: dict[str, str]) -> None:
    assert as_user(ana).post(f"/people/{maren.pk}/log", values).status_code == 422
    assert not Interaction.objects.exists()


def test_nobody_there_is_a_404(ana: User, as_user: SignIn) -> None:
    assert as_user(ana).post("/people/cnobody/log", {"text": "x"}).status_code == 404
    assert as_user(ana).get("/companies/nowhere/log").status_code == 404


def test_a_record_page_asks_once_for_all_of_it(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    for number in range(2):
        client.post(f"/people/{maren.pk}/log", {"text": f"called {number}, follow up tomorrow"})
    client.get(f"/people/{maren.pk}")  # takes the toasts
    with CaptureQueriesContext(connection) as few:
        client.get(f"/people/{maren.pk}")
    for number in range(2, 50):
        client.post(f"/people/{maren.pk}/log", {"text": f"called {number}, follow up tomorrow"})
    client.get(f"/people/{maren.pk}")
    with CaptureQueriesContext(connection) as many:
        client.get(f"/people/{maren.pk}")
    assert len(few) == len(many)
    assert sum("follow_ups" in query["sql"] for query in many) == 1
