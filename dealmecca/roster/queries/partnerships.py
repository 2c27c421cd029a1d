"""Reading partnerships: an advertiser's agencies, an agency's accounts, with what was before."""

from collections.abc import Sequence
from datetime import date

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.roster.models import Partnership

MOST = 500


def agencies_of(*, viewer: User, company: Company, day: date | None = None) -> list[Partnership]:
    """Who works for this advertiser: on that day, or over all time; newest first, agencies of record before others."""
    rows = Partnership.objects.visible_to(viewer).filter(advertiser=company).select_related("agency")
    return list((rows.on(day) if day else rows).order_by("discipline", "market", "-since", "-is_aor", "pk")[:MOST])


def accounts_of(*, viewer: User, company_ids: Sequence[str], day: date | None = None) -> list[Partnership]:
    """For whom these companies (an agency with its offices) work: on that day, or over all time."""
    rows = Partnership.objects.visible_to(viewer).filter(agency__in=company_ids).select_related("advertiser", "agency")
    return list((rows.on(day) if day else rows).order_by("-is_aor", "advertiser__name", "discipline", "pk")[:MOST])


def get_partnership(*, viewer: User, partnership_id: str) -> Partnership:
    """Raises Partnership.DoesNotExist."""
    if "\0" in partnership_id:
        raise Partnership.DoesNotExist
    return Partnership.objects.visible_to(viewer).select_related("agency", "advertiser").get(pk=partnership_id)
