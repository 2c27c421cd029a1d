"""Saved searches as their owner reads them: the list with what each is about, one of them, and its news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.plans import plan_of
from dealmecca.directory.queries import company_names
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.following.queries import Record, records_named
from dealmecca.roster.queries import find_duties
from dealmecca.saved.models import ListKind, News, SavedNews, SavedSearch
from dealmecca.saved.queries.filters import Filters, Listed, read_filters

_TERMS = {"companyType": "company_type", "industry": "industry", "size": "size", "seniority": "seniority",
          "department": "department", "worksAt": "company_type"}  # fmt: skip
_WORDS = {"hasEmail": "email known", "hasPhone": "phone known"}
_COMPANIES = ("companyId", "account", "agency")
_DUTIES = ("duty", "place", "role")


@dataclass(frozen=True)
class SavedRow:
    """One saved search on the list; `about` are its filters in words."""

    saved: SavedSearch
    about: list[str]
    filters: Filters
    is_own: bool
    is_paused: bool


@dataclass(frozen=True)
class NewsItem:
    """One record that a look brought up; `record` is None for one that the viewer may not see."""

    what: News
    told_at: datetime
    record: Record | None


def list_searches(*, viewer: User, after: str | None = None, limit: int = 50) -> tuple[list[SavedRow], str | None]:
    """The viewer's own and their team's, newest first, and the id to go on after. Five queries at most."""
    rows = SavedSearch.objects.visible_to(viewer).filter(deleted_at=None).select_related("user").order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after and "\0" not in after else rows)[: limit + 1])
    shown = found[:limit]
    items = _rows(viewer, shown)
    return items, shown[-1].pk if len(found) > limit else None


def row_of(*, viewer: User, saved: SavedSearch) -> SavedRow:
    return _rows(viewer, [saved])[0]


def about_list(*, viewer: User, found: Listed) -> list[str]:
    """The filters of a list in words. Three queries at most."""
    return _about(viewer, {"": found.filters})[""]


def get_search(*, viewer: User, search_id: str) -> SavedSearch:
    """One of the viewer's own or their team's. Raises SavedSearch.DoesNotExist."""
    return _one(viewer, search_id, is_deleted=False)


def get_deleted(*, viewer: User, search_id: str) -> SavedSearch:
    """One that was deleted and can still be taken back. Raises SavedSearch.DoesNotExist."""
    return _one(viewer, search_id, is_deleted=True)


def is_paused(*, viewer: User, saved: SavedSearch) -> bool:
    """Whether it is beyond what its owner's plan keeps running: after a change of plan the newest rest."""
    return saved.user_id == viewer.pk and saved.pk in _paused_ids(viewer)


def saved_left(*, viewer: User) -> int | None:
    """How many more the plan takes; None without limit."""
    limit = plan_of(viewer).saved_searches
    return None if limit is None else max(limit - SavedSearch.objects.counted_for(viewer).count(), 0)


def may_share(*, viewer: User) -> bool:
    return viewer.sales_team_id is not None and plan_of(viewer).shares_searches


def due_searches(*, now: datetime | None = None, limit: int = 1_000) -> list[tuple[str, datetime]]:
    """Those whose turn it is, with the instant they wait for, longest waiting first. For the job alone."""
    rows = SavedSearch.objects.filter(next_check_at__lte=now or timezone.now()).order_by("next_check_at", "pk")
    return [(key, at) for key, at in rows.values_list("pk", "next_check_at")[:limit] if at]


def list_news(
    *, viewer: User, saved: SavedSearch, after: int | None = None, limit: int = 50
) -> tuple[list[NewsItem], int | None]:
    """What the looks brought up, newest first, and the number to go on after. Four queries at most."""
    rows = SavedNews.objects.of(saved).order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: limit + 1])
    shown = found[:limit]
    kind = "company" if saved.kind == ListKind.COMPANIES else "contact"
    records = records_named(viewer=viewer, keys=[(kind, row.record_id) for row in shown]) if shown else {}
    items = [NewsItem(News(row.what), row.told_at, records.get((kind, row.record_id))) for row in shown]
    return items, shown[-1].pk if len(found) > limit else None


def _one(viewer: User, search_id: str, *, is_deleted: bool) -> SavedSearch:
    if "\0" in search_id:
        raise SavedSearch.DoesNotExist
    return SavedSearch.objects.visible_to(viewer).get(pk=search_id, deleted_at__isnull=not is_deleted)


def _paused_ids(viewer: User) -> set[str]:
    limit = plan_of(viewer).saved_searches
    if limit is None:
        return set()
    return set(SavedSearch.objects.counted_for(viewer).values_list("pk", flat=True)[limit:])


def _rows(viewer: User, rows: Sequence[SavedSearch]) -> list[SavedRow]:
    filters = {row.pk: read_filters(row.kind, row.filters)[0] for row in rows}
    about, paused = _about(viewer, filters), _paused_ids(viewer)
    return [SavedRow(row, about[row.pk], filters[row.pk], row.user_id == viewer.pk, row.pk in paused) for row in rows]


def _about(viewer: User, filters: Mapping[str, Filters]) -> dict[str, list[str]]:
    """The filters of each in words. Three queries at most."""

    def values(names: Sequence[str]) -> list[str]:
        return [value for one in filters.values() for name in names for value in one.get(name, ())]

    companies = company_names(viewer=viewer, ids=values(_COMPANIES))
    texts = values(_DUTIES)
    duties = find_duties(viewer=viewer, texts=texts) if texts else {}

    def words(name: str, value: str) -> str:
        if name in _TERMS:
            return BY_FIELD[_TERMS[name]].label(value)
        if name in _COMPANIES:
            return companies.get(value, "a company that is gone")
        if name in _DUTIES:
            return duties[value].name if value in duties else value
        if name in _WORDS:
            return _WORDS[name] if value == "true" else _WORDS[name].replace("known", "not known")
        if name == "minVerificationLevel":
            return f"level {value} or higher"
        return f"“{value}”" if name in ("q", "words") else f"as of {value}" if name == "asOf" else value

    hidden = {"sort", "exact"}
    return {
        key: [words(name, value) for name, found in one.items() if name not in hidden for value in found]
        for key, one in filters.items()
    }
