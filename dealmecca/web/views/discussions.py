"""The last discussions about a company, a person or an event, for their pages; of all, for the home page."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.forum.queries import PostFilter
from dealmecca.forum.queries.browsing import discussions


def discussions_about(viewer: User, wanted: PostFilter, **asked: str) -> dict[str, Any]:
    """For `forum/_discussions.html`; `asked` is how the forum's front page shows them all."""
    path = reverse("forum:index")
    return {
        "discussions": discussions(viewer=viewer, wanted=wanted),
        "discussions_url": f"{path}?{urlencode(asked)}" if asked else path,
    }
