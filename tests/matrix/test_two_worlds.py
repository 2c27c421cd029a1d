"""Two worlds that differ only in what one seller keeps private answer everybody else alike, at every address."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from django.urls import resolve
from django.utils import timezone

from dealmecca.accounts.impersonating import SESSION_KEY
from dealmecca.accounts.models import User
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.lead_scores import override_score
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.actions.record_views import record_view
from dealmecca.crm.actions.reminders import remind
from dealmecca.crm.models import Deal
from dealmecca.directory.models import Company, Contact
from dealmecca.events.actions.worth import log_met_people, set_roi
from dealmecca.events.models import Event
from dealmecca.notifications.models import Mail
from dealmecca.operations.actions import begin_impersonation
from dealmecca.operations.records.cells import list_url
from dealmecca.operations.records.site import records as record_site
from dealmecca.saved.actions import save_search
from dealmecca.web.digests import send_due_digests
from dealmecca.web.looking_as import SHARED
from tests.matrix.test_matrix import ROUTES
from tests.matrix.world import make_people, make_records
from tests.two_worlds import Answers, Request, crawl, differences, reads, sign_in

pytestmark = [pytest.mark.once, pytest.mark.django_db]

SEARCHES = (
    "/people?q=maren", "/people?sort=recent", "/companies?q=kestrel", "/search?q=maren", "/search?q=secret",
    "/who?q=ctv+kestrel", "/api/v1/search?q=maren", "/api/v1/search?q=secret", "/api/v1/contacts?q=maren",
    "/api/v1/who?q=ctv+kestrel", "/notifications/digest",
)  # fmt: skip
EXPORTS: list[Request] = [
    ("POST", f"/exports/new?kind={kind}&sort=name", {"file_format": "csv"}) for kind in ("contact", "company")
]
TABLES = [list_url(model) for model in record_site._registry]  # which admins alone read


@pytest.fixture
def people(tmp_path: Any) -> Iterator[dict[str, User]]:
    logging.disable(logging.WARNING)  # a refusal is what many of these requests are for
    with time_machine.travel("2026-11-23T15:00:00Z", tick=False), override_settings(MEDIA_ROOT=tmp_path):
        yield make_people()
    logging.disable(logging.NOTSET)


def everywhere(records: dict[str, str]) -> list[Request]:
    """Every address that answers a GET, with the records of the owner in it, some searches, and some exports."""
    return [
        *reads([*(route.address.format(**records) for route in ROUTES if "GET" in route.who), *SEARCHES]),
        *EXPORTS,
    ]


def mails_to(users: Iterable[User]) -> Sequence[tuple[str, ...]]:
    """What the digests of tomorrow morning would say to these. Nothing of it stays."""
    with transaction.atomic():
        send_due_digests(timezone.now() + timedelta(days=1))
        rows = Mail.objects.filter(user__in=list(users)).order_by("address", "subject", "text")
        found = list(rows.values_list("address", "subject", "text", "html"))
        transaction.set_rollback(True)
    return found


def her_own(owner: User, records: dict[str, str]) -> None:
    """What is hers alone, whether or not she is in a team."""
    maren, kestrel = Contact.objects.get(pk=records["contact"]), Company.objects.get(pk=records["company_id"])
    write_note(actor=owner, text="a secret note", contact=maren)
    write_note(actor=owner, text="another secret", company=kestrel)
    save_search(actor=owner, kind="contact", name="secret people", filters={"q": ["maren"]})
    override_score(actor=owner, contact=maren, score=99)
    record_view(actor=owner, record=maren)
    past = Event.objects.get(pk=records["past_event_id"])
    set_roi(actor=owner, event=past, lead_count=7, note="a secret worth")


def her_teams(owner: User, records: dict[str, str]) -> None:
    """What she and her team see."""
    maren, kestrel = Contact.objects.get(pk=records["contact"]), Company.objects.get(pk=records["company_id"])
    row, _ = log_interaction(actor=owner, text="a secret lunch", kind="MEETING", contacts=[maren], company=kestrel)
    plan_follow_up(actor=owner, text="secretly", due_on=timezone.localdate(), contact=maren, interaction=row)
    plan_follow_up(actor=owner, text="later", due_on=timezone.localdate() + timedelta(9), company=kestrel)
    deal = Deal.objects.filter(user=owner).first() or open_deal(actor=owner, contact=maren)[0]
    move_deal(actor=owner, deal=deal, status="WON")
    remind()
    log_met_people(actor=owner, event=Event.objects.get(pk=records["past_event_id"]), contacts=[maren])


def look_as(admin: Client, user: User) -> None:
    """From now on this browser of the admin sees what the user sees."""
    begun = begin_impersonation(actor=User.objects.get(role="ADMIN"), user=user, reason="She asked.")
    session = admin.session
    session[SESSION_KEY] = begun.pk
    session.save()


def test_only_she_and_for_the_teams_things_her_team_can_tell_the_worlds_apart(people: dict[str, User]) -> None:
    """Strangers get the same bytes whatever she does, and so does an admin who looks as her; her team-mate whatever
    she keeps to herself. That the two themselves can tell is the control: the crawl sees what there is to see.
    """
    owner, records = people["owner"], make_records(people)
    asked = everywhere(records)
    shown = [(method, address, sent) for method, address, sent in asked if records["contact"] in address]
    strangers = sign_in({name: people[name] for name in ("stranger", "free", "moderator", "admin")})
    strangers |= sign_in({"admin as her": people["admin"]})
    look_as(strangers["admin as her"], owner)
    team = sign_in({"owner": owner, "mate": people["mate"]})

    def ask_outside() -> Answers:
        return crawl(strangers, asked) | crawl({"admin": strangers["admin"]}, reads(TABLES))

    outside, inside = ask_outside(), crawl(team, asked)
    others = [people[name] for name in ("stranger", "free", "moderator", "admin")]
    written, hers = mails_to(others), mails_to([owner])
    crashed = [one for one, (status, _, _) in {**outside, **inside}.items() if status >= 500]
    assert not crashed, crashed
    assert b"Stop looking" in outside["admin as her", "GET", "/"][2]
    assert closed_to_who_looks(outside, records) == []
    assert {outside["admin", *export[:2]][0] for export in EXPORTS} == {200}

    her_own(owner, records)
    between = crawl({"mate": team["mate"]}, asked)
    betrayed = differences(between, inside)
    assert not betrayed, "\n".join(betrayed)
    hers_alone = crawl({"owner": team["owner"]}, shown)
    assert told(hers_alone, inside) == {"owner"}

    her_teams(owner, records)
    assert told(crawl(team, shown), between | hers_alone) == {"owner", "mate"}
    assert mails_to(others) == written and mails_to([owner]) != hers
    betrayed = differences(outside, ask_outside())
    assert not betrayed, "\n".join(betrayed)


def closed_to_who_looks(answers: Answers, records: dict[str, str]) -> list[str]:
    """Shared pages that an admin who looks as a member cannot open, because they write while they are read."""
    shared = [route.address.format(**records) for route in ROUTES if route.who.get("GET") == "members"]
    views = {address: resolve(address).func.__module__ for address in shared}
    return [
        address
        for address, module in views.items()
        if module.startswith(SHARED) and answers["admin as her", "GET", address][0] == 403
    ]


def told(before: Answers, after: Answers) -> set[str]:
    """Who can tell that something was done."""
    return {line.partition(":")[0] for line in differences(before, after)}
