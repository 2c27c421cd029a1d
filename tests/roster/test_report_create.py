"""Saying that a claim is right, or what is wrong with it: one click, and one to take it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.history.models import Change, Door
from dealmecca.roster.actions.handlings import end_handling
from dealmecca.roster.models import Evidence, Handling, Said, Skip
from dealmecca.roster.queries import get_claim
from tests.factories import make_company, make_contact, make_handling

AsUser = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def maren(db: None) -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike", company_type="AGENCY"))


@pytest.fixture
def handling(maren: Contact) -> Handling:
    return make_handling(maren, make_company("Kestrel Cola", company_type="ADVERTISER"))


def mine(user: User) -> list[str]:
    rows = Evidence.objects.filter(user=user, withdrawn_at=None)
    return list(rows.order_by("pk").values_list("said", flat=True))


def test_one_click_confirms_and_leads_back(as_user: AsUser, ana: User, handling: Handling) -> None:
    client = as_user(ana)
    answer = {"said": "CONFIRMED", "how": "SPOKE", "next": "/people?q=maren"}
    response = client.post(f"/handlings/{handling.pk}/reports", answer, follow=True)
    assert response.redirect_chain == [("/people?q=maren", 302)]
    page = response.content.decode()
    assert "Confirmed: Maren Oduya handles CTV for Kestrel Cola." in page
    assert f'action="/handlings/{handling.pk}/reports/undo"' in page and "csrfmiddlewaretoken" in page
    assert Evidence.objects.get(user=ana).how == "SPOKE"
    client.post(f"/handlings/{handling.pk}/reports", answer)
    assert mine(ana) == ["CONFIRMED"], "a double click says it once"


def test_left_is_undone_for_the_whole_job(as_user: AsUser, ana: User, maren: Contact, handling: Handling) -> None:
    make_handling(maren, make_company("Tallgrass Bank"), "audio")
    client = as_user(ana)
    page = client.post(f"/handlings/{handling.pk}/reports", {"said": "LEFT"}, follow=True).content.decode()
    assert "Noted: Maren Oduya left Halden &amp; Pike." in page
    assert mine(ana) == ["LEFT", "LEFT"]
    undo = {"said": "LEFT", "next": "/people"}
    assert "Taken back." in client.post(f"/handlings/{handling.pk}/reports/undo", undo, follow=True).content.decode()
    assert mine(ana) == []
    told = Change.objects.filter(actor=ana, record_kind="contact").order_by("-pk")[:2]
    assert {new for change in told for _, new in change.fields.values()} == {"taken back"}
    count = Change.objects.count()
    again = client.post(f"/handlings/{handling.pk}/reports/undo", undo, follow=True).content.decode()
    assert "nothing to take back" in again and Change.objects.count() == count


def test_undo_takes_back_ones_own_word_of_that_kind_alone(
    as_user: AsUser, ana: User, cleo: User, handling: Handling
) -> None:
    for user in (ana, cleo):
        as_user(user).post(f"/handlings/{handling.pk}/reports", {"said": "CONFIRMED"})
    as_user(ana).post(f"/handlings/{handling.pk}/reports", {"said": "WRONG"})
    as_user(ana).post(f"/handlings/{handling.pk}/reports/undo", {"said": "WRONG"})
    assert (mine(ana), mine(cleo)) == (["CONFIRMED"], ["CONFIRMED"])
    Evidence.objects.update(recorded_at=timezone.now() - timedelta(days=2))
    as_user(ana).post(f"/handlings/{handling.pk}/reports/undo", {"said": "CONFIRMED"})
    assert mine(ana) == ["CONFIRMED"], "after a day it stands"


def test_htmx_swaps_the_buttons_for_what_was_said(as_user: AsUser, ana: User, handling: Handling) -> None:
    client = as_user(ana)
    said = client.post(f"/handlings/{handling.pk}/reports", {"said": "WRONG"}, headers=HTMX)
    assert "You: wrong account" in said.content.decode() and "Undo" in said.content.decode()
    assert "HX-Request" in said.headers["Vary"]
    undone = client.post(f"/handlings/{handling.pk}/reports/undo", {"said": "WRONG"}, headers=HTMX)
    assert "Still right" in undone.content.decode() and "You:" not in undone.content.decode()


def test_the_buttons_stand_in_any_list(ana: User, handling: Handling) -> None:
    claim = get_claim(viewer=ana, handling_id=handling.pk)
    html = render_to_string("roster/_claim_actions.html", {"claim": claim}, RequestFactory().get("/people?q=x"))
    assert html.count(f'action="/handlings/{handling.pk}/reports"') == 2
    assert 'value="/people?q=x"' in html and f'popovertarget="say-{handling.pk}"' in html


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"said": "GONE"}, "Say one of"), ({}, "Say one of"), ({"said": "LEFT", "how": "dreamt it"}, "no known source")],
)
def test_what_cannot_be_read_is_refused(
    as_user: AsUser, ana: User, handling: Handling, values: dict[str, str], sentence: str
) -> None:
    response = as_user(ana).post(f"/handlings/{handling.pk}/reports", values)
    assert response.status_code == 400 and sentence in response.content.decode()
    assert mine(ana) == []


def test_what_has_ended_is_refused_with_a_way_back(as_user: AsUser, ana: User, handling: Handling) -> None:
    end_handling(actor=ana, door=Door.WEB, handling=handling, until=timezone.localdate())
    response = as_user(ana).post(f"/handlings/{handling.pk}/reports", {"said": "LEFT"})
    assert response.status_code == 409 and "has ended already" in response.content.decode()
    opened = as_user(ana).get(f"/handlings/{handling.pk}/reports")
    assert opened.headers["Location"] == f"/people/{handling.contact_id}", "where Go back leads"


@pytest.mark.parametrize("part", ["reports", "reports/undo", "skips"])
def test_wrong_address_and_visitors(as_user: AsUser, ana: User, handling: Handling, part: str) -> None:
    for key in ("nobody", "%00"):
        assert as_user(ana).post(f"/handlings/{key}/{part}", {"said": "LEFT"}).status_code == 404
    assert Client().post(f"/handlings/{handling.pk}/{part}", {"said": "LEFT"}).headers["Location"].startswith("/acc")
    assert as_user(ana).get(f"/handlings/{handling.pk}/{part}").status_code == 302
    assert not Evidence.objects.filter(said=Said.LEFT).exists()


def test_no_other_site_is_led_to(as_user: AsUser, ana: User, handling: Handling) -> None:
    away = {"next": "//elsewhere.example/"}
    assert as_user(ana).post(f"/handlings/{handling.pk}/skips", away).headers["Location"].startswith("/people/")
    assert Skip.objects.filter(user=ana, handling=handling).count() == 1
