"""What the person who runs the product asks of it."""

from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door, Verb

DEMO = "demo-"


def demo_batch() -> str:
    """The name under which history keeps the demo data that was made here last; "" when there was none."""
    written = Change.objects.filter(door=Door.SYSTEM, batch__startswith=DEMO)
    return written.order_by("batch").values_list("batch", flat=True).first() or ""


def records_that_are_no_demo_data() -> tuple[int, int]:
    """How many (companies, people) the directory holds that no demo batch made."""
    made = Change.objects.filter(door=Door.SYSTEM, batch__startswith=DEMO, verb=Verb.CREATE)
    companies = Company.objects.exclude(pk__in=made.filter(record_kind="company").values("record_id"))
    contacts = Contact.objects.exclude(pk__in=made.filter(record_kind="contact").values("record_id"))
    return companies.count(), contacts.count()


def directory_is_empty() -> bool:
    return not Company.objects.exists() and not Contact.objects.exists()
