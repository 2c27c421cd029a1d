"""How the forum is read: times of anonymous texts to the hour, the beginning of a text, words searched for."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dealmecca.lib.markdown import Names, read_once
from dealmecca.lib.text_keys import fold, query_words
from dealmecca.web.parts.words import day, when

register = template.Library()
EXCERPT, AROUND = 220, 90  # characters of a text in a list; before the words that were searched for


@register.simple_tag
def said_at(item: Any, moment: datetime | None = None, css: str = "") -> SafeString | str:
    """When a post or comment was written. Of an anonymous one nothing finer than the hour is stored or shown."""
    moment = moment or item.created_at
    if not item.is_anonymous:
        return when(moment, css)
    hours = (timezone.now() - moment) // timedelta(hours=1)
    said = "this hour" if hours < 1 else f"about {hours} h" if hours < 24 else day(moment)
    return format_html(
        '<time class="{}" datetime="{}">{}</time>', css, timezone.localtime(moment).isoformat(timespec="hours"), said
    )


@register.simple_tag
def beginning(text: str, names: Names) -> str:
    """The first words of a text, on one line, without its signs."""
    words = " ".join(read_once(text).text(names).split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"


@register.simple_tag
def around(text: str, searched: str, names: Names) -> SafeString:
    """What stands around the first of the words that were searched for, each of them marked."""
    words = " ".join(read_once(text).text(names).split())
    wanted = tuple({part for word in query_words(searched) for part in (word.joined, *word.parts)})
    pieces = re.split(r"(\w+)", words)
    places, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2 and wanted and fold(piece).startswith(wanted):
            places.append((at, at + len(piece)))
        at += len(piece)
    first = places[0][0] if places else 0
    start = 0 if first <= AROUND else words.rfind(" ", 0, first - AROUND) + 1
    end = len(words) if len(words) <= start + EXCERPT else max(words.rfind(" ", 0, start + EXCERPT), start + 1)
    parts: list[tuple[str, str]] = []
    at = start
    for begin, stop in places:
        if begin < at or stop > end:
            continue
        parts.append((words[at:begin], words[begin:stop]))
        at = stop
    marked = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}{}{}", "… " if start else "", marked, words[at:end], " …" if end < len(words) else "")


@register.filter
def percent(share: float) -> str:
    return f"{round(share * 100)} %"
