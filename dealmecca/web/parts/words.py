"""Dates, counts and changes in DealMecca's words."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dealmecca.lib.contact_points import phone_href, without_extension

register = template.Library()
MINUTE, HOUR, DAY = 60, 3600, 86_400


@register.simple_tag
def when(moment: datetime | None, css: str = "") -> SafeString | str:
    """A <time> that reads "5 min", "2 h", "12 Nov" or "12 Nov 2024" in other years; the title is exact."""
    if moment is None:
        return ""
    exact = timezone.localtime(moment)
    return format_html(
        '<time class="{}" datetime="{}" title="{}">{}</time>',
        css,
        exact.isoformat(timespec="seconds"),
        full_date(exact),
        age(moment),
    )


@register.filter
def age(moment: datetime, now: datetime | None = None) -> str:
    now = now or timezone.now()
    seconds = (now - moment).total_seconds()
    if 0 <= seconds < MINUTE:
        return "now"
    if 0 <= seconds < HOUR:
        return f"{int(seconds // MINUTE)} min"
    if 0 <= seconds < DAY:
        return f"{int(seconds // HOUR)} h"
    return day(moment, now)


@register.filter
def day(moment: datetime | date, now: datetime | None = None) -> str:
    """ "12 Nov", with the year when it is not this one."""
    local, today = timezone.localtime(moment) if isinstance(moment, datetime) else moment, timezone.localtime(now)
    return f"{local.day} {local:%b}" if local.year == today.year else f"{local.day} {local:%b %Y}"


def full_date(local: datetime) -> str:
    return f"{local.day} {local:%b %Y, %H:%M %Z}"


@register.filter
def thousands(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


@register.filter
def tally(count: Any, words: str) -> str:
    """{{ page.count|tally:"person,people" }}: "1 person", "23 people", or "1,000+ people" once counting stopped."""
    value, capped = (count, False) if isinstance(count, int) else (count.value, count.is_capped)
    return f"{figure(count)} {plural(value, words, capped)}"


@register.filter
def figure(count: Any) -> str:
    value, capped = (count, False) if isinstance(count, int) else (count.value, count.is_capped)
    return f"{value:,}{'+' if capped else ''}"


@register.filter
def noun(count: Any, words: str) -> str:
    """Only the word: {{ page.count|noun:"person,people" }}."""
    value, capped = (count, False) if isinstance(count, int) else (count.value, count.is_capped)
    return plural(value, words, capped)


def plural(value: int, words: str, capped: bool = False) -> str:
    one, _, many = words.partition(",")
    return one if value == 1 and not capped else many


@register.simple_tag
def change(old: Any, new: Any) -> SafeString:
    """The old value fades, the new one is marked; both are read aloud in order."""
    if old and new:
        return format_html("<del>{}</del> <ins>{}</ins>", old, new)
    if new:
        return format_html("<ins>{}</ins>", new)
    return format_html('<del>{}</del> <span class="text-xs text-muted">now empty</span>', old)


@register.filter
def bare_address(address: str) -> str:
    """A web address as people say it: without scheme, www and closing slash."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.filter
def web_link(address: str) -> str:
    """A stored web address as a link: scheme added, and anything but http(s) refused."""
    if not address:
        return ""
    if address.lower().startswith(("http://", "https://")):
        return address
    return "" if ":" in address.split("/", 1)[0] else f"https://{address}"


@register.filter
def dial(number: str) -> str:
    """A telephone number as a tel: address; an extension is for whoever picks up, so it is not dialled."""
    if href := phone_href(number):
        return f"tel:{href}"
    digits = "".join(character for character in without_extension(number) if character.isdigit())
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}"
