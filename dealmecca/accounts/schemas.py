"""JSON shapes of the caller and of keys."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from dealmecca.accounts.models import Role, Scope, SubscriptionTier
from dealmecca.lib.json_shapes import Answer, Text, Values


class SalesTeamAnswer(Answer):
    id: str
    name: str


class MeAnswer(Answer):
    id: str
    email: str
    name: Text
    role: Role
    tier: SubscriptionTier = Field(validation_alias="subscription_tier", serialization_alias="tier")
    time_zone: Text = Field(description="IANA name; null: the site's")
    sales_team: SalesTeamAnswer | None
    last_login_at: datetime | None
    login_count: int
    last_dashboard_visit: datetime | None
    dashboard_visits: int
    created_at: datetime


class KeyAnswer(Answer):
    id: str
    name: str
    prefix: str = Field(description="What follows dm_ in the key; the rest is told once")
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="A minute exact")
    revoked_at: datetime | None


class KeyListing(Answer):
    items: list[KeyAnswer]


class NewKeyAnswer(KeyAnswer):
    key: str = Field(description="The whole key. It cannot be read again")


class KeyValues(Values):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    scopes: list[Annotated[str, Field(pattern=f"^({'|'.join(Scope.values)})$")]] = Field(min_length=1, max_length=3)
    expires_in_days: int | None = Field(default=None, ge=1, le=3650, description="Left out: until it is revoked.")
