"""JSON shapes of what members are told."""

from datetime import datetime

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Id, Text, Values
from dealmecca.notifications.kinds import Cadence, Kind


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


class PreferenceAnswer(Answer):
    kind: Kind
    label: str
    in_app: bool = Field(description="Whether it stands in the notification centre")
    mail: Cadence
    mail_choices: list[Cadence] = Field(description="The cadences that may be chosen; one: nobody may miss it")


class PreferenceListing(Answer):
    items: list[PreferenceAnswer]


class PreferenceValues(Values):
    """What is left out stays as it is."""

    kind: Kind = Field(strict=False)
    in_app: bool | None = None
    mail: Cadence | None = Field(default=None, strict=False)


class PreferencesValues(Values):
    items: list[PreferenceValues] = Field(min_length=1, max_length=len(Kind))
