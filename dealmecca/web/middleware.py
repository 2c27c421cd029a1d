"""What every request passes: sign-in first, headers that forbid inline code, pages for writes the data refused."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dealmecca.accounts.actions.sessions import note_session_in_use
from dealmecca.accounts.mfa import must_set_up_second_factor
from dealmecca.accounts.policies import Policy, policy_of
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.missing import Gone

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        finally:
            timezone.deactivate()  # ClosedByDefault chose the member's own, and this thread serves others next
        policy = CONTENT_SECURITY_POLICY
        if request.resolver_match and request.resolver_match.url_name == "openid_connect_login":
            # Its one form is answered by a redirect to the provider, wherever that is; browsers count it as a target.
            policy += " https:" if settings.PRODUCTION else " https: http:"
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Pages hold people's data: no shared cache keeps them, and Back asks again.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ClosedByDefault(LoginRequiredMiddleware):
    """Asks each view's policy: visitors go to the sign-in page, members without the right are refused."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        """An open view is not even asked who calls: health answers when the database has no sessions to give."""
        policy = policy_of(view_func)
        if policy == Policy.VISITORS:
            return None
        if policy is None:
            raise PermissionDenied("Nobody said who may open this page.")
        if not request.user.is_authenticated:
            return self.handle_no_permission(request, view_func)
        if not policy.allows(request.user):
            raise PermissionDenied(f"This page is for {policy}.")
        if not hasattr(request, "impersonation"):  # an admin who looks as a member brings their own factor and session
            if not _keeps_the_account(view_func) and must_set_up_second_factor(request.user):
                return redirect("mfa_index")
            note_session_in_use(request)
        if request.user.time_zone:
            timezone.activate(request.user.zone)
        return None


def _keeps_the_account(view: Any) -> bool:
    """The sign-in library's own pages: the second factor, confirming who one is, the address, signing out."""
    return str(getattr(view, "__module__", "")).startswith("allauth.")


class TranslateWriteErrors:
    """A refused write that no form could show becomes one plain page; forms show theirs beside the field."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Conflict):
            return _refused(request, [str(exception)], 409)
        if isinstance(exception, Gone):
            return render(request, "410.html", {"sentence": str(exception)}, status=410)
        if isinstance(exception, ValidationError):
            return _refused(request, exception.messages, 400)
        return None


def _refused(request: HttpRequest, sentences: list[str], status: int) -> HttpResponse:
    """To htmx it is the whole page, whatever part of it was asked for."""
    response = render(request, "web/refused.html", {"sentences": sentences}, status=status)
    if request.headers.get("HX-Request") == "true":
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "innerHTML"
    return response
