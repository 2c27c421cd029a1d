"""The record browser: every table is decided, admins read what is theirs to read, and private work shows nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import ApiKey, User
from dealmecca.billing.models import Invitation
from dealmecca.directory.evidence_rows import evidence_row
from dealmecca.directory.models import Contact, Suppression
from dealmecca.events.models import CalendarFeed, Event
from dealmecca.forum.models import Flag, ReaderKey
from dealmecca.history.models import Change
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Mail
from dealmecca.operations.records.cells import Cell, list_url, record_url
from dealmecca.operations.records.rows import browsable_rows
from dealmecca.operations.records.site import records
from dealmecca.operations.records.tables import DOMAINS, NAMED, PAGES, TABLES
from dealmecca.privacy.models import PersonLink
from dealmecca.roster.models import Evidence
from tests.factories import make_company, make_handling
from tests.matrix.world import make_people, make_records
from tests.operations.record_world import PRIVATE, rows_of, work

pytestmark = [pytest.mark.once, pytest.mark.django_db]

OPEN: list[type[Model]] = sorted(records._registry, key=lambda model: model._meta.label_lower)
INDEX, COMPANIES = "/operate/records/", "/operate/records/directory/company/"
SECRET, MINE = "zeppelinry", "ballooning"


class World(NamedTuple):
    people: dict[str, User]
    browser: Client  # the admin's
    ids: dict[str, str]

    @property
    def admin(self) -> User:
        return self.people["admin"]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The matrix's people and records, with private work of the owner and of the admin; read by all tests."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), files, transaction.atomic():
        people = make_people()
        ids = make_records(people)
        contact = Contact.objects.get(pk=ids["contact"])
        User.objects.filter(pk=people["owner"].pk).update(sales_team=None)
        people["owner"].refresh_from_db()
        work(people["owner"], contact, SECRET)
        work(people["admin"], contact, MINE)
        browser = Client()
        browser.force_login(people["admin"])
        yield World(people, browser, ids)
        transaction.set_rollback(True)


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


def test_every_table_is_decided() -> None:
    """A new model is closed until records/tables.py says which of its rows an admin may read."""
    labels = [model._meta.label_lower for model in apps.get_models()]
    assert [label for label in labels if label not in TABLES] == [], "say in operations/records/tables.py who reads it"
    assert sum(len(tables) for tables in DOMAINS.values()) == len(TABLES)
    assert {label for label in labels if not TABLES[label].closed} == {model._meta.label_lower for model in OPEN}
    assert set(NAMED) | set(PAGES) <= set(labels)
    for label, table in TABLES.items():
        names = {field.name for field in apps.get_model(label)._meta.fields} if label in labels else table.masked
        assert table.masked <= names, f"{label}: a masked column that is none"


def test_what_opens_an_account_is_closed() -> None:
    for label in (
        "sessions.session", "usersessions.usersession", "mfa.authenticator", "account.emailconfirmation",
        "socialaccount.socialapp", "socialaccount.socialtoken", "accounts.sharedcache", "accounts.attempt",
    ):  # fmt: skip
        assert TABLES[label].closed


def test_an_admin_opens_every_list_and_a_record_of_each(world: World) -> None:
    opened = set()
    for model in OPEN:
        table = TABLES[model._meta.label_lower]
        page = text_of(world.browser.get(list_url(model)))
        assert table.title in page
        for row in browsable_rows(table, model, world.admin).order_by("-pk")[:1]:
            assert record_url(model, row.pk) in page
            assert table.title in text_of(world.browser.get(record_url(model, row.pk)))
            opened.add(model)
    assert len(opened) > 45 and set(PRIVATE) <= opened


def test_the_first_page_lists_tables_by_domain_and_says_why_others_are_closed(world: World) -> None:
    page = text_of(world.browser.get(INDEX))
    assert all(f'href="{list_url(model)}"' in page for model in OPEN)
    assert "Rows hold the secrets of apps, passkeys and recovery codes." in page
    assert "Back to DealMecca" in page and "<script" not in page
    assert f'href="{INDEX}"' in text_of(world.browser.get("/companies"))


@pytest.mark.parametrize("name", ["visitor", "owner", "moderator"])
def test_nobody_else_comes_in(world: World, name: str) -> None:
    browser = Client()
    if name != "visitor":
        browser.force_login(world.people[name])
    record = record_url(Contact, world.ids["contact"])
    asked = [browser.get(list_url(model)) for model in OPEN]
    asked += [
        answer for address in (INDEX, COMPANIES, record) for answer in (browser.get(address), browser.post(address))
    ]
    for answer in asked:
        if name == "visitor":
            assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login")
        else:
            assert answer.status_code == 403
    assert f'href="{INDEX}"' not in (browser.get("/companies").content.decode())


def test_nothing_is_written_here(world: World) -> None:
    record = record_url(Contact, world.ids["contact"])
    for address in [INDEX, record, *(list_url(model) for model in OPEN)]:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(world.browser, method)(address).status_code == 405, (method, address)
    for address in (
        f"{COMPANIES}add/", f"{record}delete/", f"{record}history/", f"{record}change/", f"{INDEX}login/",
        f"{INDEX}password_change/", f"{INDEX}autocomplete/", f"{INDEX}jsi18n/", f"{INDEX}directory/",
    ):  # fmt: skip
        assert world.browser.get(address).status_code == 404, address
    page = text_of(world.browser.get(record))
    assert "<form" not in page and "<input" not in page and "<script" not in page


def test_rows_are_shown_to_admins_who_are_active_and_to_nobody_else(world: World) -> None:
    gone = User.objects.get(pk=world.admin.pk)
    gone.is_active = False
    for viewer in (gone, world.people["moderator"], world.people["owner"], AnonymousUser()):
        assert [m for m in OPEN if browsable_rows(TABLES[m._meta.label_lower], m, viewer).exists()] == []


@pytest.mark.parametrize("model", PRIVATE, ids=lambda model: model.__name__)
def test_private_work_of_a_member_is_not_there(world: World, model: type[Model]) -> None:
    """Neither as a row, nor in a count, nor by its id's address; the admin's own is."""
    hers, mine = rows_of(model, world.people["owner"]), rows_of(model, world.admin)
    assert hers and mine, "the world has a row of each"
    page = text_of(world.browser.get(list_url(model)))
    assert f"{len(mine)} row{'s' if len(mine) > 1 else ''}</p>" in page
    assert SECRET not in page
    for row in hers:
        assert record_url(model, row.pk) not in page
        assert world.browser.get(record_url(model, row.pk)).status_code == 404
    found = text_of(world.browser.get(list_url(model), {"q": SECRET}))
    assert "0 rows found" in found
    if "user" in {field.name for field in model._meta.fields}:
        narrowed = world.browser.get(list_url(model), {"user__exact": world.people["owner"].pk})
        assert "0 rows found" in text_of(narrowed)


def test_no_table_tells_of_private_work(world: World) -> None:
    """Her word stands in no list and on no record's page; the control: the admin's own does."""
    told = []
    for model in OPEN:
        rows = browsable_rows(TABLES[model._meta.label_lower], model, world.admin)
        pages = [list_url(model), *(record_url(model, row.pk) for row in rows[:3])]
        told += [(word, page) for page in pages for word in (SECRET, MINE) if word in text_of(world.browser.get(page))]
    assert [page for word, page in told if word == SECRET] == []
    assert len({page for word, page in told if word == MINE}) > 15


def test_history_is_shown_without_the_keys_of_others(world: World) -> None:
    changes = browsable_rows(TABLES["history.change"], Change, world.admin)
    about_keys = [row for row in changes if "api_key" in row.fields]
    assert {row.record_id for row in about_keys} == {world.admin.pk}
    assert Change.objects.filter(fields__has_key="api_key", record_id=world.people["owner"].pk).exists()


def test_mails_show_envelopes_that_tell_of_no_work(world: World) -> None:
    for kind in Kind:
        Mail.objects.create(user=world.people["owner"], kind=kind, key=f"{SECRET} {kind}", subject=f"About {SECRET}")
    mails = browsable_rows(TABLES["notifications.mail"], Mail, world.admin)
    assert {mail.kind for mail in mails} == {"", Kind.TEAM, Kind.BILLING, Kind.SECURITY, Kind.PRIVACY}
    for mail in mails:
        assert SECRET not in text_of(world.browser.get(record_url(Mail, mail.pk)))


def masked_rows(world: World) -> list[tuple[Model, str]]:
    """A row of each table with masked columns, and what stands in one of them."""
    owner = world.people["owner"]
    linked = SocialAccount.objects.create(user=owner, provider="g", uid="s1", extra_data={"picture": "s2"})
    mail = Mail.objects.create(user=owner, kind=Kind.TEAM, key="s3", subject="a subject", text="the text", headers={})
    word = Evidence.objects.create(
        handling_id=world.ids["handling"], said="LEFT", said_on="2026-01-02", user=owner, employer="of-somebody"
    )
    event, feed = Event.objects.order_by("pk")[0], CalendarFeed.objects.get(user=world.admin)
    reader = ReaderKey.objects.get(user=world.admin)
    about = evidence_row(
        Contact.objects.get(pk=world.ids["contact"]), kind="REVIEWED", said_on=date(2026, 1, 2), user=owner,
        employer="of-nobody", recorded_at=timezone.now(),
    )  # fmt: skip
    about.save()
    key, invitation = ApiKey.objects.filter(user=world.admin)[0], Invitation.objects.all()[0]
    own = PersonLink.objects.get(pk=world.ids["person_link"])
    gone = Suppression.objects.get(pk=world.ids["suppression"])
    flag = Flag.objects.create(post_id=world.ids["anonymous_post_id"], user=owner, reason="WRONG")
    return [
        (owner, owner.password), (key, key.secret_digest), (invitation, invitation.token_hash), (linked, "picture"),
        (mail, "a subject"), (mail, "the text"), (word, "of-somebody"), (word, owner.pk),
        (event, event.virtual_url), (feed, feed.token_digest),
        (flag, owner.pk), (reader, reader.token_digest),
        (about, "of-nobody"), (about, owner.pk), (gone, gone.digest), (gone, gone.key_mark),
        (own, own.token_hash),
    ]  # fmt: skip


def test_masked_columns_are_read_nowhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = masked_rows(world)
    masked = {label for label, table in TABLES.items() if table.masked}
    assert {row._meta.label_lower for row, _ in rows} == masked, "a table with masked columns has no row here"
    for row, value in rows:
        browser: Any = records.get_model_admin(type(row))
        address, listed = record_url(type(row), row.pk), list_url(type(row))
        page = text_of(world.browser.get(address))
        assert value not in page and "not shown" in page
        assert value not in text_of(world.browser.get(listed))
        assert "0 rows found" in text_of(world.browser.get(listed, {"q": value})) or value == world.people["owner"].pk
        with monkeypatch.context() as control:
            bare = replace(browser.table, masked=frozenset())
            control.setattr(browser, "_cells", [Cell(bare, cell.field, in_list=False) for cell in browser._cells])
            shown = world.browser.get(address).content.decode().replace("&#x27;", "'").replace("&quot;", '"')
            assert value in shown, f"the control: without the mask {row._meta.label_lower} tells"


@pytest.mark.parametrize(
    "query",
    ["password__startswith=a", "email__contains=a", "_to_field=email", "sales_team__name=a", "nonsense=1", "id__gt=a"],
)
def test_a_list_is_not_asked_for_what_it_does_not_show(world: World, query: str) -> None:
    address = list_url(User) if "_to_field" not in query else record_url(User, world.admin.pk)
    assert world.browser.get(f"{address}?{query}").status_code == 400
    assert world.browser.get(f"{list_url(Evidence)}?user__exact={world.admin.pk}").status_code == 400


@pytest.mark.parametrize("query", ["q=%00", "p=99999999", "p=x", "o=99.-1", "o=password", "all=", "_popup=1", "e=1"])
def test_odd_requests_are_answered(world: World, query: str) -> None:
    assert world.browser.get(f"{COMPANIES}?{query}", follow=True).status_code == 200


@pytest.mark.parametrize("key", ["never-was", "a%00b", "99999999999999999999999999", "_00", "..%2f"])
def test_a_record_that_never_was_is_not_there(world: World, key: str) -> None:
    for address in (COMPANIES, list_url(EmailAddress)):
        assert world.browser.get(f"{address}{key}/").status_code == 404


def test_a_list_is_searched_and_leads_to_the_record_and_from_there_into_dealmecca(world: World) -> None:
    company = world.ids["company_id"]
    for words in ("kestrel", company[:24], "Cola kes"):
        page = text_of(world.browser.get(COMPANIES, {"q": words}))
        assert record_url(apps.get_model("directory.company"), company) in page and "1 row found" in page
    page = text_of(world.browser.get(f"{COMPANIES}{company}/"))
    assert f'href="/companies/{world.ids["company"]}"' in page and "Open in DealMecca" in page
    handlings = list_url(apps.get_model("roster.handling"))
    narrowed = f"{handlings}?account__exact={company}"
    assert narrowed in page and "1 row found" in text_of(world.browser.get(narrowed))
    assert "/operate/records/directory/contact/" in text_of(world.browser.get(handlings)), "other rows are links"


@pytest.mark.parametrize("path", ["directory.company", "roster.handling"])
def test_a_list_costs_the_same_with_fifty_rows(world: World, path: str) -> None:
    def add(count: int) -> None:
        for number in range(count):
            account = make_company(f"Account {number} of {count}", parent=make_company(f"Group {number} of {count}"))
            make_handling(contact, account)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(world.browser.get(list_url(apps.get_model(path))))
        return len(queries)

    contact = Contact.objects.get(pk=world.ids["contact"])
    add(1)
    small = cost()
    add(50)
    assert cost() == small <= 6
