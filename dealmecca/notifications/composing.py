"""The words of mail: one notification, with where to read it and how to stop such mail."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import ALWAYS, Kind
from dealmecca.notifications.tokens import unsubscribe_url


def unsubscribe_headers(url: str) -> dict[str, str]:
    """RFC 8058: the mail program shows a button and posts to the address, without a log-in."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if url else {}


def notice_text(*, user: User, kind: Kind, sentence: str, details: str, link: str) -> tuple[str, dict[str, str]]:
    """The text, and the headers that go with it."""
    stop = "" if kind in ALWAYS else unsubscribe_url(user, kind)
    context = {
        "user": user,
        "kind": kind,
        "sentence": sentence,
        "details": details,
        "link": urljoin(settings.SITE_URL, link) if link else "",
        "preferences": urljoin(settings.SITE_URL, reverse("notifications:settings_notifications")),
        "stop": stop,
    }
    return render_to_string("notifications/mail/notice.txt", context), unsubscribe_headers(stop)
