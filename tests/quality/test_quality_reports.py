"""Reports about records, for moderators: put right or kept, and members see which."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact, RecordEvidence
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.actions.decisions import decide_on_reports
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.queries.reports import open_reports
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WEB: Any = {"door": Door.WEB}
PAGE = "/quality/reports"


@pytest.fixture
def maren() -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike"), email="maren@halden.example", phone="3125550118")


def test_only_moderators_see_them(ana: User, moderator: User, as_user: SignIn, maren: Contact) -> None:
    add_evidence(actor=ana, kind="BOUNCED", contacts=[maren], note="mailbox full", **WEB)
    assert as_user(ana).get(PAGE).status_code == 403
    page = as_user(moderator).get(PAGE).content.decode()
    assert "maren@halden.example" in page and "1 employer" in page and "mailbox full" in page
    assert "Ana" not in page, "who said it is told to nobody"


def test_an_upheld_report_empties_the_field_and_a_kept_one_does_not(
    ana: User, moderator: User, as_user: SignIn, maren: Contact
) -> None:
    browser = as_user(moderator)
    add_evidence(actor=ana, kind="BOUNCED", contacts=[maren], **WEB)
    add_evidence(actor=ana, kind="WRONG", field="phone", contacts=[maren], **WEB)
    assert len(open_reports(viewer=moderator)) == 2
    browser.post(PAGE, {"contact": maren.pk, "field": "email", "outcome": "UPHELD"})
    browser.post(PAGE, {"contact": maren.pk, "field": "phone", "outcome": "REJECTED"})
    maren.refresh_from_db()
    assert (maren.email, maren.phone) == ("", "3125550118")
    assert set(RecordEvidence.objects.values_list("field", "outcome")) == {("email", "UPHELD"), ("phone", "REJECTED")}
    assert open_reports(viewer=moderator) == []
    assert not add_evidence(actor=ana, kind="WRONG", field="phone", contacts=[maren], **WEB).new, "said today, decided"
    with pytest.raises(Conflict, match="decided on this"):
        decide_on_reports(actor=moderator, record=maren, field="phone", outcome="REJECTED", **WEB)


def test_who_left_is_at_no_company_any_more(ana: User, moderator: User, as_user: SignIn, maren: Contact) -> None:
    add_evidence(actor=ana, kind="LEFT", contacts=[maren], **WEB)
    as_user(moderator).post(PAGE, {"contact": maren.pk, "field": "company_id", "outcome": "UPHELD"})
    maren.refresh_from_db()
    assert maren.company is None


def test_what_was_put_right_meanwhile_waits_for_nobody(ana: User, moderator: User, maren: Contact) -> None:
    add_evidence(actor=ana, kind="BOUNCED", contacts=[maren], **WEB)
    Contact.objects.update(email="m.oduya@halden.example", email_key="m.oduya@halden.example")
    assert open_reports(viewer=moderator) == []
