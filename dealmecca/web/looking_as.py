"""An admin looks at DealMecca as a member does: reading only, on pages that hold nothing but what is shared.

The member's own rows hide themselves (`User.sees_own`); their settings, receipts, notices and files are not opened at
all; and whatever a page tries to write while it is looked at is refused by the database connection.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from dealmecca.accounts.impersonating import impersonation_of
from dealmecca.accounts.policies import Policy, policy_of
from dealmecca.database.reading_only import reading_only

_DOMAINS = ("directory", "roster", "following", "outlook", "crm", "saved", "events")
_PAGES = ("home", "search", "company_page", "contact_page", "event_page", "timeline", "origins")
SHARED = (  # modules whose pages are looked at; everything else stays closed
    *(f"dealmecca.{domain}.views." for domain in _DOMAINS),
    *(f"dealmecca.web.views.{page}" for page in _PAGES),
)
END = "operations:impersonation_end"
READS_ONLY = "You look at DealMecca as somebody else does: nothing can be changed. Stop looking first."
THEIR_OWN = "This page is theirs alone. An admin who looks at DealMecca as they do does not open it."


class LookingAs:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            request.until_answered = stack  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> None:
        """Raises PermissionDenied for what is not open meanwhile."""
        if policy_of(view_func) in (None, Policy.VISITORS) or not request.user.is_authenticated:
            return
        if request.resolver_match and request.resolver_match.view_name == END:
            return
        looking = impersonation_of(request)
        if looking is None:
            return
        request.user = looking.user
        request.impersonation = looking  # type: ignore[attr-defined]
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied(READS_ONLY)
        if not view_func.__module__.startswith(SHARED):
            raise PermissionDenied(THEIR_OWN)
        request.until_answered.enter_context(reading_only(READS_ONLY))  # type: ignore[attr-defined]
