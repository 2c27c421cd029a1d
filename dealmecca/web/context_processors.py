"""What the frame of every page needs: the theme, and which entry of the navigation is the current one."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dealmecca.accounts.mfa import must_set_up_second_factor
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.plans import plan_of
from dealmecca.directory.permissions import can_import_records
from dealmecca.forum.permissions import can_moderate
from dealmecca.forum.queries.moderation import waiting_count
from dealmecca.notifications.queries import unread_count

THEMES = {"light": "dealmecca", "dark": "dealmecca-dark"}
THEME_COOKIE = "theme"
SECTIONS = {
    "contact": "people",
    "company": "companies",
    "import": "imports",
    "word": "imports",
    "home": "home",
    "search": "search",
    "who": "who",
    "feed": "feed",
    "follow": "feed",
    "confirm": "confirm",
    "duty": "duties",
    "review": "review",
    "org": "companies",
    "team": "companies",
    "partnership": "companies",
    "manager": "people",
    "handling": "people",
    "planning": "planning",
    "centre": "notifications",
    "follow_up_list": "follow-ups",
    "follow_up_edit": "follow-ups",
    "pipeline": "pipeline",
    "saved": "saved",
    "my_people": "my-people",
    "event": "events",
    "attendee": "events",
    "suggestion": "events",
    "calendar": "events",
    "met": "events",
    "quality": "quality",
    "moderation": "moderation",
    "moderate": "moderation",
    "unmasking": "moderation",
    "unmask": "moderation",
    "category_manage": "moderation",
    "tag_manage": "moderation",
}


def page(request: HttpRequest) -> dict[str, Any]:
    """`theme` is light, dark or system; `data_theme` names the daisyUI theme, or "" to follow the device."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    return {
        "theme": theme if theme in THEMES else "system",
        "data_theme": THEMES.get(theme, ""),
        "needs_second_factor": SimpleLazyObject(
            lambda: request.user.is_authenticated and must_set_up_second_factor(request.user)
        ),
        "unread_count": SimpleLazyObject(lambda: unread_count(viewer=viewer_of(request))),
        "moderates": SimpleLazyObject(lambda: request.user.is_authenticated and can_moderate(viewer_of(request))),
        "moderation_count": SimpleLazyObject(lambda: waiting_count(viewer=viewer_of(request))),
        "section": _section(name, match.namespace if match else ""),
        "can_import": SimpleLazyObject(lambda: request.user.is_authenticated and can_import_records(request.user)),
        "member_plan": SimpleLazyObject(lambda: plan_of(viewer_of(request))),
    }


def _section(name: str, namespace: str) -> str:
    """In the forum, whatever is not moderation is the forum."""
    found = SECTIONS.get(name, SECTIONS.get(name.partition("_")[0], ""))
    return "forum" if namespace == "forum" and found != "moderation" else found
