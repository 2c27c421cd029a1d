"""The feed: what it says, in whose words, how far somebody has read, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import delete_contact, edit_company, edit_contact, move_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.following.actions import follow, look
from dealmecca.following.models import LastLook
from dealmecca.following.queries import Item, feed_for, news_for
from dealmecca.history.models import Change, Door
from dealmecca.roster.actions.reports import report, withdraw
from dealmecca.roster.models import Said
from tests.factories import make_company, make_contact, make_handling, make_partnership

AsUser = Callable[[User], Client]


def told(item: Item) -> list[tuple[str, str, str, str]]:
    return [(part.record.name, line.what, line.old, line.new) for part in item.parts for line in part.lines]


def rename(company: Company, actor: User | None, phone: str) -> None:
    edit_company(actor=actor, door=Door.WEB, company=company, values={"phone": phone})


def test_an_item_says_what_changed_who_when_and_from_where(ana: User, ben: User, kestrel: Company) -> None:
    follow(actor=ana, record=kestrel)
    edit_company(actor=ben, door=Door.API, company=kestrel, values={"industry": "BEAUTY", "phone": "+1 212 555 0123"})
    item = feed_for(viewer=ana).items[0]
    assert (item.who, item.by, item.is_own) == ("Ben", "by the API", False)
    assert ("Kestrel Cola", "Phone", "", "+1 212 555 0123") in told(item)
    assert any(what == "Industry" and new != "BEAUTY" for _, what, _, new in told(item)), "the label, not the code"
    assert item.parts[0].record.url == f"/companies/{kestrel.slug}"


def test_one_action_is_one_item_in_the_accounts_words(
    ana: User, ben: User, kestrel: Company, agency: Company, maren: Contact
) -> None:
    for record in (kestrel, agency, maren):
        follow(actor=ana, record=record)
    before = len(feed_for(viewer=ana).items)
    make_handling(maren, kestrel, actor=ben, since=date(2025, 3, 1), how="PRESS")
    make_partnership(agency, kestrel, actor=ben, since=date(2025, 3, 1))
    items = feed_for(viewer=ana).items
    assert len(items) == before + 2
    assert told(items[0])[0][:2] == ("Kestrel Cola", "Agency of record, Media, United States")
    assert told(items[1]) == [("Kestrel Cola", "Maren Oduya handles CTV", "", "since 1 Mar 2025 (trade press)")]


def test_an_agency_brings_its_offices_an_advertiser_its_brands(
    ana: User, ben: User, kestrel: Company, agency: Company
) -> None:
    follow(actor=ana, record=kestrel)
    follow(actor=ana, record=agency)
    brand = make_company("Kestrel Zero", parent=kestrel)
    office = make_company("Halden & Pike Chicago", parent=agency)
    rename(make_company("Elsewhere"), ben, "+1 212 555 0188")
    rename(brand, ben, "+1 212 555 0123")
    rename(office, ben, "+1 212 555 0124")
    names = [item.parts[0].record.name for item in feed_for(viewer=ana).items]
    assert names[:2] == ["Halden & Pike Chicago", "Kestrel Zero"] and "Elsewhere" not in names


def test_who_handles_a_followed_account_is_seen_to_move(ana: User, ben: User, kestrel: Company, maren: Contact) -> None:
    make_handling(maren, kestrel, since=date(2024, 1, 1))
    follow(actor=ana, record=kestrel)
    edit_contact(actor=ben, door=Door.WEB, contact=maren, values={"phone": "+1 212 555 0123"})
    assert news_for(viewer=ana).items == [], "a phone number of somebody who is not followed"
    there = make_company("Larkspur & Vane")
    move_contact(actor=ben, door=Door.WEB, contact=maren, company_id=there.pk, moved_on=date(2026, 6, 1))
    (item,) = news_for(viewer=ana).items
    assert ("Maren Oduya", "Company", "Halden & Pike", "Larkspur & Vane") in told(item)


def test_two_people_one_reports_the_other_hears_of_it(
    as_user: AsUser, ana: User, cleo: User, kestrel: Company, maren: Contact
) -> None:
    handling = make_handling(maren, kestrel)
    follow(actor=ana, record=kestrel)
    assert news_for(viewer=ana).count.value == 0, "what was before does not count"
    as_user(cleo).post(f"/handlings/{handling.pk}/reports", {"said": "LEFT", "next": "/"})
    news = news_for(viewer=ana)
    block = render_to_string("following/_news_block.html", {"news": news}, RequestFactory().get("/"))
    assert news.count.value == 1
    assert "Maren Oduya, CTV" in block and "<ins>left, says a member" in block and "Cleo" in block
    assert news_for(viewer=cleo).is_following is False
    look(actor=ana, until=news.items[0].at, is_done=True)
    assert news_for(viewer=ana).count.value == 0
    page = as_user(ana).get("/feed").content.decode()
    assert "Maren Oduya, CTV" in page and ">New<" not in page


def test_ones_own_changes_are_there_but_are_no_news(ana: User, kestrel: Company, maren: Contact) -> None:
    follow(actor=ana, record=kestrel)
    handling = make_handling(maren, kestrel, actor=ana)
    words = report(actor=ana, door=Door.WEB, handling=handling, said=Said.WRONG)
    withdraw(actor=ana, evidence=words)
    items = feed_for(viewer=ana).items
    assert [item.who for item in items[:3]] == ["You"] * 3 and items[0].is_own
    assert told(items[0])[0][3] == "taken back"
    assert news_for(viewer=ana).count.value == 0


def test_a_deleted_person_keeps_the_name(as_user: AsUser, ana: User, admin: User, maren: Contact) -> None:
    follow(actor=ana, record=maren)
    edit_contact(actor=admin, door=Door.WEB, contact=maren, values={"phone": "+1 212 555 0123"})
    delete_contact(actor=admin, door=Door.WEB, contact=maren)
    item, edited = feed_for(viewer=ana).items[:2]
    part = item.parts[0]
    assert (part.record.name, part.record.url, part.did) == ("Maren Oduya", "", "was deleted")
    assert edited.parts[0].record.name == "Maren Oduya"
    assert "Maren Oduya" in as_user(ana).get("/following").content.decode()


def test_an_import_is_an_item_for_each_record(ana: User, kestrel: Company, agency: Company) -> None:
    follow(actor=ana, record=kestrel)
    follow(actor=ana, record=agency)
    now = timezone.now()
    rows = [
        Change(record_kind="company", record_id=key, verb="EDIT", fields={"phone": ["", "1"]}, door="IMPORT",
               batch="import 1", at=now)
        for key in (kestrel.pk, agency.pk)
    ]  # fmt: skip
    Change.objects.bulk_create(rows)
    items = feed_for(viewer=ana).items
    assert [(item.who, item.by) for item in items[:2]] == [("An import", "from a file")] * 2


def test_pages_follow_one_another_without_loss(ana: User, ben: User, kestrel: Company) -> None:
    follow(actor=ana, record=kestrel)
    for number in range(7):
        rename(kestrel, ben, f"+1 212 555 01{number:02}")
    seen, cursor = [], None
    for _ in range(10):
        page = feed_for(viewer=ana, after=cursor, limit=3)
        seen += [item.at for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 8 and seen == sorted(seen, reverse=True)


@pytest.mark.parametrize(
    "cursor", ["abc", "WyJub25lIiwxXQ", "WyIyMDI2LTEzLTQ1IiwxXQ", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwxXQ", "%00"]
)
def test_a_broken_cursor_begins_again(as_user: AsUser, ana: User, cursor: str) -> None:
    assert as_user(ana).get(f"/feed?cursor={cursor}").status_code == 200


def test_showing_the_feed_loses_no_news(as_user: AsUser, ana: User, ben: User, kestrel: Company) -> None:
    """Loaded ahead, loaded twice, in two tabs: only what the page posts about itself counts as seen."""
    follow(actor=ana, record=kestrel)
    rename(kestrel, ben, "+1 212 555 0101")
    client = as_user(ana)
    ahead = client.get("/feed", headers={"Sec-Purpose": "prefetch;prerender"}).content.decode()
    assert ">New<" in ahead and "load delay" not in ahead
    assert "load delay" in client.get("/feed").content.decode()
    assert news_for(viewer=ana).count.value == 1, "a GET moves nothing"
    old_tab = feed_for(viewer=ana).newest_at
    rename(kestrel, ben, "+1 212 555 0102")
    new_tab = feed_for(viewer=ana).newest_at
    assert old_tab and new_tab
    seen = {"until": old_tab.isoformat()}
    assert client.post("/feed/seen", seen, headers={"HX-Request": "true"}).status_code == 204
    assert news_for(viewer=ana).count.value == 1, "what came after the old tab was loaded is still news"
    client.post("/feed/seen", {"until": new_tab.isoformat()})
    client.post("/feed/seen", seen)
    assert news_for(viewer=ana).count.value == 0, "the old tab moves nothing back"


def test_what_was_new_stays_marked_for_the_visit(as_user: AsUser, ana: User, ben: User, kestrel: Company) -> None:
    follow(actor=ana, record=kestrel)
    LastLook.objects.update(visit_at=timezone.now() - timedelta(days=3))
    rename(kestrel, ben, "+1 212 555 0101")
    client = as_user(ana)
    until = feed_for(viewer=ana).newest_at
    assert until
    client.post("/feed/seen", {"until": until.isoformat()}, headers={"HX-Request": "true"})
    assert client.get("/feed").content.decode().count(">New<") == 1, "loaded again"
    LastLook.objects.update(visit_at=timezone.now() - timedelta(minutes=31))
    assert ">New<" not in client.get("/feed").content.decode(), "the next visit"
    rename(kestrel, ben, "+1 212 555 0102")
    assert client.get("/feed").content.decode().count(">New<") == 1
    client.post("/feed/seen", {"until": timezone.now().isoformat(), "done": "yes"})
    assert ">New<" not in client.get("/feed").content.decode(), "marked as seen"


def test_the_future_is_never_seen(as_user: AsUser, ana: User, ben: User, kestrel: Company) -> None:
    follow(actor=ana, record=kestrel)
    as_user(ana).post("/feed/seen", {"until": "2090-01-01T00:00:00+00:00"})
    rename(kestrel, ben, "+1 212 555 0101")
    assert news_for(viewer=ana).count.value == 1


@pytest.mark.parametrize(
    "until", ["", "yesterday", "2026-11-23T10:00:00", "2026-13-45T10:00:00+00:00", "0001-01-01T00:00:00+00:00", "\0"]
)
def test_a_moment_that_is_none_is_refused(as_user: AsUser, ana: User, until: str) -> None:
    assert as_user(ana).post("/feed/seen", {"until": until}).status_code == 400
    assert not LastLook.objects.exists()


def test_who_follows_nothing_is_led_to_something(as_user: AsUser, ana: User) -> None:
    page = as_user(ana).get("/feed").content.decode()
    assert "You follow nothing yet" in page and "Find companies" in page
    assert Client().get("/feed").status_code == 302


def test_queries_do_not_grow_with_follows_and_changes(ana: User, ben: User, kestrel: Company) -> None:
    def cost() -> tuple[int, int]:
        counts = []
        for read in (feed_for, news_for):
            with CaptureQueriesContext(connection) as captured:
                read(viewer=ana)
            counts.append(len(captured))
        return counts[0], counts[1]

    follow(actor=ana, record=kestrel)
    gideon = make_contact("Gideon Purcell")
    follow(actor=ana, record=gideon)
    edit_contact(actor=ben, door=Door.WEB, contact=gideon, values={"phone": "+1 212 555 0199"})
    make_handling(make_contact("Tobias Rao", kestrel), kestrel, actor=ben)
    rename(kestrel, ben, "+1 212 555 0101")
    few = cost()
    for number in range(12):
        company = make_company(f"Company {number}")
        follow(actor=ana, record=company)
        rename(company, ben, "+1 212 555 0101")
        make_handling(make_contact(f"Person{number} Example", company), kestrel, actor=ben)
    assert all(now <= before for now, before in zip(cost(), few, strict=True))
    assert few <= (11, 10)
