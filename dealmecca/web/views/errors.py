"""What people see when a page is missing, forbidden or broken; below /api they are programs, and see a problem."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dealmecca.lib.problems import problem, problem_of
from dealmecca.web.context_processors import THEME_COOKIE, THEMES


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without the request's context: a host name that nobody allowed is refused before there is a user."""
    if _is_api(request):
        return problem_of(request, exception)
    return HttpResponse(render_to_string("400.html", {"data_theme": _theme(request)}), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request's context: the database may be what broke."""
    if _is_api(request):
        return problem(request, 500, "Something went wrong on our side. It has been written down.")
    return HttpResponse(render_to_string("500.html", {"data_theme": _theme(request)}), status=500)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _theme(request: HttpRequest) -> str:
    return THEMES.get(request.COOKIES.get(THEME_COOKIE, ""), "")
