"""JSON shapes of events, answers, ratings, suggestions and calendars."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from dealmecca.directory.models import Company
from dealmecca.events.models import Attendee, Event, EventCompany, Presence, Rating, RoiLog, Suggestion
from dealmecca.events.queries.ratings import FROM, Verdict
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.lib.json_shapes import Answer, Id, Text, Values

NEXT = "Send it as cursor to get the next page; null on the last one"
_WALL = "As clocks at timeZone show it, such as 2026-12-03T18:00; with an offset, that moment."
_TYPE = f"A code, its label or a usual name. Codes: {', '.join(EVENT_TYPE.codes)}."
Wall = Annotated[datetime, Field(strict=False, description=_WALL)]
Format = Literal["IN_PERSON", "VIRTUAL", "HYBRID"]
Status = Literal["DRAFT", "PUBLISHED", "CANCELLED"]
State = Literal["DRAFT", "PUBLISHED", "CANCELLED", "COMPLETED"]
VisibilityCode = Literal["EVERYBODY", "TEAM", "NOBODY"]
Said = Literal["GOING", "MAYBE", "NOT_GOING", "ATTENDED"]
RsvpCode = Literal["GOING", "MAYBE", "NOT_GOING", "WAITLISTED", "OFFERED", "ATTENDED"]
Stars = Annotated[int, Field(ge=1, le=5)]


class EventCompanyAnswer(Answer):
    company_id: str
    name: str
    presence: Literal["ATTENDING", "SPONSOR"]


class RsvpAnswer(Answer):
    status: RsvpCode | None = Field(description="null: the caller has not answered")
    visibility: VisibilityCode | None
    place_in_queue: int = Field(description="1 is next; 0 for who does not wait")
    offer_expires_at: datetime | None


class EventAnswer(Answer):
    id: str
    slug: str
    title: str
    description: Text
    event_type: str
    format: Format
    status: State = Field(description="COMPLETED: it was published and is over")
    time_zone: str
    start_date: datetime
    end_date: datetime
    starts_local: str = Field(description="As clocks at timeZone show it")
    ends_local: str
    location: Text = Field(description="The place in one line")
    venue: Text
    city: Text
    country: Text
    website: Text
    virtual_url: Text = Field(description="Only for those who go, and who may edit")
    company_id: str | None = Field(description="The organiser, where the directory has it")
    organiser: Text
    creator_id: str | None
    max_attendees: int | None = Field(description="null: as many as come")
    attendee_count: int
    seats_left: int | None
    my_status: RsvpCode | None
    sequence: int
    url: str
    created_at: datetime
    updated_at: datetime


class EventDetail(EventAnswer):
    companies: list[EventCompanyAnswer]


class EventListing(Answer):
    items: list[EventAnswer]
    next_cursor: str | None = Field(description=NEXT)


class EventValues(Values):
    title: str | None = Field(default=None, max_length=200)
    description: str | None = Field(default=None, max_length=10_000)
    event_type: str | None = Field(default=None, max_length=40, description=_TYPE)
    format: Format | None = None
    time_zone: str | None = Field(
        default=None, max_length=64, description="IANA name; another one keeps the time of day"
    )
    start_date: Wall | None = None
    end_date: Wall | None = None
    location: str | None = Field(default=None, max_length=255, description="As shown, in one line")
    venue: str | None = Field(default=None, max_length=200)
    city: str | None = Field(default=None, max_length=120)
    country: str | None = Field(default=None, max_length=120)
    website: str | None = Field(default=None, max_length=500)
    virtual_url: str | None = Field(default=None, max_length=500)
    company_id: Id | None = Field(default=None, description="The organiser, by id")
    organiser: str | None = Field(default=None, max_length=255, description="Its name, where the directory has none")
    max_attendees: int | None = None
    attending_ids: list[Id] | None = Field(default=None, max_length=50, description="Companies; replaces them all")
    sponsor_ids: list[Id] | None = Field(default=None, max_length=50, description="Companies; replaces them all")
    status: Status | None = Field(default=None, description="Published events do not become drafts again")


class NewEvent(EventValues):
    title: str = Field(max_length=200)
    time_zone: str = Field(max_length=64, description="IANA name")
    start_date: Wall
    end_date: Wall
    despite_likeness: bool = Field(default=False, description="Although one of a like name is around that day")


class RsvpValues(Values):
    status: Said = Field(description="GOING leads to WAITLISTED when every seat is taken, and accepts an offer")
    visibility: VisibilityCode | None = Field(default=None, description="Who sees it; left out, as it was")


class AttendeeAnswer(Answer):
    user_id: str
    name: str
    status: RsvpCode
    company_id: str | None
    company_name: Text


class AttendeeListing(Answer):
    items: list[AttendeeAnswer] = Field(description="Those who show themselves to the caller")
    attendee_count: int
    next_cursor: str | None = Field(description=NEXT)


class RatingValues(Values):
    overall: Stars
    networking: Stars | None = None
    content: Stars | None = None
    roi: Stars | None = None


class RatingAnswer(Answer):
    mine: dict[str, int | None] | None = Field(description="null: the caller has not rated")
    count: int
    averages: dict[str, float] = Field(description=f"Of each aspect that {FROM} or more rated, drawn to the usual")


class WorthValues(Values):
    met_count: int | None = None
    lead_count: int | None = None
    cost: Decimal | None = Field(default=None, strict=False, max_digits=10, decimal_places=2)
    note: str | None = Field(default=None, max_length=2_000)


class WorthAnswer(Answer):
    met_count: int | None
    lead_count: int | None
    cost: Decimal | None
    note: Text


class MetValues(Values):
    contact_ids: list[Id] = Field(max_length=50)
    note: str = Field(default="", max_length=1_000, description="Goes into each interaction")


class MetAnswer(Answer):
    contact_id: str
    name: str
    interaction_id: str | None = Field(description="null once it was deleted")


class MetListing(Answer):
    items: list[MetAnswer]


class NewSuggestion(Values):
    title: str = Field(max_length=200)
    event_type: str | None = Field(default=None, max_length=40, description=_TYPE)
    format: Format | None = None
    time_zone: str = Field(max_length=64, description="IANA name")
    start_date: Wall
    end_date: Wall
    venue: str = Field(default="", max_length=200)
    city: str = Field(default="", max_length=120)
    country: str = Field(default="", max_length=120)
    website: str = Field(default="", max_length=500)
    organiser: str = Field(default="", max_length=255)
    description: str = Field(default="", max_length=10_000)
    despite_likeness: bool = False


class Decision(Values):
    state: Literal["ACCEPTED", "DECLINED"]
    reason: str = Field(default="", max_length=300, description="Needed for DECLINED; who suggested it reads it")


class SuggestionAnswer(Answer):
    id: str
    title: str
    event_type: str
    format: Format
    time_zone: str
    start_date: datetime = Field(validation_alias="starts_at")
    end_date: datetime = Field(validation_alias="ends_at")
    city: Text
    country: Text
    venue: Text
    website: Text
    organiser: Text = Field(validation_alias="organiser_name")
    description: Text
    state: Literal["PENDING", "ACCEPTED", "DECLINED"]
    reason: Text
    event_id: str | None
    created_at: datetime


class SuggestionListing(Answer):
    items: list[SuggestionAnswer]
    next_cursor: str | None = Field(description=NEXT)


class FeedAnswer(Answer):
    is_working: bool
    address: str | None = Field(description="Whole only in the answer that made it; nobody can show it again")
    created_at: datetime | None


def event_values(event: Event, answer: Attendee | None, link: str) -> dict[str, Any]:
    plain = ("slug", "title", "description", "event_type", "format", "time_zone", "venue", "city", "country", "website")
    values = {name: getattr(event, name) for name in (*plain, "max_attendees", "attendee_count", "sequence", "url")}
    return values | {
        "id": event.pk,
        "status": event.state,
        "start_date": event.starts_at,
        "end_date": event.ends_at,
        "starts_local": event.starts.replace(tzinfo=None).isoformat(timespec="minutes"),
        "ends_local": event.ends.replace(tzinfo=None).isoformat(timespec="minutes"),
        "location": event.place,
        "virtual_url": link,
        "company_id": event.organiser_id,
        "organiser": event.run_by,
        "creator_id": event.creator_id,
        "seats_left": event.seats_left,
        "my_status": answer.status if answer else None,
        "created_at": event.created_at,
        "updated_at": event.updated_at,
    }


def company_answer(row: EventCompany) -> EventCompanyAnswer:
    company: Company = row.company
    values = {"company_id": company.pk, "name": company.name, "presence": Presence(row.presence).value}
    return EventCompanyAnswer.model_validate(values)


def attendee_answer(row: Attendee) -> AttendeeAnswer:
    company = row.user.company
    values = {
        "user_id": row.user_id, "name": row.user.display_name, "status": row.status,
        "company_id": company.pk if company else None, "company_name": company.name if company else "",
    }  # fmt: skip
    return AttendeeAnswer.model_validate(values)


def rating_answer(rating: Rating | None, verdict: Verdict) -> RatingAnswer:
    aspects = ("overall", "networking", "content", "roi")
    mine = {name: getattr(rating, name) for name in aspects} if rating else None
    averages = {one.aspect: one.value for one in verdict.averages}
    return RatingAnswer(mine=mine, count=verdict.count, averages=averages)


def worth_answer(row: RoiLog | None) -> WorthAnswer:
    return WorthAnswer.model_validate(row or RoiLog())


def suggestion_answer(row: Suggestion) -> SuggestionAnswer:
    return SuggestionAnswer.model_validate(row)
