"""A record that an address names, the page that says there is none, or the way to where it went."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

Found = TypeVar("Found")


class Gone(Exception):
    """What stood at this address is gone for good, and its address says so: 410. The message is shown."""


def or_404(read: Callable[..., Found], **arguments: object) -> Found:
    """What `read(**arguments)` finds. Raises Http404 when it raises DoesNotExist, and lets Gone through."""
    try:
        return read(**arguments)
    except Gone:
        raise
    except ObjectDoesNotExist:
        raise Http404 from None


def moved_to(page: str, key: str) -> HttpResponse:
    """For good, but asked again each time: merged records can be taken apart."""
    answer = redirect(page, key, permanent=True)
    add_never_cache_headers(answer)
    return answer
