"""JSON shapes of saved searches."""

from datetime import datetime
from typing import Annotated, Literal

from django.urls import reverse
from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Text, Values
from dealmecca.saved.models import SavedSearch
from dealmecca.saved.queries import Listed, NewsItem, SavedRow

KindCode = Literal["contact", "company", "who"]
AlertsCode = Literal["NEVER", "HOURLY", "DAILY", "WEEKLY"]
Name = Annotated[str, Field(max_length=120)]
FiltersIn = Annotated[
    dict[Annotated[str, Field(max_length=40)], list[Annotated[str, Field(max_length=300)]]],
    Field(
        description="The list's filters by name, each with its values: the parameters of its page's address, such as "
        '{"companyType": ["AGENCY"], "q": ["media"]}',
        max_length=30,
    ),
]


class SavedSearchAnswer(Answer):
    id: str
    name: str
    kind: KindCode
    filters: dict[str, list[str]] = Field(description="Under today's names, whatever release saved it")
    about: list[str] = Field(description="The filters in words")
    lost: list[str] | None = Field(
        description="What was saved and means nothing any more, in sentences; null in a listing"
    )
    url: str = Field(description="The page that leads to the list")
    alerts: AlertsCode
    rests: Text = Field(description="Why alerts rest: TOO_MANY or LOST; null when they do not")
    is_shared: bool
    is_own: bool
    is_paused: bool = Field(description="Beyond what the plan keeps: the newest neither run nor tell anything")
    created_at: datetime
    checked_at: datetime | None = Field(description="When it was last looked at; null without alerts")


class SavedSearchListing(Answer):
    items: list[SavedSearchAnswer] = Field(description="The caller's own and their team's, newest first")
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")


class NewSavedSearch(Values):
    name: Name
    kind: KindCode
    filters: FiltersIn
    alerts: AlertsCode = "NEVER"
    is_shared: bool = False


class SavedSearchValues(Values):
    name: Name | None = None
    alerts: AlertsCode | None = None
    is_shared: bool | None = None


class NewsAnswer(Answer):
    what: Literal["NEW", "CHANGED", "GONE"]
    told_at: datetime
    record_id: str | None
    name: str | None = Field(description="The last one, when the record was deleted")
    url: Text


class NewsListing(Answer):
    items: list[NewsAnswer] = Field(description="Newest first")
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")


def saved_answer(row: SavedRow, found: Listed | None = None) -> SavedSearchAnswer:
    """`found` is what it means today; without it nothing is said of what is lost."""
    saved: SavedSearch = row.saved
    return SavedSearchAnswer.model_validate(
        {
            "id": saved.pk,
            "name": saved.name,
            "kind": saved.kind,
            "filters": found.filters if found else row.filters,
            "about": row.about,
            "lost": found.lost if found else None,
            "url": reverse("saved:saved_run", args=[saved.pk]),
            "alerts": saved.alerts,
            "rests": saved.rests,
            "is_shared": saved.sales_team_id is not None,
            "is_own": row.is_own,
            "is_paused": row.is_paused,
            "created_at": saved.created_at,
            "checked_at": saved.checked_at,
        }
    )


def news_answer(item: NewsItem) -> NewsAnswer:
    record = item.record
    return NewsAnswer.model_validate(
        {
            "what": item.what.value,
            "told_at": item.told_at,
            "record_id": record.id if record else None,
            "name": record.name if record else None,
            "url": record.url if record else None,
        }
    )
