"""The demo's seller has days: calls behind them, follow-ups before them, a board."""

from datetime import timedelta
from time import monotonic

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp, Interaction, LeadScore, Note
from dealmecca.crm.queries.due import due_list
from dealmecca.operations.actions import make_demo_data, make_demo_sign_ins

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_seller_of_the_demo_has_a_day_and_keeps_it() -> None:
    make_demo_data(companies=60, contacts=200, seed=1)
    began = monotonic()
    make_demo_sign_ins()
    assert monotonic() - began < 30
    pro = User.objects.get(email="pro@demo.example")
    groups = {group.code: len(group.rows) for group in due_list(viewer=pro).groups}
    assert groups["overdue"] >= 1 and groups["today"] >= 2 and groups["week"] >= 1 and groups["later"] >= 1
    assert set(Deal.objects.values_list("status", flat=True)) == {
        *("NEW", "CONTACTED", "MEETING", "PROPOSAL"),
        "WON",
        "LOST",
    }
    counts = [model.objects.count() for model in (Interaction, FollowUp, Note, Deal, LeadScore)]
    assert counts[0] >= 50 and sum(counts) < 400
    assert Interaction.objects.filter(happened_at__gt=timezone.now() - timedelta(days=1)).count() == 0
    make_demo_sign_ins()
    assert counts == [model.objects.count() for model in (Interaction, FollowUp, Note, Deal, LeadScore)], "made once"
    client = Client()
    client.force_login(pro)
    assert "Send CTV reach curves" in client.get("/follow-ups").content.decode()

    make_demo_data(companies=60, contacts=210, seed=1)
    assert not Interaction.objects.exists() and not Note.objects.exists(), "other numbers take the days along"
    make_demo_sign_ins()
    assert Interaction.objects.exists()
