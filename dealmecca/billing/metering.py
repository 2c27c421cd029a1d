"""What pages and API share to meter: the search of a request, and the request itself.

    with searching(request, asked) as receipt:
        page = search_contacts(...)
        receipt.found(page.count.value)

The middleware writes what is left into the answer, and gives the unit back when the answer failed after all.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions import Allowance, metered_search, take_request
from dealmecca.billing.models import Unit
from dealmecca.billing.plans import plan_of
from dealmecca.billing.queries.usage import Usage, read_usage
from dealmecca.billing.refusals import TooManyRequests
from dealmecca.lib.text_keys import fold


@dataclass(frozen=True)
class Asked:
    """A search as it is charged. `is_further`: a page after the first, or a result opened beside the list."""

    key: str
    what: str
    is_further: bool = False


class Receipt(Protocol):
    left: int | None

    @property
    def usage(self) -> Usage: ...

    def found(self, count: int) -> None: ...

    def failed(self) -> None: ...


class NoSearch:
    """The receipt of a list that nobody searched: nothing is charged, and what is left is told all the same."""

    def __init__(self, usage: Usage) -> None:
        self.usage, self.left = usage, usage.left

    def found(self, count: int) -> None:
        pass

    def failed(self) -> None:
        pass


def asked_in_words(text: str, *, is_further: bool = False) -> Asked:
    """Words alone are one search wherever they are typed: header, people, companies, who handles what."""
    return Asked(_key("words", " ".join(fold(text).split())), f"“{text}”", is_further)


def asked_in_filters(door: str, criteria: dict[str, Any], what: str, *, is_further: bool = False) -> Asked:
    """A search with filters; the order of values and of criteria does not matter."""
    parts = {name: sorted(map(str, value)) if isinstance(value, (list, tuple)) else value
             for name, value in criteria.items()}  # fmt: skip
    return Asked(_key(door, json.dumps(parts, sort_keys=True, default=str)), what, is_further)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


@contextmanager
def searching(request: HttpRequest, asked: Asked | None) -> Iterator[Receipt]:
    """Charge the search before it runs; None is a list without any search. Raises QuotaUsedUp, TooManyRequests.

    What an admin asks who looks as a member does is not that member's search.
    """
    user = viewer_of(request)
    if asked is None or not user.sees_own:
        receipt: Receipt = NoSearch(_left_of(user))
        request.search_receipt = receipt  # type: ignore[attr-defined]
        yield receipt
        return
    if not hasattr(request, "allowance"):
        count_request(request)
    with metered_search(user=user, key=asked.key, what=asked.what, is_further=asked.is_further) as receipt:
        request.search_receipt = receipt  # type: ignore[attr-defined]
        yield receipt


def _left_of(user: User) -> Usage:
    """Who has no limit is not asked for."""
    if plan_of(user).searches_a_month is None:
        return Usage(user, Unit.SEARCH, timezone.now(), 0, 0, None)
    return read_usage(user=user, unit=Unit.SEARCH)


def count_request(request: HttpRequest) -> Allowance | None:
    """One request of the member's hour; none when an admin looks as they do. Raises TooManyRequests."""
    user = viewer_of(request)
    if not user.sees_own:
        return None
    plan = plan_of(user)
    allowance = take_request(user=user, limit=plan.requests_an_hour) if plan.requests_an_hour is not None else None
    request.allowance = allowance  # type: ignore[attr-defined]
    if allowance and not allowance.is_granted:
        raise TooManyRequests(plan, allowance.seconds)
    return allowance


class RequestsOfPlan(BaseThrottle):
    """Every operation of the API, as soon as it is known who calls: also those that are then refused."""

    def allow_request(self, request: HttpRequest) -> bool:
        count_request(request)
        return True
