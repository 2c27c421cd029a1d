"""The timeline of a person and of a company: one's own work among the record's changes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.actions.follow_ups import finish_follow_up, plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.models import Note
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from tests.cast import team_up

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def work(actor: User, contact: Contact, tag: str) -> None:
    log_interaction(actor=actor, text=f"interaction {tag}", contacts=[contact])
    write_note(actor=actor, text=f"note {tag}", contact=contact)
    row, _ = plan_follow_up(actor=actor, text=f"plan {tag}", due_on=timezone.localdate(), contact=contact)
    finish_follow_up(actor=actor, follow_up=row)


def test_all_of_it_in_the_order_of_time(ana: User, maren: Contact, as_user: SignIn) -> None:
    work(ana, maren, "one")
    deal, _ = open_deal(actor=ana, contact=maren)
    move_deal(actor=ana, deal=deal, status="WON")
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": "Head of Video"})
    page = as_user(ana).get(f"/people/{maren.pk}/timeline").content.decode()
    order = [page.index(text) for text in (
        "Head of Video", "from New to Won", "into the pipeline at New", "plan one", "note one", "interaction one",
        "added this record",
    )]  # fmt: skip
    assert order == sorted(order)


def test_others_see_the_record_and_nothing_else(
    ana: User, ben: User, cleo: User, maren: Contact, agency: Company, as_user: SignIn
) -> None:
    team_up(ana, ben)
    work(ana, maren, "one")
    for address in (f"/people/{maren.pk}/timeline", f"/companies/{agency.slug}/timeline"):
        page = as_user(cleo).get(address).content.decode()
        assert "added this record" in page and " one<" not in page
    page = as_user(ben).get(f"/people/{maren.pk}/timeline").content.decode()
    assert "interaction one" in page and "plan one" in page and "note one" not in page, "the note is private"
    assert "interaction one" in as_user(ben).get(f"/companies/{agency.slug}/timeline").content.decode()


def test_every_line_comes_once_also_within_one_instant(ana: User, maren: Contact, as_user: SignIn) -> None:
    """A hundred and some lines, many of the same moment, page by page."""
    now = timezone.now() - timedelta(days=1)
    for number in range(40):
        log_interaction(actor=ana, text=f"i{number}", happened_at=now, contacts=[maren])
        write_note(actor=ana, text=f"n{number}", contact=maren)
        edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": f"Title {number}"})
    Note.objects.update(created_at=now)
    Change.objects.filter(record_id=maren.pk).update(at=now)
    client, seen, cursor = as_user(ana), [], ""
    for _ in range(9):
        page = client.get(f"/people/{maren.pk}/timeline?cursor={cursor}").context
        seen += [(item["line"].what, item["line"].id) for item in page["lines"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 40 + 40 + 41


def test_queries_stay_flat(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    work(ana, maren, "zero")
    open_deal(actor=ana, contact=maren)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/people/{maren.pk}/timeline")
    for number in range(30):
        work(ana, maren, str(number))
    with CaptureQueriesContext(connection) as many:
        client.get(f"/people/{maren.pk}/timeline")
    assert len(few) == len(many)


def test_wrong_addresses(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    assert client.get("/people/cnobody/timeline").status_code == 404
    assert client.get("/companies/nowhere/timeline").status_code == 404
    assert client.get(f"/people/{maren.pk}/timeline?cursor=rubbish").status_code == 200
