"""The people a viewer works with, by next touch, last touch, step of the pipeline or score."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp, Interaction, InteractionContact, LeadScore
from dealmecca.crm.queries.lead_scores import lead_scores_of
from dealmecca.crm.vocabularies import STATUS
from dealmecca.directory.models import Contact

PAGE = 50
SORTS = ("next", "last", "status", "score")


@dataclass
class Work:
    """What a viewer has with one person; `contact` and `score` are there for the page shown."""

    contact_id: str
    next_on: date | None = None
    last_at: datetime | None = None
    status: str = ""
    stored: int = -1
    contact: Contact | None = field(default=None, compare=False)
    score: int = 0

    @property
    def status_label(self) -> str:
        return STATUS.label(self.status)


def my_people(
    *, viewer: User, sort: str = "next", after: tuple[str, str] | None = None, limit: int = PAGE
) -> tuple[list[Work], int, tuple[str, str] | None]:
    """A page, how many there are, and where the next page begins. Six queries.

    One line a person is read for all of the viewer's people, which are as many as one seller can know; the page alone
    is loaded with names.
    """
    order = _ORDERS[sort]
    rows = sorted(_all(viewer).values(), key=lambda work: (order(work), work.contact_id))
    found = [work for work in rows if after is None or (order(work), work.contact_id) > after]
    people = Contact.objects.visible_to(viewer).select_related("company")
    contacts = people.in_bulk([work.contact_id for work in found[:limit]])
    page = [work for work in found[:limit] if work.contact_id in contacts]
    scores = lead_scores_of(viewer=viewer, contacts=[contacts[work.contact_id] for work in page])
    for work in page:
        work.contact, work.score = contacts[work.contact_id], scores[work.contact_id].score
    last = found[limit - 1] if len(found) > limit else None
    return page, len(rows), (order(last), last.contact_id) if last else None


def _all(viewer: User) -> dict[str, Work]:
    found: dict[str, Work] = {}

    def work(contact_id: str) -> Work:
        return found.setdefault(contact_id, Work(contact_id))

    mine: dict[str, Any] = {"user": viewer.pk, "contact__isnull": False}
    due = FollowUp.objects.visible_to(viewer).filter(**mine, done_at=None).order_by()
    for contact_id, next_on in due.values_list("contact").annotate(next_on=Min("due_on")):
        work(contact_id).next_on = next_on
    met = InteractionContact.objects.filter(
        interaction__in=Interaction.objects.visible_to(viewer).filter(user=viewer.pk), contact__isnull=False
    ).order_by()
    for contact_id, last_at in met.values_list("contact").annotate(last_at=Max("interaction__happened_at")):
        work(contact_id).last_at = last_at
    for contact_id, status in Deal.objects.visible_to(viewer).filter(**mine).values_list("contact", "status"):
        work(contact_id).status = status
    scores = LeadScore.objects.visible_to(viewer).values_list("contact", "score", "override")
    for contact_id, score, override in scores:
        if override is not None or contact_id in found:
            work(contact_id).stored = score if override is None else override
    return found


# What sorts by, as text that grows in the wanted order and fits a cursor.
_ORDERS: dict[str, Callable[[Work], str]] = {
    "next": lambda work: work.next_on.isoformat() if work.next_on else "9999",
    "last": lambda work: f"{10**12 - int(work.last_at.timestamp()):013}" if work.last_at else "9",
    "status": lambda work: f"{STATUS.position(work.status) if work.status else 99:02}",
    "score": lambda work: f"{100 - work.stored:03}",
}
