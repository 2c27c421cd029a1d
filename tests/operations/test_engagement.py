"""Who uses DealMecca, for admins: who acted, by day, with the rows behind each number and no address anywhere."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.models import Reason, Unit, UsageEntry
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.directory.actions import edit_contact
from dealmecca.history.models import Change, Door
from dealmecca.operations.engagement import engagement, people_of
from tests.factories import make_company, make_contact

SignIn = Callable[[User], Client]
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def act(user: User, days_ago: int, number: int = 0) -> None:
    contact = make_contact(f"Person {user.name} {days_ago} {number}", make_company("Halden & Pike"))
    edit_contact(actor=user, door=Door.WEB, contact=contact, values={"title": "Planner"})
    Change.objects.filter(actor=user, record_id=contact.pk).update(at=timezone.now() - timedelta(days=days_ago))


@pytest.mark.django_db
def test_the_figures_count_who_acted_and_the_specifications_aggregates(ana: User, ben: User, admin: User) -> None:
    act(ana, 0)
    act(ana, 0, 1)
    act(ben, 20)
    User.objects.filter(pk=ana.pk).update(dashboard_visits=4)
    for amount in (6, 4):
        UsageEntry.objects.create(user=ana, unit=Unit.SEARCH, amount=amount, reason=Reason.CHARGED, period=0, at=NOW)
    User.objects.filter(pk=ben.pk).update(created_at=timezone.now() - timedelta(days=90), dashboard_visits=5)
    figures = engagement(viewer=admin)
    assert figures
    assert (figures.everybody.count, figures.everybody.total_dashboard_visits) == (3, 9)
    assert (figures.recent.count, figures.recent.average_searches_used) == (2, 5.0)
    assert (figures.active_7, figures.active_30) == (1, 2), "who signed up and did nothing is not active"
    assert figures.searches_30 == figures.days[0].searches == 10
    assert [span.active for span in figures.days if span.active] == [1, 1]
    assert figures.days[0].joined == 2 and figures.weeks[0].active >= 1


@pytest.mark.django_db
def test_every_number_leads_to_its_rows(ana: User, ben: User, admin: User, as_user: SignIn) -> None:
    act(ana, 1)
    act(ben, 9)
    client = as_user(admin)
    page = client.get("/insight/people").content.decode()
    week = f"/insight/people/list?who=active&amp;from={TODAY - timedelta(days=6)}&amp;until={TODAY}"
    assert week in page
    rows = client.get(week.replace("&amp;", "&")).content.decode()
    assert "Ana" in rows and "Ben" not in rows
    joined = client.get("/insight/people/list?who=joined").content.decode()
    assert all(name in joined for name in ("Ana", "Ben", "Admin"))
    for text in (page, rows, joined):
        assert "@example.com" not in text.replace("admin@example.com", "")  # her own, in her own menu
    for broken in ("who=x&from=soon&until=0001-01-01", "from=9999-12-31", "after=%00"):
        assert client.get(f"/insight/people/list?{broken}").status_code == 200


@pytest.mark.django_db
def test_what_members_log_for_themselves_shows_nowhere(ana: User, admin: User, as_user: SignIn) -> None:
    contact = make_contact("Maren Oduya", make_company())
    client = as_user(admin)
    before = [client.get(path).context for path in ("/insight/people", "/insight/people/list")]
    log_interaction(actor=ana, text="Lunch", kind="MEETING", contacts=[contact])
    after = [client.get(path).context for path in ("/insight/people", "/insight/people/list")]
    assert before[0]["figures"] == after[0]["figures"] and before[1]["people"] == after[1]["people"]


@pytest.mark.django_db
def test_only_admins_and_as_json(ana: User, moderator: User, admin: User, as_user: SignIn) -> None:
    act(ana, 0)
    answer = as_user(admin).get("/api/v1/analytics/engagement").json()
    assert answer["active30"] == 1 and answer["everybody"]["count"] == 3 and "@" not in str(answer)
    assert answer["days"][0] == {
        "start": TODAY.isoformat(), "end": TODAY.isoformat(), "active": 1, "joined": 3, "searches": 0,
    }  # fmt: skip
    for user in (ana, moderator):
        assert engagement(viewer=user) is None
        assert people_of(viewer=user, who="all", start=TODAY, end=TODAY) == ([], "")
        assert as_user(user).get("/api/v1/analytics/engagement").status_code == 403
        assert as_user(user).get("/insight/people").status_code == 403


@pytest.mark.django_db
def test_pages_and_queries(admin: User, as_user: SignIn, django_assert_max_num_queries: Any) -> None:
    client = as_user(admin)
    for number in range(60):
        if number in (2, 59):
            for path in ("/insight/people", "/insight/people/list?who=all"):
                with django_assert_max_num_queries(16):
                    client.get(path)
        User.objects.create_user(f"user{number}@example.com", name=f"User {number}")
    page, after = people_of(viewer=admin, who="all", start=date(2020, 1, 1), end=TODAY)
    rest, last = people_of(viewer=admin, who="all", start=date(2020, 1, 1), end=TODAY, after=after)
    assert (len(page), len(rest), last) == (50, 11, "")


@pytest.mark.django_db
@pytest.mark.once
def test_who_acted_is_read_by_an_index_and_not_from_all_of_history(admin: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        engagement(viewer=admin)
    (asked,) = [query["sql"] for query in queries if 'FROM "changes"' in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked}")
        plan = str(cursor.fetchall())
    assert "change_by_people" in plan, plan
