"""What is special about merging two people: one present job, and a chain of managers without a circle."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from dealmecca.directory.models import Contact, FormerEmail, Position
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.contact_points import is_role_mailbox
from dealmecca.quality.merging.absorbing import absorb
from dealmecca.quality.merging.ledger import Ledger
from dealmecca.roster.actions.reporting import refuse_circle
from dealmecca.roster.models import ReportingLine

JOB = ("title", "department", "seniority")


def join_jobs(ledger: Ledger, kept: Contact, dropped: Contact, company_id: str | None) -> None:
    """The survivor's present job is the one at `company_id`; another present one ends today.

    Two jobs at one company become one where both are present, or both lasted the same days.
    """
    ours = list(Position.objects.filter(contact=kept).order_by("pk"))
    for theirs in Position.objects.filter(contact=dropped).order_by("pk"):
        twin = next((job for job in ours if _is_same(job, theirs)), None)
        if twin:
            absorb(ledger, theirs, twin.pk)
    present = list(Position.objects.filter(contact__in=[kept, dropped], until=None).order_by("pk"))
    for job in present:
        if job.company_id != company_id:
            until = max(job.since, timezone.localdate())
            ledger.set(Position, [job.pk], {"until": None}, {"until": until})


def name_job(ledger: Ledger, kept: Contact) -> None:
    """The present job is called as the survivor's chosen title says."""
    for job in Position.objects.filter(contact=kept, until=None):
        before = {name: getattr(job, name) for name in JOB}
        ledger.set(Position, [job.pk], before, {name: getattr(kept, name) for name in JOB})


def keep_addresses(ledger: Ledger, kept: Contact, addresses: set[str]) -> None:
    """What either had, and the survivor has no longer: a file that still has it means them."""
    known = set(FormerEmail.objects.filter(contact=kept).values_list("email_key", flat=True))
    for key in sorted({address.lower() for address in addresses} - known - {"", kept.email.lower()}):
        if not is_role_mailbox(key):
            ledger.made(FormerEmail.objects.create(contact=kept, email_key=key))


def refuse_circles(kept: Contact) -> None:
    """Raises Conflict when the survivor would be above themselves."""
    lines = ReportingLine.objects.filter(position__contact=kept, until=None).select_related("position", "manager")
    for line in lines:
        try:
            refuse_circle(line.position, line.manager, line.since, kept)
        except ValidationError:
            raise Conflict(
                f"{kept.full_name} would report to themselves, over others: one of the two reports to the other. "
                "End that reporting line first."
            ) from None


def _is_same(one: Position, other: Position) -> bool:
    if one.company_id != other.company_id or one.until != other.until:
        return False
    return one.until is None or one.since == other.since
