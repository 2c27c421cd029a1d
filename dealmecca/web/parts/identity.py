"""Who a record is and how sure we are of it: avatar, verification level, score, place."""

import zlib
from functools import cache
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dealmecca.lib.text_keys import fold

register = template.Library()

LEVELS = {1: "Basic", 2: "Verified", 3: "Premium verified", 4: "Expert verified", 5: "Platform verified"}
LEVEL_MEANINGS = {
    1: "Little is known, and nobody stands behind it.",
    2: "The basic facts are on file; nobody confirmed how to reach them.",
    3: "Somebody confirmed how to reach them.",
    4: "Reviewed by a person.",
    5: "Signed off by an administrator; two people stand behind it.",
}
HUES = 8
_ON = ' class="on"'
RING = 97.4  # circumference of the score's ring, 2 * pi * 15.5


@register.simple_tag
def avatar(record_id: str, name: str, square: bool = False, size: str = "") -> SafeString:
    """Initials on one of eight tints; people are round, companies square. `size` is "", "sm" or "lg"."""
    classes = f"ava h{zlib.crc32(str(record_id).encode()) % HUES}"
    classes += " ava-sq" if square else ""
    classes += f" ava-{size}" if size else ""
    return mark_safe(f'<span class="{classes}" aria-hidden="true">{escape(initials(name))}</span>')


def initials(name: str) -> str:
    """Two letters at most: first and last word's ("Maren Oduya" MO, "3M" 3M, "Halden & Pike" HP)."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:2].upper()
    return (words[0][0] + words[-1][0]).upper()


@register.simple_tag
def level_badge(level: int) -> SafeString:
    """Five rising bars and the number, for lists."""
    return _level_badge(_within(level))


@register.simple_tag
def level_pill(level: int) -> SafeString:
    """Five rising bars and the level's name, for a record's title."""
    return _level_pill(_within(level))


@register.simple_tag
def level_name(level: int) -> str:
    return LEVELS[_within(level)]


@register.simple_tag
def levels() -> list[dict[str, Any]]:
    """All levels, highest first, with what each one says."""
    return [
        {"level": level, "name": LEVELS[level], "meaning": LEVEL_MEANINGS[level]}
        for level in sorted(LEVELS, reverse=True)
    ]


@register.simple_tag
def score_ring(score: int | None, large: bool = False) -> SafeString | str:
    """The lead score as a ring; nothing while it was never computed, because 0 would be a judgement."""
    if not score:
        return ""
    return format_html(
        '<span class="score{}"><svg viewBox="0 0 36 36" aria-hidden="true"><circle cx="18" cy="18" r="15.5"/>'
        '<circle class="v" cx="18" cy="18" r="15.5" stroke-dasharray="{} {}"/></svg>'
        '<span class="sr-only">Lead score </span>{}</span>',
        " score-lg" if large else "",
        f"{RING * min(score, 100) / 100:.1f}",
        RING,
        score,
    )


@register.filter
def place(record: Any) -> str:
    """ "Chicago, IL" from whatever a company knows of its city, state and country."""
    city, state, country = (str(getattr(record, name, "") or "") for name in ("city", "state", "country"))
    if city and state and fold(city) == fold(state):
        state = ""
    return ", ".join(part for part in (city, state or country) if part)


@register.filter
def place_beside(company: Any) -> str:
    """The place, unless the name says it already ("Halden & Pike Chicago")."""
    return "" if fold(company.name).endswith(fold(company.city) or "?") else place(company)


@register.filter
def name_and_place(company: Any) -> str:
    beside = place_beside(company)
    return f"{company.name}, {beside}" if beside else str(company.name)


@cache
def _level_badge(level: int) -> SafeString:
    return format_html(
        '<span class="lvl lvl-{0}">{1}<span aria-hidden="true">{0}</span>'
        '<span class="sr-only">Level {0} of 5, {2}</span></span>',
        level,
        _bars(level),
        LEVELS[level],
    )


@cache
def _level_pill(level: int) -> SafeString:
    return format_html(
        '<span class="lvl lvl-pill lvl-{0}">{1}{2}<span class="sr-only">, level {0} of 5</span></span>',
        level,
        _bars(level),
        LEVELS[level],
    )


def _bars(level: int) -> SafeString:
    bars = "".join(
        f'<rect x="{bar * 3.1:.1f}" y="{8 - bar * 2}" width="2.2" height="{4 + bar * 2}" rx=".6"{_ON * (bar < level)}/>'
        for bar in range(5)
    )
    return mark_safe(f'<svg viewBox="0 0 15 12" aria-hidden="true">{bars}</svg>')


def _within(level: int) -> int:
    return min(max(int(level or 1), 1), 5)
