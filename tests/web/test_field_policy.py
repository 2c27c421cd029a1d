"""A plan without contact details: somebody's email and phone leave on no page and in no answer, whoever asks how."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import dealmecca
from dealmecca.accounts.models import User
from dealmecca.billing.models import RequestWindow, UsageCounter
from dealmecca.directory.actions import edit_contact, move_contact
from dealmecca.directory.models import Contact
from dealmecca.following.actions import follow
from dealmecca.history.models import Door
from dealmecca.roster.actions.reports import report
from dealmecca.roster.models import Said
from tests.factories import make_company, make_contact, make_handling, make_partnership, report_to

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]

CANARIES = ("canary.old@nest.example", "canary.new@nest.example", "646 555 0199", "6465550199", "646 555 0188")
OLD, NEW, PHONE, _, SECOND_PHONE = CANARIES
CARRIERS = {  # pages and answers on which a paying member must find one: the control of the crawl
    "/people", "/people/{contact}", "/people/{contact}/edit", "/who", "/feed", "/api/v1/contacts",
    "/api/v1/contacts/{contact}", "/api/v1/search",
}  # fmt: skip


@pytest.fixture
def canary(ana: User, dan: User) -> Contact:
    """Known to every part: history, jobs, duties, evidence, a manager, a team of followers."""
    nest = make_company("Canary Nest", domains=["nest.example"], company_type="AGENCY")
    tweed = make_company("Tweed Media", company_type="AGENCY")
    account = make_company("Kestrel Cola", company_type="ADVERTISER")
    contact = make_contact("Maren Oduya", tweed, title="VP Video")
    make_partnership(nest, account)
    edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"email": OLD, "phone": SECOND_PHONE})
    edit_contact(actor=ana, door=Door.API, contact=contact, values={"email": NEW, "phone": f"+1 {PHONE}"})
    contact = move_contact(
        actor=ana, door=Door.WEB, contact=contact, company_id=nest.pk, moved_on=date(2026, 1, 5), values={"email": OLD}
    )
    edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"email": NEW, "title": "SVP Video"})
    report(actor=ana, door=Door.WEB, handling=make_handling(contact, account), said=Said.CONFIRMED)
    report_to(contact, make_contact("Edwin Vale", nest))
    for member in (ana, dan):
        follow(actor=member, record=contact)
        follow(actor=member, record=account)
    return Contact.objects.get(pk=contact.pk)


def routes(patterns: Any = None, before: str = "/") -> Iterator[str]:
    """Every address of the site as its parts were written: /people/<str:contact_id>/edit."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            yield here


def addresses(contact: Contact) -> Iterator[str]:
    """Those addresses with the canary in every place where an id fits, and with questions that find it."""
    company, handling = contact.company, contact.handlings.get()
    assert company
    ids = {
        "contact": contact.pk, "company": company.pk, "slug": company.slug, "handling": handling.pk,
        "account": handling.account.slug, "advertiser": handling.account.slug, "duty": handling.duty.slug,
        "what": "contacts",
    }  # fmt: skip
    for route in routes():
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for key in {"contact": contact.pk, "company": company.pk, "account": handling.account.pk}.values():
            path = route
            for name in names:
                value = ids.get(name.removesuffix("_id").removesuffix("_slug"), key)
                path = re.sub(rf"<(?:\w+:)?{name}>", value, path, count=1)
            yield re.sub(r"\(\?:.*\)|[\^$?\\]", "", path)
    asked = f"q=Oduya&open={contact.pk}"
    yield from (f"/people?{asked}", f"/people?open={contact.pk}&hasEmail=true", "/search?q=Oduya", "/who?q=CTV")
    yield from (f"/who?account={handling.account.slug}&open={contact.pk}", "/api/v1/contacts?q=Oduya")
    yield from ("/api/v1/search?q=Oduya", "/api/v1/who?q=CTV%20Kestrel", f"/people/{contact.pk}?history=all")
    for typed in CANARIES:
        yield from (
            f"{path}?q={typed}".replace(" ", "%20") for path in ("/people", "/search", "/api/v1/search", "/who")
        )


RECEIPTS = ("/settings/usage", "/api/v1/me/receipts")  # they repeat what the member typed, and know no records


def crawl(client: Client, contact: Contact) -> dict[str, list[str]]:
    """By address, the canaries found in what it answers, apart from the words that were asked for."""
    found: dict[str, list[str]] = {}
    for path in sorted(set(addresses(contact))):
        for headers in ({}, {"HX-Request": "true"}) if "?" in path else ({},):
            RequestWindow.objects.update(count=0)  # what is refused for its number shows nothing and proves nothing
            UsageCounter.objects.update(used=0)
            response = client.get(path, headers=headers)
            body = b"".join(response) if response.streaming else response.content
            text = body.decode(errors="replace").replace("&#x2B;", "+")
            asked = response.wsgi_request.GET.get("q", "")
            own_words = {asked, *CANARIES} if path in RECEIPTS else {asked}
            for word in own_words - {""}:
                text = text.replace(word, "")
            found[path] = [*found.get(path, []), *(one for one in CANARIES if one in text)]
            assert response.status_code < 500 and response.status_code not in (402, 429), path
    return found


@pytest.mark.once
def test_every_address_is_crawled_and_the_free_plan_finds_no_canary(
    canary: Contact, dan: User, as_user: SignIn
) -> None:
    found = crawl(as_user(dan), canary)
    assert {path: what for path, what in found.items() if what} == {}
    assert len(found) > 100


@pytest.mark.once
def test_the_control_a_paying_member_finds_them_where_they_belong(canary: Contact, ana: User, as_user: SignIn) -> None:
    found = {path.partition("?")[0] for path, what in crawl(as_user(ana), canary).items() if what}
    assert {path.format(contact=canary.pk) for path in CARRIERS} <= found


def test_what_is_hidden_is_said_to_be_on_file(canary: Contact, dan: User, as_user: SignIn) -> None:
    page = as_user(dan).get(f"/people/{canary.pk}").content.decode()
    assert page.count("On file") == 2 and "<del>on file</del> <ins>on file</ins>" in page
    preview = as_user(dan).get(f"/people?open={canary.pk}").content.decode()
    assert preview.count("On file") == 2
    answer = json.loads(as_user(dan).get(f"/api/v1/contacts/{canary.pk}").content)
    assert (answer["email"], answer["phone"]) == (None, None)
    assert answer["emailIsHidden"] and answer["phoneIsHidden"]


def test_what_is_not_known_is_not_said_to_be_on_file(dan: User, as_user: SignIn) -> None:
    contact = make_contact("Edwin Vale")
    assert "On file" not in as_user(dan).get(f"/people/{contact.pk}").content.decode()
    answer = json.loads(as_user(dan).get(f"/api/v1/contacts/{contact.pk}").content)
    assert not answer["emailIsHidden"] and not answer["phoneIsHidden"]


def test_a_form_without_the_hidden_values_keeps_them(canary: Contact, dan: User, as_user: SignIn) -> None:
    client, address = as_user(dan), f"/people/{canary.pk}/edit"
    assert "Left empty, it stays as it is." in client.get(address).content.decode()
    sent = {"first_name": "Maren", "last_name": "Oduya", "title": "EVP Video", "company": "Canary Nest"}
    sent |= {"company_id": canary.company_id or "", "email": "", "phone": ""}
    assert client.post(address, sent).status_code == 302
    canary.refresh_from_db()
    assert (canary.title, canary.email, canary.phone) == ("EVP Video", NEW, f"+1 {PHONE}")
    assert client.post(address, sent | {"email": "typed@nest.example"}).status_code == 302
    canary.refresh_from_db()
    assert canary.email == "typed@nest.example"


def test_what_a_write_answers_hides_them_too(canary: Contact, dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    changed = client.patch(f"/api/v1/contacts/{canary.pk}", {"title": "EVP"}, "application/json").content.decode()
    refused = client.post(f"/people/{canary.pk}/edit", {"company": "Nobody knows it"}).content.decode()
    assert '"EVP"' in changed and not [one for one in CANARIES if one in changed + refused]


def test_moderators_check_records_and_see_what_they_check(canary: Contact, moderator: User, as_user: SignIn) -> None:
    assert NEW in as_user(moderator).get(f"/people/{canary.pk}").content.decode()


@pytest.mark.once
def test_no_template_reaches_past_the_policy() -> None:
    """`contact.email` in a template: say {% reach contact as reach %} and take reach.email."""
    pattern = re.compile(r"\b(?:contact|person|people|manager|record)(?:\.\w+)*\.(?:email|phone)\b")
    templates = Path(dealmecca.__file__).parent.rglob("templates/**/*.html")
    assert [path.name for path in templates if pattern.search(path.read_text())] == []
