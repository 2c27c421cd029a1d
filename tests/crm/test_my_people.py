"""My people, sorted by next touch, last touch, step and score; and the touch beside each row of the lists."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.deals import open_deal
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.lead_scores import override_score
from dealmecca.directory.models import Company, Contact
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TODAY = timezone.localdate()


def names(page: str) -> list[str]:
    return [name for name in ("Maren Oduya", "Tobias Rao", "Priya Castellan") if name in page]


def order(client: Client, sort: str) -> list[str]:
    return [work.contact.full_name for work in client.get(f"/my/people?sort={sort}").context["people"]]


def test_every_column_sorts(ana: User, maren: Contact, agency: Company, as_user: SignIn) -> None:
    tobias, priya = make_contact("Tobias Rao", agency), make_contact("Priya Castellan", agency)
    make_contact("Nobody Known", agency)
    plan_follow_up(actor=ana, text="x", due_on=TODAY + timedelta(3), contact=maren)
    plan_follow_up(actor=ana, text="y", due_on=TODAY + timedelta(1), contact=maren)
    plan_follow_up(actor=ana, text="z", due_on=TODAY + timedelta(2), contact=tobias)
    log_interaction(actor=ana, text="met", happened_at=timezone.now() - timedelta(days=2), contacts=[tobias])
    log_interaction(actor=ana, text="met", contacts=[priya])
    open_deal(actor=ana, contact=tobias, status="MEETING")
    open_deal(actor=ana, contact=priya, status="NEW")
    override_score(actor=ana, contact=maren, score=99)
    override_score(actor=ana, contact=tobias, score=1)
    client = as_user(ana)
    assert order(client, "next") == ["Maren Oduya", "Tobias Rao", "Priya Castellan"]
    assert order(client, "last") == ["Priya Castellan", "Tobias Rao", "Maren Oduya"]
    assert order(client, "status") == ["Priya Castellan", "Tobias Rao", "Maren Oduya"]
    assert order(client, "score") == ["Maren Oduya", "Priya Castellan", "Tobias Rao"]
    assert order(client, "nonsense") == order(client, "next")


def test_nobody_elses_people_are_among_them(ana: User, cleo: User, maren: Contact, as_user: SignIn) -> None:
    log_interaction(actor=ana, text="met", contacts=[maren])
    assert "Maren Oduya" not in as_user(cleo).get("/my/people").content.decode()


def test_pages_and_queries_stay_flat(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    people = make_contacts(60, make_company())
    log_interaction(actor=ana, text="met", contacts=people[:1])
    with CaptureQueriesContext(connection) as few:
        client.get("/my/people")
    for at in range(0, 60, 20):
        log_interaction(actor=ana, text=f"met {at}", contacts=people[at : at + 20])
    for sort in ("next", "last", "status", "score"):
        with CaptureQueriesContext(connection) as many:
            first = client.get(f"/my/people?sort={sort}")
        assert len(few) == len(many)
        second = client.get(f"/my/people?sort={sort}&cursor={first.context['next_cursor']}")
        shown = [work.contact_id for page in (first, second) for work in page.context["people"]]
        assert len(shown) == len(set(shown)) == 60
    assert client.get("/my/people?cursor=rubbish").status_code == 200


def test_lists_show_the_next_touch_of_their_rows(
    ana: User, cleo: User, maren: Contact, kestrel: Company, as_user: SignIn
) -> None:
    plan_follow_up(actor=ana, text="x", due_on=TODAY + timedelta(1), contact=maren)
    plan_follow_up(actor=ana, text="y", due_on=TODAY - timedelta(1), company=kestrel)
    client = as_user(ana)
    with CaptureQueriesContext(connection) as queries:
        people = client.get("/people").content.decode()
    assert people.count("Next touch") == 1
    assert sum("follow_ups" in query["sql"] for query in queries) == 1
    companies = client.get("/companies").content.decode()
    assert companies.count("Next touch") == 1 and "tag-bad" in companies
    assert "Next touch" not in as_user(cleo).get("/people").content.decode()
