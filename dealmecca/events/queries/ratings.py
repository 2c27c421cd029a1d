"""What those who were there think of an event, from three ratings on; and for oneself what it was worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.events.models import ASPECTS, Event, EventCompany, MetPerson, Rating, RoiLog

FROM = 3  # fewer ratings are shown to nobody: they would tell what one person said
PRIOR, WEIGHT = 3.5, 2  # an average counts as if two more had given what events usually get
LABELS = {"overall": "Overall", "networking": "Networking", "content": "Content", "roi": "Worth the cost"}


@dataclass(frozen=True)
class Average:
    aspect: str
    value: float

    @property
    def label(self) -> str:
        return LABELS[self.aspect]

    @property
    def percent(self) -> int:
        """For a bar from 0 to 5."""
        return round(self.value * 20)


@dataclass(frozen=True)
class Verdict:
    """`averages` is empty until there are ratings enough."""

    count: int
    averages: Sequence[Average]

    @property
    def overall(self) -> float | None:
        return self.averages[0].value if self.averages else None


def shrunk(mean: float, count: int) -> float:
    """(sum + prior × weight) / (count + weight), to one decimal: three enthusiasts are no consensus."""
    return round((mean * count + PRIOR * WEIGHT) / (count + WEIGHT), 1)


def verdict_on(*, viewer: User, event: Event) -> Verdict:
    """Averages of each aspect that three or more rated. The caller has checked that viewer may see the event."""
    if not (viewer.is_authenticated and viewer.is_active):
        return Verdict(0, ())
    asked = {f"{aspect}_mean": Avg(aspect) for aspect in ASPECTS} | {aspect: Count(aspect) for aspect in ASPECTS}
    found = Rating.objects.filter(event=event).aggregate(**asked)
    averages = [
        Average(aspect, shrunk(found[f"{aspect}_mean"], found[aspect])) for aspect in ASPECTS if found[aspect] >= FROM
    ]
    return Verdict(found["overall"], tuple(averages))


def overall_of(*, viewer: User, events: Sequence[Event]) -> dict[str, float]:
    """The overall average of each that has ratings enough, by event: one question for a whole list."""
    if not (viewer.is_authenticated and viewer.is_active):
        return {}
    rows = Rating.objects.filter(event__in=[event.pk for event in events]).values("event").order_by()
    counted = rows.annotate(mean=Avg("overall"), count=Count("pk")).filter(count__gte=FROM)
    return {row["event"]: shrunk(row["mean"], row["count"]) for row in counted}


def my_rating(*, viewer: User, event: Event) -> Rating | None:
    return Rating.objects.visible_to(viewer).filter(event=event).first()


def my_roi(*, viewer: User, event: Event) -> RoiLog | None:
    return RoiLog.objects.visible_to(viewer).filter(event=event).first()


def my_met_people(*, viewer: User, event: Event) -> Sequence[MetPerson]:
    """In the order in which they were ticked."""
    rows = MetPerson.objects.visible_to(viewer).filter(event=event).select_related("contact", "contact__company")
    return list(rows.order_by("pk"))


def people_likely_met(*, viewer: User, event: Event, limit: int = 40) -> Sequence[Contact]:
    """People of the companies that ran, sponsored or attended it, those worth most first."""
    if not (viewer.is_authenticated and viewer.is_active):
        return ()
    companies = list(EventCompany.objects.filter(event=event).values_list("company", flat=True))
    if event.organiser_id:
        companies.append(event.organiser_id)
    rows = Contact.objects.visible_to(viewer).filter(company__in=companies).select_related("company")
    return list(rows.order_by("-lead_score", "pk")[:limit])
