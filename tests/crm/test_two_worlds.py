"""Nothing that one seller writes down changes a byte of what anybody outside their team gets."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.actions.follow_ups import finish_follow_up, plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.lead_scores import override_score
from dealmecca.crm.actions.notes import edit_note, write_note
from dealmecca.crm.actions.reminders import remind
from dealmecca.crm.models import Deal, FollowUp, Interaction, Note
from dealmecca.crm.models.notes import Visibility
from dealmecca.directory.models import Company, Contact
from dealmecca.following.actions import follow
from tests.cast import team_up
from tests.factories import make_contact, make_handling
from tests.two_worlds import Request, assert_same, crawl, differences, reads, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel("2026-11-23T15:00:00Z", tick=False):
        yield


@pytest.fixture
def world(ana: User, ben: User, cleo: User, maren: Contact, kestrel: Company) -> None:
    """Ana and Cleo are a team; Ben follows what she works on, and has work of his own with the same people."""
    team_up(ana, cleo)
    make_handling(maren, kestrel)
    make_contact("Tobias Rao", maren.company)
    for record in (maren, kestrel):
        follow(actor=ben, record=record)
    log_interaction(actor=ben, text="called, reached", contacts=[maren])
    plan_follow_up(actor=ben, text="His own", due_on=timezone.localdate(), contact=maren)
    open_deal(actor=ben, contact=maren)
    remind()  # of his own


def her_work(ana: User, maren: Contact, kestrel: Company) -> None:
    """All of it, private and the team's."""
    today = timezone.localdate()
    row, _ = log_interaction(actor=ana, text="a secret lunch", kind="MEETING", outcome="INTERESTED", contacts=[maren],
                             company=kestrel)  # fmt: skip
    note, _ = write_note(actor=ana, text="a secret note", contact=maren)
    edit_note(actor=ana, note=note, visibility=Visibility.TEAM)
    write_note(actor=ana, text="another", company=kestrel)
    plan_follow_up(actor=ana, text="secretly", due_on=today, contact=maren, company=kestrel, interaction=row)
    done, _ = plan_follow_up(actor=ana, text="done", due_on=today - timedelta(3), company=kestrel)
    finish_follow_up(actor=ana, follow_up=done)
    deal, _ = open_deal(actor=ana, contact=maren)
    move_deal(actor=ana, deal=deal, status="WON")
    override_score(actor=ana, contact=maren, score=99)
    remind()


def requests_about(maren: Contact, kestrel: Company) -> list[Request]:
    agency = maren.company
    assert agency
    records = [f"/people/{maren.pk}", f"/companies/{kestrel.slug}", f"/companies/{agency.slug}"]
    pages = [
        "/", "/people", "/companies", "/people?q=maren", "/people?sort=recent", "/search?q=maren", "/search?q=secret",
        "/feed", "/following", "/follow-ups", "/pipeline", "/my/people", "/my/people?sort=score", "/my/history",
        "/planning", "/confirm", "/who?account=" + kestrel.slug,
        *records, *(f"{record}/timeline" for record in records), *(f"{record}/log" for record in records),
        f"/people/{maren.pk}/lead-score", f"/people/{maren.pk}/delete", f"/people/{maren.pk}/edit",
    ]  # fmt: skip
    api = [
        "interactions", "follow-ups", "notes", "pipeline", f"interactions?contact={maren.pk}", "contacts", "companies",
        f"contacts/{maren.pk}", f"companies/{kestrel.pk}", f"contacts/{maren.pk}/timeline", "search?q=maren",
        f"companies/{kestrel.pk}/timeline", f"contacts/{maren.pk}/lead-score", "follows", "notifications",
    ]  # fmt: skip
    return [
        *reads(pages), *reads(f"/api/v1/{path}" for path in api),
        ("POST", f"/people/{maren.pk}/delete", {}),
        ("DELETE", f"/api/v1/contacts/{maren.pk}", {}),
    ]  # fmt: skip


def test_nobody_else_can_tell_that_she_did_anything(
    world: None, ana: User, ben: User, dan: User, moderator: User, admin: User, maren: Contact, kestrel: Company
) -> None:
    browsers = sign_in({"ben": ben, "dan": dan, "moderator": moderator, "admin": admin})
    assert_same(browsers, requests_about(maren, kestrel), lambda: her_work(ana, maren, kestrel))


def test_her_ids_open_nothing_and_sound_like_ids_that_never_were(
    world: None, ana: User, ben: User, admin: User, maren: Contact, kestrel: Company
) -> None:
    her_work(ana, maren, kestrel)
    browsers = sign_in({"ben": ben, "admin": admin})
    kinds: dict[str, Any] = {"interactions": Interaction, "follow-ups": FollowUp, "notes": Note, "pipeline": Deal}
    for kind, model in kinds.items():
        key = model.objects.filter(user=ana).order_by("pk")[0].pk
        for way in (f"/api/v1/{kind}/{{}}", f"/{kind}/{{}}/edit", f"/{kind}/{{}}/delete", f"/{kind}/{{}}/restore"):
            for method in ("GET", "POST", "PATCH", "DELETE"):
                hers = crawl(browsers, [(method, way.format(key), {})])
                nobodys = crawl(browsers, [(method, way.format("c" + "0" * 24), {})])
                for (who, _, address), (status, headers, body) in hers.items():
                    never = nobodys[who, method, way.format("c" + "0" * 24)]
                    assert (status, headers, body.replace(key.encode(), b"")) == (
                        never[0], never[1], never[2].replace(b"c" + b"0" * 24, b""),
                    ), address  # fmt: skip


def test_the_comparison_notices_what_a_teammate_sees(
    world: None, ana: User, cleo: User, maren: Contact, kestrel: Company
) -> None:
    """The control: to her team-mate the worlds do differ."""
    browsers, asked = sign_in({"cleo": cleo}), requests_about(maren, kestrel)
    before = crawl(browsers, asked)
    her_work(ana, maren, kestrel)
    told = " ".join(differences(before, crawl(browsers, asked)))
    for address in (
        f"/people/{maren.pk}",
        "/pipeline",
        "/api/v1/interactions",
        f"/api/v1/contacts/{maren.pk}/timeline",
    ):
        assert f"GET {address}:" in told
