"""What I looked at: once a day, my own alone, gone when I say so."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.forgetting import forget_old_views
from dealmecca.crm.actions.record_views import record_view
from dealmecca.crm.models import RecordView
from dealmecca.crm.queries.record_views import recently_viewed
from dealmecca.directory.models import Company, Contact
from tests.cast import make_ana
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_one_line_a_day_for_each_record(ana: User, maren: Contact, kestrel: Company, as_user: SignIn) -> None:
    client = as_user(ana)
    for _ in range(3):
        client.get(f"/people/{maren.pk}")
    client.get(f"/companies/{kestrel.slug}")
    assert RecordView.objects.count() == 2
    assert [one.record.name for one in recently_viewed(viewer=ana)] == ["Kestrel Cola", "Maren Oduya"]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client.get(f"/people/{maren.pk}")
        assert RecordView.objects.count() == 3
        assert [one.record.name for one in recently_viewed(viewer=ana)] == ["Maren Oduya", "Kestrel Cola"]
        assert client.get("/my/history").content.decode().count("Maren Oduya") >= 2


def test_only_who_really_looks_counts(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    client.head(f"/people/{maren.pk}")
    client.get(f"/people/{maren.pk}", headers={"Sec-Purpose": "prefetch"})
    client.get(f"/api/v1/contacts/{maren.pk}")
    client.get("/people/cnobody")
    assert not RecordView.objects.exists()


def test_it_is_ones_own_and_can_be_cleared(ana: User, cleo: User, admin: User, maren: Contact, as_user: SignIn) -> None:
    as_user(ana).get(f"/people/{maren.pk}")
    as_user(cleo).get(f"/people/{maren.pk}")
    assert "Maren Oduya" not in as_user(admin).get("/my/history").content.decode()
    client = as_user(ana)
    assert client.get("/my/history/clear").status_code == 302 and RecordView.objects.count() == 2
    client.post("/my/history/clear")
    assert set(RecordView.objects.values_list("user", flat=True)) == {cleo.pk}


def test_after_ninety_days_it_is_forgotten(ana: User, maren: Contact, as_user: SignIn) -> None:
    as_user(ana).get(f"/people/{maren.pk}")
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        forget_old_views()
        assert RecordView.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        forget_old_views()
        assert not RecordView.objects.exists()


def test_pages_follow_one_another(ana: User, as_user: SignIn) -> None:
    client, company = as_user(ana), make_company()
    for number in range(55):
        record_view(actor=ana, record=make_contact(f"Person{number:02} Example", company))
    first = client.get("/my/history")
    second = client.get(f"/my/history?cursor={first.context['next_cursor']}")
    shown = [one.record.id for page in (first, second) for one in page.context["viewed"]]
    assert len(shown) == len(set(shown)) == 55
    assert client.get("/my/history?cursor=rubbish").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does not lock its whole file")
def test_a_busy_database_costs_the_line_and_not_the_page(as_user: SignIn) -> None:
    ana, maren = make_ana(), make_contact("Maren Oduya", make_company())
    client = as_user(ana)
    client.get("/my/history")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        began = timezone.now()
        assert client.get(f"/people/{maren.pk}").status_code == 200
        assert timezone.now() - began < timedelta(seconds=10)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert not RecordView.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
    client.get(f"/people/{maren.pk}")
    assert RecordView.objects.count() == 1
