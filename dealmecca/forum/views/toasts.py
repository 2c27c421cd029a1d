"""What a page says once something was done, with a button that takes it back."""

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string


def say(
    request: HttpRequest, said: str, *, undo_url: str = "", next_url: str = "", more: str = "", more_url: str = ""
) -> None:
    """With `undo_url` there is a button that leads to `next_url`; `more` is a link."""
    context = {"said": said, "undo_url": undo_url, "next": next_url, "more": more, "more_url": more_url}
    messages.success(request, render_to_string("forum/_toast.html", context, request))
