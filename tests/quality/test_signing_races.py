"""Two people sign at the same moment, and one person clicks twice: the level is what all the words say."""

from typing import Any

import pytest

from dealmecca.accounts.models import Role, User
from dealmecca.directory.models import Contact, RecordEvidence
from dealmecca.history.models import Change, Door
from dealmecca.quality.actions.evidence import add_evidence
from tests import cast
from tests.factories import make_company, make_contact
from tests.races import can_fork, race

pytestmark = [pytest.mark.django_db(transaction=True), can_fork]
WEB: Any = {"door": Door.WEB}


def test_words_said_at_once_all_count_and_none_twice() -> None:
    admins = [cast.make_user(name) for name in ("olive", "pia")]
    User.objects.update(role=Role.ADMIN)
    contact = make_contact(
        "Maren Oduya", make_company(), email="maren@halden.example", phone="3125550118", title="VP",
        linkedin_url="https://www.linkedin.com/in/maren",
    )  # fmt: skip
    add_evidence(actor=None, kind="CONFIRMED", contacts=[contact], **WEB)
    people = [User.objects.get(pk=user.pk) for user in admins]
    kinds = ("REVIEWED", "SIGNED_OFF")

    def act(number: int) -> object:
        return add_evidence(actor=people[number % 2], kind=kinds[number // 2 % 2], contacts=[contact], **WEB)

    assert race(act, times=12) == {"done": 12}
    assert RecordEvidence.objects.count() == 1 + 4
    found = Contact.objects.get()
    assert (found.level, found.verification_level, found.score) == (5, 5, 100)
    levels = [c.fields["verification_level"] for c in Change.objects.order_by("pk") if "verification_level" in c.fields]
    assert [old for old, _ in levels] == [2, *(new for _, new in levels[:-1])], "each line goes on from the one before"
    assert levels[-1][1] == 5
