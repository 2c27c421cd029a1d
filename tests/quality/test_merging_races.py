"""Two moderators merge the same two records at once, either way round, and take them apart at once: once, in full."""

from typing import Any

import pytest

from dealmecca.directory.models import Contact, Redirect
from dealmecca.history.models import Door
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.models import RecordMerge
from tests.factories import make_company, make_contact
from tests.races import can_fork, race, sentences

pytestmark = [pytest.mark.django_db(transaction=True), can_fork]
OPERATOR: Any = {"actor": None, "door": Door.WEB}


def test_who_merges_at_once_merges_once() -> None:
    firm = make_company("Halden & Pike")
    pair = [make_contact("Maren Oduya", firm, title="VP"), make_contact("M. Oduya", firm, phone="3125550118")]

    def merge(number: int) -> object:
        kept, dropped = pair if number % 2 else reversed(pair)
        return merge_records(**OPERATOR, kept=kept, dropped=dropped)

    sentences(race(merge, times=8), 1, "in the meantime")
    assert Contact.objects.count() == Redirect.objects.count() == 1
    made = RecordMerge.objects.get()
    sentences(race(lambda _: unmerge_records(**OPERATOR, merge=made), times=6), 1, "taken apart already")
    assert Contact.objects.count() == 2 and not Redirect.objects.exists()
