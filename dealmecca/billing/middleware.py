"""What is left, in the headers of every metered answer; the page for who has nothing left."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from dealmecca.billing.metering import Receipt
from dealmecca.billing.refusals import QuotaUsedUp, TooManyRequests
from dealmecca.lib.fragments import render_part


class Metering:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        receipt: Receipt | None = getattr(request, "search_receipt", None)
        if receipt:
            if response.status_code >= 500:
                receipt.failed()
            _tell_searches(response, receipt.left, receipt.usage.resets_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        allowance = getattr(request, "allowance", None)
        if allowance:
            response.headers["RateLimit-Limit"] = str(allowance.limit)
            response.headers["RateLimit-Remaining"] = str(allowance.left)
            response.headers["RateLimit-Reset"] = str(allowance.seconds)
            response.headers["RateLimit-Policy"] = f"{allowance.limit};w=3600"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, QuotaUsedUp):
            page, fragment = "billing/quota_used_up.html", "billing/_quota_used_up.html"
        elif isinstance(exception, TooManyRequests):
            page, fragment = "billing/too_many_requests.html", "billing/_too_many_requests.html"
        else:
            return None
        context = {"refusal": exception, "plans_url": plans_url()}
        response = render_part(request, page, fragment, context, status=exception.status)
        for name, value in exception.headers.items():
            response.headers[name] = value
        return response


def plans_url() -> str:
    """Where plans are compared, or "" on an installation without that page."""
    try:
        return reverse("billing:plans")
    except NoReverseMatch:
        return ""


def _tell_searches(response: HttpResponse, left: int | None, resets_at: str) -> None:
    response.headers["X-Searches-Left"] = "unlimited" if left is None else str(left)
    if left is not None:
        response.headers["X-Searches-Reset"] = resets_at
