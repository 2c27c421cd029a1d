"""The board: cards, moving them, two people moving the same one."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.models import Deal, DealChange
from dealmecca.directory.models import Contact
from dealmecca.lib.conflicts import Conflict
from tests.cast import make_ana, make_ben, team_up
from tests.factories import make_company, make_contact, make_contacts
from tests.races import race

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_person_is_put_on_the_board_and_moved(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    assert "Add to pipeline" in client.get(f"/people/{maren.pk}").content.decode()
    client.post(f"/people/{maren.pk}/pipeline")
    deal = Deal.objects.get()
    page = client.get("/pipeline").content.decode()
    assert "Maren Oduya" in page and 'data-move="right"' in page and 'data-move="left"' not in page
    answer = client.post(f"/pipeline/{deal.pk}/move", {"seen": "NEW", "status": "CONTACTED"})
    assert answer["Location"] == f"/pipeline?moved={deal.pk}#card-{deal.pk}"
    client.post(f"/people/{maren.pk}/pipeline", {"seen": "CONTACTED", "status": "MEETING"})
    steps = DealChange.objects.order_by("at").values_list("old", "new")
    assert list(steps) == [("", "NEW"), ("NEW", "CONTACTED"), ("CONTACTED", "MEETING")]


def test_who_moves_a_card_that_moved_is_told(ana: User, ben: User, maren: Contact, as_user: SignIn) -> None:
    team_up(ana, ben)
    deal, _ = open_deal(actor=ana, contact=maren)
    as_user(ben).post(f"/pipeline/{deal.pk}/move", {"seen": "NEW", "status": "WON"})
    late = as_user(ana).post(f"/pipeline/{deal.pk}/move", {"seen": "NEW", "status": "LOST"})
    assert late.status_code == 409 and "It stands at Won now" in late.content.decode()
    again = as_user(ana).post(f"/pipeline/{deal.pk}/move", {"seen": "NEW", "status": "NEW"})
    assert again.status_code == 409
    deal.refresh_from_db()
    assert deal.status == "WON"


@pytest.mark.parametrize("values", [{}, {"status": "WON"}, {"seen": "NEW"}, {"status": "SOLD", "seen": "NEW"}])
def test_a_move_that_says_nothing_is_refused(
    ana: User, maren: Contact, as_user: SignIn, values: dict[str, str]
) -> None:
    deal, _ = open_deal(actor=ana, contact=maren)
    assert as_user(ana).post(f"/pipeline/{deal.pk}/move", values).status_code == 400


def test_strangers_find_nothing(ana: User, cleo: User, admin: User, maren: Contact, as_user: SignIn) -> None:
    deal, _ = open_deal(actor=ana, contact=maren)
    for other in (cleo, admin):
        assert "Maren Oduya" not in as_user(other).get("/pipeline").content.decode()
        for step in ("move", "remove", "restore"):
            values = {"seen": "NEW", "status": "WON"}
            assert as_user(other).post(f"/pipeline/{deal.pk}/{step}", values).status_code == 404


def test_taken_off_and_put_back(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    deal, _ = open_deal(actor=ana, contact=maren, status="MEETING")
    assert f"/pipeline/{deal.pk}/restore" in client.post(f"/pipeline/{deal.pk}/remove", follow=True).content.decode()
    client.post(f"/pipeline/{deal.pk}/restore")
    assert Deal.objects.visible_to(ana).get().status == "MEETING"
    client.post(f"/pipeline/{deal.pk}/remove")
    open_deal(actor=ana, contact=maren)
    assert client.post(f"/pipeline/{deal.pk}/restore").status_code == 409


def test_the_database_itself_keeps_one_card(ana: User, ben: User, maren: Contact) -> None:
    open_deal(actor=ana, contact=maren)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.create(user=ana, contact=maren, contact_name="Maren Oduya")
    open_deal(actor=ben, contact=maren)  # another seller has their own
    team = team_up(ana, ben)
    Deal.objects.create(user=ana, sales_team=team, contact=maren, contact_name="Maren Oduya")
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.create(user=ben, sales_team=team, contact=maren, contact_name="Maren Oduya")


def test_a_card_outlives_its_person(ana: User, moderator: User, maren: Contact, as_user: SignIn) -> None:
    open_deal(actor=ana, contact=maren)
    as_user(moderator).post(f"/people/{maren.pk}/delete")
    assert "Maren Oduya" in as_user(ana).get("/pipeline").content.decode()


def test_the_board_asks_the_same_for_two_and_for_fifty(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    people = make_contacts(60, make_company())
    open_deal(actor=ana, contact=people[0])
    with CaptureQueriesContext(connection) as few:
        client.get("/pipeline")
    for person in people[1:]:
        open_deal(actor=ana, contact=person)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/pipeline").content.decode()
    assert len(few) == len(many)
    assert page.count("data-card") == 50 and "50+" in page


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_open_one_card_and_one_of_them_moves_it() -> None:
    ana, ben, maren = make_ana(), make_ben(), make_contact("Maren Oduya", make_company())
    team_up(ana, ben)
    assert race(lambda n: open_deal(actor=[ana, ben][n % 2], contact=maren), 20) == {"done": 20}
    deal = Deal.objects.get()
    found = race(lambda n: move_deal(actor=[ana, ben][n % 2], deal=deal, status="WON", seen="NEW"), 20)
    assert found["done"] == 1 and all("was moved in the meantime" in text for text in found if text != "done")
    assert DealChange.objects.filter(new="WON").count() == 1


def test_without_seen_the_last_one_is_not_lost(ana: User, maren: Contact) -> None:
    deal, _ = open_deal(actor=ana, contact=maren)
    stale = Deal.objects.get(pk=deal.pk)
    move_deal(actor=ana, deal=deal, status="WON")
    with pytest.raises(Conflict):
        move_deal(actor=ana, deal=stale, status="LOST")
