"""Who may be named in an account's etiquette: those who handle it, those who work there, and its agencies."""

from dataclasses import dataclass

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.roster.models import Handling
from dealmecca.roster.queries import agencies_of

MOST = 100


@dataclass(frozen=True)
class Circle:
    """The people and agencies around an account."""

    handlers: list[Contact]
    staff: list[Contact]
    agencies: list[Company]

    @property
    def people(self) -> dict[str, Contact]:
        return {person.pk: person for person in (*self.handlers, *self.staff)}


def circle_of(*, viewer: User, company: Company) -> Circle:
    """Three queries."""
    today = timezone.localdate()
    held = Handling.objects.visible_to(viewer).held_on(today).filter(account=company)
    handlers = Contact.objects.visible_to(viewer).filter(pk__in=held.values("contact")).select_related("company")
    staff = Contact.objects.visible_to(viewer).in_company(company).select_related("company")
    working = agencies_of(viewer=viewer, company=company, day=today)
    return Circle(
        handlers=list(handlers.order_by("last_name", "first_name", "pk")[:MOST]),
        staff=list(staff.order_by("-lead_score", "pk")[:MOST]),
        agencies=list({row.agency_id: row.agency for row in working}.values()),
    )
