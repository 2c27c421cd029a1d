"""What people see when a page is missing, forbidden or broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dealmecca.web.context_processors import THEME_COOKIE, THEMES


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request's context: the database may be what broke."""
    theme = THEMES.get(request.COOKIES.get(THEME_COOKIE, ""), "")
    return HttpResponse(render_to_string("500.html", {"data_theme": theme}), status=500)
