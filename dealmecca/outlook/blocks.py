"""What the pages of other domains show of the outlook: the context of each include-template, in one call."""

from datetime import date
from typing import Any

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.outlook.drawings import draw_year
from dealmecca.outlook.queries import etiquette_for, notices_for, planning_dates_of, vulnerability_of

ACCOUNTS = ("ADVERTISER", "BRAND")


def company_blocks(*, viewer: User, company: Company, day: date | None = None) -> dict[str, Any]:
    """For `_planning_block.html`, `_etiquette.html` and `_vulnerability_block.html`, as of that day (today)."""
    day = day or timezone.localdate()
    openings = planning_dates_of(viewer=viewer, company=company, day=day)
    is_account = company.company_type in ACCOUNTS or bool(openings)
    return {
        "is_account": is_account,
        "openings": openings,
        "drawing": draw_year([one.planning_date for one in openings], day, whose=company.name) if openings else None,
        "etiquette": etiquette_for(viewer=viewer, company=company, day=day),
        "vulnerability": vulnerability_of(viewer=viewer, company=company, day=day) if is_account else None,
    }


def home_blocks(*, viewer: User) -> dict[str, Any]:
    """For `_planning_soon.html`."""
    return {"notices": notices_for(viewer=viewer)}
