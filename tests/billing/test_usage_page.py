"""The page and the JSON of what was used: one's own alone, with reasons, a page at a time."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from dealmecca.billing.actions import charge_rows
from tests.billing.ledger import search

SignIn = Callable[[User], Client]


def test_it_shows_the_month_and_why_each_unit_went(dan: User, as_user: SignIn) -> None:
    search(dan, "maren")
    search(dan, "nobody", count=0)
    page = as_user(dan).get("/settings/usage").content.decode()
    assert "Plan: Free, up to 100 requests an hour" in page
    assert 'value="1" max="10"' in page and "9 left" in page and "Not part of this plan" in page
    assert page.index("Given back: nothing was found") < page.index("“maren”"), "newest first"


def test_it_shows_times_in_the_members_own_zone(dan: User, as_user: SignIn) -> None:
    User.objects.filter(pk=dan.pk).update(time_zone="Asia/Tokyo")
    assert "(JST)" in as_user(dan).get("/settings/usage").content.decode()


def test_without_limit_it_counts_all_the_same(ana: User, as_user: SignIn) -> None:
    search(ana, "maren")
    charge_rows(user=ana, count=1_200, what="People as CSV")
    page = as_user(ana).get("/settings/usage").content.decode()
    assert "1 so far, without limit" in page and "3,800 left" in page and "People as CSV" in page


def test_nobody_reads_the_receipts_of_others(dan: User, ana: User, admin: User, as_user: SignIn) -> None:
    search(dan, "maren")
    for other in (ana, admin):
        assert "maren" not in as_user(other).get("/settings/usage").content.decode()
        assert as_user(other).get("/api/v1/me/receipts").json()["items"] == []


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/settings/usage").status_code == 302
    assert client.get("/api/v1/me/usage").status_code == 401


def test_usage_as_json(dan: User, as_user: SignIn) -> None:
    search(dan, "maren")
    usage = as_user(dan).get("/api/v1/me/usage").json()
    assert usage["units"] == [
        {"unit": "SEARCH", "used": 1, "limit": 10, "left": 9},
        {"unit": "EXPORTED_ROW", "used": 0, "limit": 0, "left": 0},
    ]
    assert (usage["plan"], usage["searchesUsed"], usage["searchesThisMonth"]) == ("Free", 1, 1)
    assert usage["searchesResetAt"] == usage["monthEndsAt"] and usage["requestsAnHour"] == 100


def test_receipts_page_by_page(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    for number in range(7):
        search(ana, f"word {number}")
    said, cursor = [], None
    while True:
        page = client.get("/api/v1/me/receipts", {"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        said += [(one["what"], one["amount"], one["reason"], one["refundOf"]) for one in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert said == [(f"“word {number}”", 1, "INCLUDED", None) for number in reversed(range(7))]
    assert client.get("/api/v1/me/receipts?cursor=x").status_code == 400
    assert client.get("/settings/usage?cursor=x").status_code == 200


def test_queries_do_not_grow_with_the_receipts(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    counts = set()
    for number in range(30):
        search(ana, f"word {number}")
        if number in (1, 29):
            for path in ("/settings/usage", "/api/v1/me/receipts"):
                with CaptureQueriesContext(connection) as captured:
                    client.get(path)
                counts.add((path, len(captured)))
    assert len(counts) == 2 and max(count for _, count in counts) <= 8, counts
