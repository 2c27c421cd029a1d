"""The experts' queue: reviews, a second person's sign-off, and what falls soon."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact, RecordEvidence
from dealmecca.history.models import Door
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.queries.queue import expert_queue
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
WEB: Any = {"door": Door.WEB}
PAGE = "/quality/queue"


@pytest.fixture
def maren() -> Contact:
    contact = make_contact(
        "Maren Oduya", make_company(), email="maren@halden.example", phone="3125550118", title="VP",
        linkedin_url="https://www.linkedin.com/in/maren",
    )  # fmt: skip
    add_evidence(actor=None, kind="CONFIRMED", contacts=[contact], **WEB)
    return contact


def test_a_record_walks_through_the_queue(
    ana: User, admin: User, as_user: Callable[[User], Client], maren: Contact
) -> None:
    seller, office = as_user(ana), as_user(admin)
    assert [one.record for one in expert_queue(viewer=ana).reviews] == [maren]
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    body = {"kind": "REVIEWED", "link": "https://halden.example/team", "expires_on": until, "next": PAGE}
    page = seller.post(f"/people/{maren.pk}/evidence", body, follow=True).content.decode()
    assert "holds until" in page and "Ana" not in page.partition("<main")[2].partition("Waiting for a review")[0]
    assert 'value="SIGNED_OFF"' not in page and "https://halden.example/team" in page
    waiting = expert_queue(viewer=ana).sign_offs[0]
    assert waiting.is_mine_alone and waiting.reviews[0].until.isoformat() == until
    page = office.get(PAGE).content.decode()
    assert "by Ana" in page and 'value="SIGNED_OFF"' in page
    office.post(f"/people/{maren.pk}/evidence", {"kind": "SIGNED_OFF", "next": PAGE})
    assert Contact.objects.get().level == 5
    queue = expert_queue(viewer=admin)
    assert (queue.reviews, queue.sign_offs, queue.falling) == ([], [], [])
    bad = seller.post(f"/people/{maren.pk}/evidence", {"kind": "REVIEWED", "expires_on": "soon"})
    assert bad.status_code == 400 and RecordEvidence.objects.count() == 3


def test_what_falls_within_a_month_is_named_with_its_day(ana: User, maren: Contact) -> None:
    add_evidence(
        actor=ana, kind="REVIEWED", contacts=[maren], expires_on=timezone.localdate() + timedelta(days=60), **WEB
    )
    assert expert_queue(viewer=ana).falling == []
    later = timezone.now() + timedelta(days=45)
    with time_machine.travel(datetime(later.year, later.month, later.day, 12), tick=False):
        [one] = expert_queue(viewer=ana).falling
        assert (one.record, one.falls_to) == (maren, 3)
        assert one.falls_on and (one.falls_on - timezone.localdate()).days == 15


def test_the_queue_of_many_costs_the_queries_of_few(ana: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):
        expert_queue(viewer=ana)
    people = [
        make_contact(f"Person{n} Example", make_company(), email=f"p{n}@halden.example", phone="3125550118", title="VP")
        for n in range(4)
    ]
    add_evidence(actor=None, kind="CONFIRMED", contacts=people, **WEB)
    with django_assert_num_queries(7):
        assert len(expert_queue(viewer=ana).reviews) == 4
