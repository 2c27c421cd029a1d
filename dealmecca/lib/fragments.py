"""Answering htmx with the changed part of a page, and everybody else with the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """True for htmx, except when it fetches a whole page again for the Back button."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def render_part(
    request: HttpRequest, page: str, fragment: str, context: dict[str, Any], *, address: str = "", status: int = 200
) -> HttpResponse:
    """The fragment or the page. `address` is what the browser shall show; typing adds nothing to Back."""
    is_fragment = wants_fragment(request)
    response = render(
        request, fragment if is_fragment else page, {**context, "is_fragment": is_fragment}, status=status
    )
    patch_vary_headers(response, ["HX-Request"])
    if is_fragment and address:
        is_typing = request.headers.get("HX-Trigger") == "words"
        response.headers["HX-Replace-Url" if is_typing else "HX-Push-Url"] = address
    return response
