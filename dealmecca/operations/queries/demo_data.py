"""Which data of this database is demo data."""

from django.db.models.functions import Substr

from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door, Verb
from dealmecca.operations.demo.roster_rows import MARK, MARK_FROM
from dealmecca.roster.models import Handling, Partnership, Team

DEMO = "demo-"


def demo_batch() -> str:
    """The name under which history keeps the demo data that was made here last; "" when there was none."""
    written = Change.objects.filter(door=Door.SYSTEM, batch__startswith=DEMO)
    return written.order_by("batch").values_list("batch", flat=True).first() or ""


def records_that_are_no_demo_data() -> dict[str, int]:
    """How many of each the database holds that no demo batch made: {"companies": 1}; what there is none of, is missing.

    Companies and people tell by their history, rows of the roster by the mark in their ids.
    """
    made = Change.objects.filter(door=Door.SYSTEM, batch__startswith=DEMO, verb=Verb.CREATE)
    counts = {
        "companies": Company.objects.exclude(pk__in=made.filter(record_kind="company").values("record_id")).count(),
        "people": Contact.objects.exclude(pk__in=made.filter(record_kind="contact").values("record_id")).count(),
    }
    for noun, model in (("accounts of agencies", Partnership), ("duties of people", Handling), ("teams", Team)):
        rows = model._default_manager.values_list(Substr("pk", MARK_FROM, len(MARK)))
        counts[noun] = sum(mark != MARK for (mark,) in rows)
    return {noun: count for noun, count in counts.items() if count}


def directory_is_empty() -> bool:
    return not Company.objects.exists() and not Contact.objects.exists()
