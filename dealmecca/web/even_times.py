"""Answers that must not tell by their time whether an address has an account leave at even moments.

Somebody new is written down and sent a link; somebody known is only sent a mail: that took 14 ms more or less
(`python -m bench.addresses`). So both wait for the next stroke of a clock that began with the request.
"""

import math
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

DOORS = ("account_signup", "account_reset_password", "listed_ask")  # signing in does the same work for both


class EvenTimes:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        if settings.EVEN_ANSWER_SECONDS and request.method == "POST" and match and match.url_name in DOORS:
            time.sleep(until_the_next_stroke(time.monotonic() - began, settings.EVEN_ANSWER_SECONDS))
        return response


def until_the_next_stroke(elapsed: float, every: float) -> float:
    """Seconds to wait, so that the whole takes a multiple of `every`."""
    return every * math.ceil(elapsed / every) - elapsed
