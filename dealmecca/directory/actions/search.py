"""Making every search line anew from the records, and the lead scores that stand in them."""

from django.db import transaction

from dealmecca.database.bulk import update_rows
from dealmecca.directory.lead_score import record_score
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.search_lines import company_lines, contact_lines
from dealmecca.search.actions import clear_lines, put_lines

AT_ONCE = 1_000


@transaction.atomic
def rebuild_search() -> tuple[int, int]:
    """Forget and re-make all lines; returns how many (companies, contacts). Readers see the old ones until it ends."""
    clear_lines("company")
    clear_lines("contact")
    counts = [0, 0]
    last = ""
    while companies := list(Company.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        put_lines("company", company_lines(companies))
        counts[0] += len(companies)
        last = companies[-1].pk
    last = ""
    while contacts := list(
        Contact.objects.standing().filter(pk__gt=last).select_related("company").order_by("pk")[:AT_ONCE]
    ):
        for contact in contacts:
            contact.lead_score = record_score(contact, contact.company)
        update_rows(Contact, contacts, ["lead_score"])
        put_lines("contact", contact_lines(contacts, {c.company.pk: c.company for c in contacts if c.company}))
        counts[1] += len(contacts)
        last = contacts[-1].pk
    return counts[0], counts[1]
