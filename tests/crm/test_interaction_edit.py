"""Correcting an interaction, deleting it, taking that back."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.crm.models import FollowUp, Interaction
from dealmecca.directory.models import Contact
from tests.cast import team_up

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def row(ana: User, maren: Contact, as_user: SignIn) -> Interaction:
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": "called, no answer, follow up tomorrow"})
    return Interaction.objects.get()


def test_a_word_can_be_corrected(ana: User, row: Interaction, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    assert "called, no answer" in client.get(f"/interactions/{row.pk}/edit").content.decode()
    values = {"text": "emailed", "kind": "EMAIL", "outcome": "REACHED", "day": "2026-01-05"}
    assert client.post(f"/interactions/{row.pk}/edit", values)["Location"] == f"/people/{maren.pk}"
    row.refresh_from_db()
    assert (row.text, row.kind, row.outcome, row.happened_at.year) == ("emailed", "EMAIL", "REACHED", 2026)
    assert client.post(f"/interactions/{row.pk}/edit", {**values, "day": "2090-01-01"}).status_code == 422


def test_deleting_takes_the_follow_up_along_and_undo_brings_both_back(
    ana: User, row: Interaction, maren: Contact, as_user: SignIn
) -> None:
    client = as_user(ana)
    page = client.post(f"/interactions/{row.pk}/delete", follow=True).content.decode()
    assert f"/interactions/{row.pk}/restore" in page
    assert not FollowUp.objects.visible_to(ana).exists() and "follow up tomorrow" not in page
    client.post(f"/interactions/{row.pk}/restore")
    assert FollowUp.objects.visible_to(ana).count() == Interaction.objects.visible_to(ana).count() == 1
    assert client.post(f"/interactions/{row.pk}/restore").status_code == 302, "twice is once"


def test_a_day_later_it_is_too_late(ana: User, row: Interaction, as_user: SignIn) -> None:
    client = as_user(ana)
    with time_machine.travel("2026-11-23T15:00:00Z", tick=False):
        client.force_login(ana)
        client.post(f"/interactions/{row.pk}/delete")
    with time_machine.travel("2026-11-25T15:00:00Z", tick=False):
        assert client.post(f"/interactions/{row.pk}/restore").status_code == 409


def test_a_team_mate_sees_it_and_may_not_change_it(
    ana: User, ben: User, cleo: User, maren: Contact, as_user: SignIn
) -> None:
    team_up(ana, ben)
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": "called"})
    row = Interaction.objects.get()
    for way in ("edit", "delete"):
        assert as_user(ben).post(f"/interactions/{row.pk}/{way}", {}).status_code == 403
        assert as_user(cleo).post(f"/interactions/{row.pk}/{way}", {}).status_code == 404
    assert Interaction.objects.visible_to(ben).count() == 1


def test_who_left_the_team_sees_it_no_more(ana: User, ben: User, maren: Contact, as_user: SignIn) -> None:
    team_up(ana, ben)
    as_user(ana).post(f"/people/{maren.pk}/log", {"text": "called"})
    row = Interaction.objects.get()
    ana.sales_team = None
    ana.save()
    assert as_user(ana).get(f"/interactions/{row.pk}/edit").status_code == 404
    assert Interaction.objects.visible_to(ben).exists(), "it belongs to the team"
