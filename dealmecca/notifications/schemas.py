"""JSON shapes of what members are told."""

from datetime import datetime

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Id, Text, Values
from dealmecca.notifications.kinds import Kind


class NotificationAnswer(Answer):
    id: str
    kind: Kind
    sentence: str
    details: Text
    link: Text = Field(description="A path on this site")
    created_at: datetime
    read_at: datetime | None


class NotificationListing(Answer):
    items: list[NotificationAnswer]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")
    unread_count: int = Field(description="100 stands for 100 and more")


class ReadValues(Values):
    """Which to mark; all, when it is left out."""

    ids: list[Id] | None = Field(default=None, max_length=100)


class ReadAnswer(Answer):
    unread_count: int = Field(description="100 stands for 100 and more")
