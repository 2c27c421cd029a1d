"""The notification centre: one's own, by day and kind, counted exactly, read only when somebody reads."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.actions import mark_all_read, notify
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Notification
from dealmecca.notifications.queries import by_day_and_kind, list_notifications, unread_count

SignIn = Callable[[User], Client]


def tell(user: User, number: int, kind: Kind = Kind.FOLLOW_UP, **values: str) -> Notification:
    notify(user=user, kind=kind, key=f"told {number}", sentence=f"Sentence {number:03}", **values)
    row = Notification.objects.get(user=user, key=f"told {number}")
    Notification.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(hours=number))
    return row


def unread_rows(user: User) -> int:
    return Notification.objects.filter(user=user, read_at=None).count()


@pytest.mark.django_db
def test_told_once_in_the_transaction_that_tells(ana: User) -> None:
    for _ in range(2):
        tell(ana, 1)
    with pytest.raises(RuntimeError), transaction.atomic():
        notify(user=ana, kind=Kind.TEAM, key="rolled back", sentence="Never")
        raise RuntimeError
    assert Notification.objects.count() == 1
    for link in ("https://evil.example", "//evil.example", "/\\evil.example"):
        with pytest.raises(ValueError, match="no path"):
            notify(user=ana, kind=Kind.TEAM, key="elsewhere", sentence="x", link=link)


@pytest.mark.django_db
def test_the_count_beside_the_bell_is_the_count_of_unread_rows(ana: User, ben: User, as_user: SignIn) -> None:
    client = as_user(ana)
    assert "bell-count" not in client.get("/people").content.decode()
    for number in range(3):
        tell(ana, number)
        tell(ben, number)
    assert '<span class="bell-count" aria-hidden="true">3</span>' in client.get("/people").content.decode()
    assert unread_count(viewer=ana) == unread_rows(ana) == 3
    mark_all_read(actor=ana)
    assert unread_count(viewer=ana) == 0 and unread_rows(ben) == 3
    for number in range(10, 130):
        tell(ana, number)
    assert ">99+</span>" in client.get("/people").content.decode()


@pytest.mark.django_db
def test_the_count_reads_the_partial_index(ana: User) -> None:
    rows = Notification.objects.visible_to(ana).unread()
    sql, values = rows.values("pk")[:100].query.sql_with_params()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            assert any("notification_unread" in str(line) for line in cursor.fetchall())


@pytest.mark.django_db
def test_opening_one_marks_it_and_leads_to_what_it_is_about(ana: User, as_user: SignIn) -> None:
    client, row = as_user(ana), tell(ana, 1, link="/feed")
    page = client.get("/notifications").content.decode()
    assert "Sentence 001" in page and "A follow-up is due" in page
    client.get(f"/notifications/{row.pk}/open")
    assert unread_rows(ana) == 1, "a page that is fetched ahead reads nothing"
    answer = client.post(f"/notifications/{row.pk}/open")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/feed")
    read_at = Notification.objects.get().read_at
    assert read_at
    client.post(f"/notifications/{row.pk}/open")
    assert Notification.objects.get().read_at == read_at
    other = tell(ana, 2, link="/feed")
    answer = client.post(f"/notifications/{other.pk}/open", {"stay": "yes", "next": "/notifications?show=unread"})
    assert answer.headers["Location"] == "/notifications?show=unread" and unread_rows(ana) == 0


@pytest.mark.django_db
def test_all_means_all_that_the_page_showed(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    tell(ana, 5)
    shown = client.get("/notifications").context["newest_at"]
    tell(ana, 0)
    client.post("/notifications/read", {"until": shown.isoformat()})
    assert [row.key for row in Notification.objects.filter(read_at=None)] == ["told 0"]
    for wrong in ("", "yesterday", "2026-01-01T00:00:00", "9999-12-31T23:59:59+00:00"):
        assert client.post("/notifications/read", {"until": wrong}).status_code == 400
    assert client.get("/notifications/read").status_code == 302


@pytest.mark.django_db
def test_nobody_else_sees_or_reads_it(ana: User, ben: User, admin: User, as_user: SignIn) -> None:
    row = tell(ana, 1)
    for user in (ben, admin):
        client = as_user(user)
        assert "Sentence" not in client.get("/notifications").content.decode()
        assert client.post(f"/notifications/{row.pk}/open").status_code == 404
        assert client.post(f"/notifications/{row.pk}%00x/open").status_code == 404
    assert unread_rows(ana) == 1
    assert Client().get("/notifications").status_code == 302


@pytest.mark.django_db
def test_pages_are_cut_where_the_last_one_ended(ana: User, as_user: SignIn, django_assert_num_queries: Any) -> None:
    client, seen = as_user(ana), []
    for number in (*range(2), *range(2, 50)):
        tell(ana, number)
        if number in (1, 49):
            with django_assert_num_queries(4):
                client.get("/notifications")
    address = "/notifications"
    while address:
        answer = client.get(address)
        seen += [row.key for day in answer.context["days"] for told in day.kinds for row in told.rows]
        query = answer.context["next_query"]
        address = f"/notifications?{query}" if query else ""
    assert seen == [f"told {number}" for number in range(50)]
    assert client.get("/notifications?cursor=nonsense").status_code == 200
    mark_all_read(actor=ana)
    assert "Nothing unread" in client.get("/notifications?show=unread").content.decode()


@pytest.mark.django_db
def test_days_are_those_of_the_reader_and_kinds_stand_together(ana: User) -> None:
    for number, kind in enumerate([Kind.TEAM, Kind.BILLING, Kind.TEAM]):
        row = tell(ana, number, kind)
        at = datetime(2026, 3, 2, 3, tzinfo=UTC) - timedelta(minutes=number)
        Notification.objects.filter(pk=row.pk).update(created_at=at)
    ana.time_zone = "America/New_York"
    rows, _ = list_notifications(viewer=ana)
    (day,) = by_day_and_kind(rows, ana)
    assert day.day.isoformat() == "2026-03-01"
    assert [(told.kind, len(told.rows)) for told in day.kinds] == [(Kind.TEAM, 2), (Kind.BILLING, 1)]
