"""Actions and reads of data quality refuse by themselves: a door that forgot to ask would open nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dealmecca.accounts.models import User
from dealmecca.directory.models import RecordEvidence
from dealmecca.history.models import Door
from dealmecca.quality.actions.decisions import decide_on_reports
from dealmecca.quality.actions.evidence import add_evidence, withdraw_evidence
from dealmecca.quality.actions.improving import judge_everything, read_off_everything
from dealmecca.quality.models import QualitySnapshot
from dealmecca.quality.queries.agreement import disagreements
from dealmecca.quality.queries.evidence import evidence_lines, get_evidence
from dealmecca.quality.queries.measures import measure
from dealmecca.quality.queries.queue import expert_queue
from dealmecca.quality.queries.reports import open_reports
from tests.factories import make_company, make_contact

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WEB: Any = {"door": Door.WEB}


def test_only_moderators_decide_and_judge_everything(ana: User) -> None:
    contact = make_contact(email="maren@halden.example")
    add_evidence(actor=ana, kind="BOUNCED", contacts=[contact], **WEB)
    for act in (
        lambda: decide_on_reports(actor=ana, record=contact, field="email", outcome="REJECTED", **WEB),
        lambda: judge_everything(actor=ana),
        lambda: read_off_everything(actor=ana),
    ):
        with pytest.raises(PermissionDenied, match="Only moderators"):
            act()


def test_a_closed_account_says_nothing_and_reads_nothing(ana: User, moderator: User) -> None:
    contact = make_contact("Maren Oduya", email="maren@halden.example", phone="3125550118", title="VP")
    row = add_evidence(actor=ana, kind="CONFIRMED", contacts=[contact], **WEB).new[0]
    report = add_evidence(actor=moderator, kind="STILL_TRUE", contacts=[contact], **WEB).new[0]
    add_evidence(
        actor=moderator, kind="LEFT", companies=[], contacts=[make_contact("Tobias Rao", make_company())], **WEB
    )
    QualitySnapshot.objects.create(week=date(2026, 11, 16), figures={})
    RecordEvidence.objects.filter(kind="LEFT").update(employer="another")
    contact.refresh_from_db()
    for user in (ana, moderator):
        user.is_active = False
    with pytest.raises(PermissionDenied, match="Only who said it"):
        withdraw_evidence(actor=ana, evidence=row, **WEB)
    assert evidence_lines(viewer=ana, record=contact) == []
    for viewer, key in ((ana, row.pk), (moderator, report.pk)):
        with pytest.raises(RecordEvidence.DoesNotExist):
            get_evidence(viewer=viewer, evidence_id=key)
    assert open_reports(viewer=moderator) == []
    assert not QualitySnapshot.objects.visible_to(ana)
    assert (measure(viewer=ana).contacts, list(disagreements(viewer=ana))) == (0, [])
    assert not any(measure(viewer=ana).levels.values())
    queue = expert_queue(viewer=ana)
    assert (queue.reviews, queue.sign_offs, queue.falling) == ([], [], [])
