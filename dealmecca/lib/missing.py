"""A record that an address names, or the page that says there is none."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

Found = TypeVar("Found")


def or_404(read: Callable[..., Found], **arguments: object) -> Found:
    """What `read(**arguments)` finds. Raises Http404 when it raises DoesNotExist."""
    try:
        return read(**arguments)
    except ObjectDoesNotExist:
        raise Http404 from None
