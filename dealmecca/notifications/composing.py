"""The words of mail: one notification or a digest, with where to read it and how to stop such mail."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import ALWAYS, Cadence, Kind
from dealmecca.notifications.queries.digests import Section
from dealmecca.notifications.tokens import unsubscribe_url


class Words(NamedTuple):
    subject: str
    text: str
    html: str
    headers: dict[str, str]


def notice_mail(*, user: User, kind: Kind, sentence: str, details: str, link: str) -> Words:
    stop = "" if kind in ALWAYS else unsubscribe_url(user, kind)
    context = {
        "user": user,
        "sentence": sentence,
        "details": details,
        "link": _whole(link),
        "preferences": _preferences(),
        "stop": stop,
    }
    return Words(sentence, render_to_string("notifications/mail/notice.txt", context), "", _headers(stop))


def digest_mail(*, user: User, cadence: Cadence, sections: Sequence[Section]) -> Words:
    """The subject names the news, not only that there is some."""
    stop = unsubscribe_url(user, cadence)
    context = {
        **digest_context(sections),
        "user": user,
        "cadence": cadence,
        "preferences": _preferences(),
        "stop": stop,
    }
    first = sections[0].lines[0].sentence
    others = sum(len(section.lines) + section.more for section in sections) - 1
    subject = f"{first}, and {others:,} more" if others else first
    text = render_to_string("notifications/mail/digest.txt", context)
    html = render_to_string("notifications/mail/digest.html", context)
    return Words(subject, text, html, _headers(stop))


def digest_context(sections: Sequence[Section]) -> dict[str, Any]:
    """The sections with whole addresses; the page that previews a digest shows the same."""
    return {
        "sections": [
            {
                "label": section.kind.label,
                "lines": [
                    {"sentence": line.sentence, "details": line.details, "link": _whole(line.link)}
                    for line in section.lines
                ],
                "more": section.more,
                "all": _whole(section.all_link),
            }
            for section in sections
        ]
    }


def _whole(path: str) -> str:
    return urljoin(settings.SITE_URL, path) if path else ""


def _preferences() -> str:
    return _whole(reverse("notifications:settings_notifications"))


def _headers(stop: str) -> dict[str, str]:
    """RFC 8058: the mail program shows a button and posts to the address, without a log-in."""
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop else {}
