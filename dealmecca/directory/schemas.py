"""JSON shapes of the directory: what the API answers and what it takes. Names are the specification's, in camelCase."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.db import models
from django.urls import reverse
from pydantic import AliasPath, BeforeValidator, Field
from pydantic.alias_generators import to_camel

from dealmecca.accounts.models import User
from dealmecca.directory.everything import Hit, HitPage
from dealmecca.directory.field_policy import show_reach
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import Page
from dealmecca.directory.search_query import NAMES, Kind
from dealmecca.lib.json_shapes import Answer, Id, Text, Values

FLOOR = 20  # the specification's default of a score that nobody has computed yet

# A score that nobody computed answers its floor, related rows their names.
Level = Annotated[int, Field(ge=1, le=5)]
Score = Annotated[int, BeforeValidator(lambda value: FLOOR if value is None else value), Field(ge=0, le=100)]
Names = Annotated[list[str], BeforeValidator(lambda related: sorted(str(row) for row in related.all()))]


def _about(model: type[models.Model], field: str, *, description: str = "", examples: list[str] | None = None) -> Any:
    """The length that the database gives a text, and what to say about it."""
    limit = getattr(model._meta.get_field(field), "max_length", None)
    return Field(default=None, max_length=limit, description=description or None, examples=examples)


def _reach(name: str, *, description: str) -> Any:
    """Read off what the field policy attached: a person that it was not asked about cannot be answered at all."""
    return Field(validation_alias=AliasPath("reach", name), serialization_alias=to_camel(name), description=description)


def _today(name: str, alias: str, description: str = "") -> Any:
    """What the record says today: what the column says fades by date."""
    about = description or (f"{FLOOR} until it has been computed" if name == "score" else None)
    return Field(validation_alias=name, serialization_alias=alias, description=about)


# --- Companies ---


class CompanyName(Answer):
    id: str
    name: str


class CompanyBrief(CompanyName):
    """The employer, inside a contact."""

    slug: str
    website: Text
    industry: Text
    company_type: Text
    city: Text
    state: Text
    country: Text
    verification_level: Level = _today("level", "verificationLevel")


class CompanyAnswer(Answer):
    id: str
    slug: str
    name: str
    website: Text
    description: Text
    industry: Text = Field(description="Code of a known industry")
    industry_text: Text = Field(description="As it was given, when it is no known industry")
    size: Text = Field(description="Code of a known range of employees")
    size_text: Text
    company_type: Text = Field(description="Code of a known company type")
    company_type_text: Text
    location: Text
    address: Text
    postal_code: Text
    city: Text
    state: Text
    country: Text
    phone: Text
    parent_id: str | None
    parent: CompanyName | None = Field(description="The company above: a holding company, a network, an agency")
    domains: Names
    aliases: Names
    verification_level: Level = _today("level", "verificationLevel")
    verification_score: Score = _today("score", "verificationScore")
    verified: bool = _today("is_verified", "verified", "Level 2 or more, and somebody confirmed its website")
    data_quality_score: Score = _today("score", "dataQualityScore")
    confirmed_on: date | None = Field(description="When somebody last stood up for it")
    logo_url: Text
    linkedin_url: Text
    twitter_url: Text
    facebook_url: Text
    contact_count: int = Field(validation_alias="people_count", serialization_alias="contactCount")
    created_at: datetime
    updated_at: datetime


class CompanyValues(Values):
    name: str | None = _about(Company, "name", examples=["Halden & Pike Media"])
    website: str | None = _about(Company, "website")
    description: str | None = _about(Company, "description")
    industry: str | None = _about(
        Company, "industry_text", description="Code, label or usual name. Unknown text is kept in industryText."
    )
    size: str | None = _about(
        Company, "size_text", description="A range such as 51-200, or a head count. Unknown text is kept in sizeText."
    )
    company_type: str | None = _about(
        Company, "company_type_text", description="Code, label or usual name. Unknown text is kept in companyTypeText."
    )
    location: str | None = _about(Company, "location", description="One line; city, state and country are read off it.")
    address: str | None = _about(Company, "address")
    postal_code: str | None = _about(Company, "postal_code")
    city: str | None = _about(Company, "city")
    state: str | None = _about(Company, "state")
    country: str | None = _about(Company, "country")
    phone: str | None = _about(Company, "phone")
    parent_id: Id | None = Field(default=None, description="Id of the company above; null for none.")
    domains: list[Annotated[str, Field(max_length=253)]] | None = Field(
        default=None, max_length=50, description="Replaces the whole list."
    )
    aliases: list[Annotated[str, Field(max_length=253)]] | None = Field(
        default=None, max_length=50, description="Other names. Replaces the whole list."
    )
    logo_url: str | None = _about(Company, "logo_url")
    linkedin_url: str | None = _about(Company, "linkedin_url")
    twitter_url: str | None = _about(Company, "twitter_url")
    facebook_url: str | None = _about(Company, "facebook_url")


class NewCompany(CompanyValues):
    name: str = Field(max_length=255, examples=["Halden & Pike Media"])


# --- Contacts ---


class ContactAnswer(Answer):
    id: str
    first_name: str
    last_name: str
    email: Text = _reach("email", description="null when none is known, or when it is hidden")
    phone: Text = _reach("phone", description="null when none is known, or when it is hidden")
    email_is_hidden: bool = _reach(
        "email_is_hidden", description="One is known, and the caller's plan does not show it"
    )
    phone_is_hidden: bool = _reach(
        "phone_is_hidden", description="One is known, and the caller's plan does not show it"
    )
    title: Text
    department: Text = Field(description="Code of a known department")
    department_text: Text = Field(description="As it was given, when it is no known department")
    seniority: Text = Field(description="Code of a known seniority")
    seniority_text: Text
    linkedin_url: Text
    twitter_url: Text
    personal_website: Text
    lead_score: int = Field(ge=0, le=100)
    verification_level: Level = _today("level", "verificationLevel")
    verification_score: Score = _today("score", "verificationScore")
    verified: bool = _today("is_verified", "verified", "Level 2 or more, and somebody confirmed the email address")
    data_quality_score: Score = _today("score", "dataQualityScore")
    confirmed_on: date | None = Field(description="When somebody last stood up for it")
    company_id: str | None
    company: CompanyBrief | None
    created_at: datetime
    updated_at: datetime


class ContactValues(Values):
    first_name: str | None = _about(Contact, "first_name", examples=["Josephine"])
    last_name: str | None = _about(Contact, "last_name", examples=["Darakjy"])
    email: str | None = _about(Contact, "email")
    phone: str | None = _about(Contact, "phone")
    title: str | None = _about(Contact, "title", examples=["VP, Media Director"])
    department: str | None = _about(
        Contact, "department_text", description="Code, label or usual name. Unknown text is kept in departmentText."
    )
    seniority: str | None = _about(
        Contact, "seniority_text", description="Code, label or usual name. Unknown text is kept in seniorityText."
    )
    linkedin_url: str | None = _about(Contact, "linkedin_url")
    twitter_url: str | None = _about(Contact, "twitter_url")
    personal_website: str | None = _about(Contact, "personal_website")
    company_id: Id | None = Field(default=None, description="Id of the employer; null for none known.")


# --- Lists ---


class CountAnswer(Answer):
    value: int = Field(description="How many match, at most 1000")
    is_capped: bool = Field(description="True when more match than value says")


class FacetAnswer(Answer):
    value: str = Field(description="What to send as the filter's value")
    label: str
    count: int = Field(description="Matches with this value, all other filters in force")


Item = TypeVar("Item")


class Listing(Answer, Generic[Item]):
    """One page, and what stands beside it."""

    items: list[Item]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")
    count: CountAnswer
    facets: dict[str, list[FacetAnswer]] = Field(description="By filter; a filter's own values do not narrow its facet")


class CompanyListing(Listing[CompanyAnswer]):
    pass


class ContactListing(Listing[ContactAnswer]):
    pass


class HitAnswer(Answer):
    """A person or a company, whichever the words found."""

    kind: Literal["contact", "company"]
    id: str
    name: str
    subtitle: str
    url: str = Field(description="Its page on this site")
    record: ContactAnswer | CompanyAnswer


class HitListing(Listing[HitAnswer]):
    pass


def contact_listing(viewer: User, page: Page[Contact]) -> ContactListing:
    return ContactListing.model_validate({"items": show_reach(viewer, page.items), **_beside(page, "contact")})


def contact_answer(viewer: User, contact: Contact) -> ContactAnswer:
    return ContactAnswer.model_validate(show_reach(viewer, [contact])[0])


def company_listing(page: Page[Company]) -> CompanyListing:
    return CompanyListing.model_validate({"items": page.items, **_beside(page, "company")})


def hit_listing(viewer: User, page: HitPage) -> HitListing:
    return HitListing.model_validate(
        {
            "items": [_hit_answer(viewer, hit) for hit in page.items],
            "next_cursor": page.next_cursor,
            "count": page.count,
            "facets": {"kind": page.kinds},
        }
    )


def _beside(page: Page[Any], kind: Kind) -> dict[str, Any]:
    """Everything beside the items, facets under the names of their filters."""
    return {
        "next_cursor": page.next_cursor,
        "count": page.count,
        "facets": {name: page.facets.get(field, []) for name, field in NAMES[kind].items()},
    }


def _hit_answer(viewer: User, hit: Hit) -> HitAnswer:
    if isinstance(hit.record, Company):
        url = reverse("web:company_page", args=[hit.record.slug])
        record: CompanyAnswer | ContactAnswer = CompanyAnswer.model_validate(hit.record)
    else:
        url = reverse("web:contact_page", args=[hit.record.pk])
        record = contact_answer(viewer, hit.record)
    return HitAnswer(kind=hit.kind, id=hit.id, name=hit.name, subtitle=hit.subtitle, url=url, record=record)


# --- Origins ---


class OriginAnswer(Answer):
    field: str
    value: Text
    before: Text = Field(description="What stood there before; null when nothing did")
    who: Text = Field(description="null for values that were never written down, such as of old data")
    door: Text = Field(description="WEB, API, IMPORT, CLI or SYSTEM")
    at: datetime | None
    import_id: Text = Field(validation_alias="batch")
    row: int | None = Field(description="Of the imported file, as a spreadsheet counts")


class OriginListing(Answer):
    items: list[OriginAnswer]
