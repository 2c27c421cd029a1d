"""Reading partnerships: an advertiser's agencies, an agency's accounts, with what was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.database.lists import keys_in
from dealmecca.directory.models import Company
from dealmecca.directory.queries import ids_below
from dealmecca.roster.models import Partnership

MOST = 500
_OWN = [field.name for field in Partnership._meta.concrete_fields]


@dataclass(frozen=True)
class PartnershipFilter:
    """Which partnerships are wanted; empty means any. `agencies` are companies with their offices and subsidiaries.

    `day` None is all time, what has ended among it.
    """

    agencies: tuple[str, ...] = ()
    advertisers: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    is_aor: bool | None = None
    day: date | None = None


def agencies_of(*, viewer: User, company: Company, day: date | None = None) -> list[Partnership]:
    """Who works for this advertiser: on that day, or over all time; newest first, agencies of record before others."""
    rows = Partnership.objects.visible_to(viewer).filter(advertiser=company)
    rows = rows.select_related("agency").only(*_OWN, "agency__name", "agency__slug")
    return list((rows.on(day) if day else rows).order_by("discipline", "market", "-since", "-is_aor", "pk")[:MOST])


def accounts_of(*, viewer: User, company_ids: Sequence[str], day: date | None = None) -> list[Partnership]:
    """For whom these companies (an agency with its offices) work: on that day, or over all time."""
    rows = Partnership.objects.visible_to(viewer).filter(agency__in=keys_in(company_ids))
    rows = rows.select_related("advertiser").only(*_OWN, "advertiser__name", "advertiser__slug")
    return list((rows.on(day) if day else rows).order_by("-is_aor", "advertiser__name", "discipline", "pk")[:MOST])


def list_partnerships(
    *, viewer: User, wanted: PartnershipFilter, after: str | None = None, limit: int = 25
) -> tuple[list[Partnership], str | None]:
    """A page of partnerships, the one recorded last first, and the id to go on after."""
    rows = Partnership.objects.visible_to(viewer).select_related("agency", "advertiser").order_by("-pk")
    if wanted.agencies:
        rows = rows.filter(agency__in=ids_below(wanted.agencies))
    if wanted.advertisers:
        rows = rows.filter(advertiser__in=wanted.advertisers)
    if wanted.disciplines:
        rows = rows.filter(discipline__in=wanted.disciplines)
    if wanted.markets:
        rows = rows.filter(market__in=wanted.markets)
    if wanted.is_aor is not None:
        rows = rows.filter(is_aor=wanted.is_aor)
    if wanted.day:
        rows = rows.on(wanted.day)
    found = list((rows.filter(pk__lt=after) if after else rows)[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def get_partnership(*, viewer: User, partnership_id: str) -> Partnership:
    """Raises Partnership.DoesNotExist."""
    if "\0" in partnership_id:
        raise Partnership.DoesNotExist
    return Partnership.objects.visible_to(viewer).select_related("agency", "advertiser").get(pk=partnership_id)


def incumbent_of(*, viewer: User, advertiser: Company, discipline: str, market: str, day: date) -> Partnership | None:
    """The agency of record that began before this day and still is."""
    rows = Partnership.objects.visible_to(viewer).select_related("agency", "advertiser")
    there = rows.filter(advertiser=advertiser, discipline=discipline, market=market, is_aor=True, since__lt=day)
    return there.filter(Q(until=None) | Q(until__gt=day)).order_by("-since").first()
