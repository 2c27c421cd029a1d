"""Light, dark, or as the device says: a choice kept in a cookie, because the page must know it before it is drawn."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.web.context_processors import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 60 * 60


@require_POST
@open_to(Policy.VISITORS)
def set_theme(request: HttpRequest) -> HttpResponse:
    """Visitors may choose too. Anything but light and dark follows the device."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
