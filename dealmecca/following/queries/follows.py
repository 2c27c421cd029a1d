"""What somebody follows: the records themselves, and everything that counts with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import ids_below
from dealmecca.following.models import Follow
from dealmecca.history.models import Change, Verb
from dealmecca.roster.models import Handling

MOST = 5_000  # companies that count in one feed, families included
MOST_HANDLERS = 2_000  # people who are watched for a move only because they handle a followed account


@dataclass(frozen=True)
class Scope:
    """Companies with all below them, people, and `handlers`: people known only because they handle those accounts."""

    companies: list[str]
    contacts: list[str]
    handlers: list[str]

    @property
    def is_empty(self) -> bool:
        return not (self.companies or self.contacts)


@dataclass(frozen=True)
class Record:
    """A followed or changed record; `url` is empty when it was deleted."""

    kind: str
    id: str
    name: str
    url: str
    about: str = ""
    is_agency: bool = False


@dataclass(frozen=True)
class Followed:
    """`record` is None for one that the viewer may no longer see."""

    id: str
    kind: Literal["company", "contact"]
    record_id: str
    followed_at: datetime
    record: Record | None


def follower_ids() -> set[str]:
    """Of everybody who follows anything; no word of what. For the job that makes digests."""
    return set(Follow.objects.values_list("user", flat=True).distinct())


def followed_scope(*, viewer: User) -> Scope:
    """All whose changes this viewer wants to hear of. Three queries."""
    companies: list[str] = []
    contacts: list[str] = []
    for kind, key in Follow.objects.visible_to(viewer).values_list("record_kind", "record_id"):
        (companies if kind == Follow.Kind.COMPANY else contacts).append(key)
    families = list(dict.fromkeys([*companies, *ids_below(companies)]))[:MOST] if companies else []
    return Scope(families, contacts, _handlers(viewer, families))


def _handlers(viewer: User, accounts: list[str]) -> list[str]:
    """A duty that was left behind by a move stays open: so a person still counts when they have just gone."""
    if not accounts:
        return []
    rows = Handling.objects.visible_to(viewer).filter(account__in=accounts, until=None, folded_into=None)
    return list(rows.order_by().values_list("contact_id", flat=True).distinct()[:MOST_HANDLERS])


def list_follows(*, viewer: User, after: str | None = None, limit: int = 50) -> tuple[list[Followed], str | None]:
    """A page, last followed first, and the id to go on after. Flat in queries."""
    rows = Follow.objects.visible_to(viewer).order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: limit + 1])
    return _followed(viewer, found[:limit]), found[limit - 1].pk if len(found) > limit else None


def get_followed(*, viewer: User, follow_id: str) -> Followed:
    """One of the viewer's own. Raises Follow.DoesNotExist."""
    if "\0" in follow_id:
        raise Follow.DoesNotExist
    (followed,) = _followed(viewer, [Follow.objects.visible_to(viewer).get(pk=follow_id)])
    return followed


def is_following(*, viewer: User, record: Company | Contact) -> bool:
    kind = record._meta.model_name
    return Follow.objects.visible_to(viewer).filter(record_kind=kind, record_id=record.pk).exists()


def follow_button(*, viewer: User, record: Company | Contact) -> dict[str, object]:
    """What `following/_follow_button.html` shows."""
    if isinstance(record, Company):
        url = reverse("following:company_follow", args=[record.slug])
    else:
        url = reverse("following:contact_follow", args=[record.pk])
    return {"follow_url": url, "is_followed": is_following(viewer=viewer, record=record)}


def records_named(*, viewer: User, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Record]:
    """Name and address of each; a deleted one keeps its last name, one that the viewer may not see is left out."""
    wanted = set(keys)
    companies = Company.objects.visible_to(viewer).in_bulk([key for kind, key in wanted if kind == "company"])
    people = Contact.objects.visible_to(viewer).select_related("company")
    contacts = people.in_bulk([key for kind, key in wanted if kind == "contact"])
    found = {("company", key): _company(row) for key, row in companies.items()}
    found |= {("contact", key): _contact(row) for key, row in contacts.items()}
    missing = [key for kind, key in wanted if (kind, key) not in found]
    deleted = Change.objects.filter(record_kind__in=("company", "contact"), record_id__in=missing, verb=Verb.DELETE)
    for kind, key, fields in deleted.values_list("record_kind", "record_id", "fields") if missing else ():
        name = fields.get("name", ["a deleted record"])[0]
        found[kind, key] = Record(kind, key, name, "", "Deleted")
    return found


def _followed(viewer: User, rows: Iterable[Follow]) -> list[Followed]:
    rows = list(rows)
    records = records_named(viewer=viewer, keys=[(row.record_kind, row.record_id) for row in rows])
    return [
        Followed(
            row.pk,
            "company" if row.record_kind == Follow.Kind.COMPANY else "contact",
            row.record_id,
            row.followed_at,
            records.get((row.record_kind, row.record_id)),
        )
        for row in rows
    ]


def _company(row: Company) -> Record:
    url = reverse("web:company_page", args=[row.slug])
    is_agency = row.company_type in ("AGENCY", "OFFICE", "AGENCY_NETWORK", "HOLDING_COMPANY")
    return Record("company", row.pk, row.name, url, row.get_company_type_display(), is_agency)


def _contact(row: Contact) -> Record:
    about = ", ".join(part for part in (row.title, row.company.name if row.company else "") if part)
    return Record("contact", row.pk, row.full_name, reverse("web:contact_page", args=[row.pk]), about)
