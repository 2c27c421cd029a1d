"""Undoing an import whose records were merged since: the merges stand, and can be taken apart."""

import pytest

from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.imports.models import State
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from tests.factories import make_contact
from tests.imports.conftest import Importer
from tests.imports.test_undoing import FIRST, SECOND, last, undo

pytestmark = pytest.mark.django_db


def test_records_that_were_merged_since_stay_merged(importer: Importer) -> None:
    """Whether the import made them or changed them, and whichever of two was kept."""
    importer(FIRST)
    importer(SECOND)
    item = last()
    ana, pip = Contact.objects.get(email="ana@kestrel.example"), Contact.objects.get(email="pip@halden.example")
    new, other = Contact.objects.get(email="new@person.example"), make_contact("Philip Tarrant")
    merge_records(actor=None, door=Door.CLI, kept=ana, dropped=new)
    merge = merge_records(actor=None, door=Door.CLI, kept=other, dropped=pip)
    run = undo(item)
    assert run.error == "" and item.state == State.UNDONE
    assert not Contact.objects.filter(pk__in=[new.pk, pip.pk]).exists()
    assert Contact.objects.filter(pk__in=[ana.pk, other.pk]).count() == 2
    unmerge_records(actor=None, door=Door.CLI, merge=merge)
    assert Contact.objects.get(pk=pip.pk).email == "pip@halden.example"
