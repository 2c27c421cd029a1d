"""A text without what tells who somebody is: what alone may leave this server of an anonymous post."""

import re
from collections.abc import Iterable

# Every part is bounded, so that the time grows with the text alone.
_MENTION = re.compile(r"@\[[^\[\]\n]{1,200}\]\(user:[A-Za-z0-9_-]{1,64}\)")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_MAIL_IN_WORDS = re.compile(
    r"\b[\w.+-]{1,64}\s?[\[(]\s?at\s?[\])]\s?[\w-]{1,63}(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_SITES = "linkedin|twitter|x|facebook|instagram|tiktok|github|calendly|threads"
_BARE_HOST = re.compile(rf"\b(?:{_SITES})\.(?:com|net)/\S{{1,500}}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z0-9_](?:[\w.-]{0,62}\w)?")
_PHONE = re.compile(r"(?<![\w.,$€£])\+?\(?\d(?:[\s().\-/]{0,3}\d){6,15}(?!\w)(?![.,]\d)")
_GREETING = r"(?:best|cheers|thanks|regards|best regards|kind regards|thx)[,!.]?[ \t]*\n"
_CALLED = r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){0,2}[ \t]*"
_SIGNED = re.compile(
    rf"^[ \t]*(?:{_GREETING}[ \t]*{_CALLED}$|[-–—]{{1,3}}[ \t]?{_CALLED}\s?\Z)", re.IGNORECASE | re.MULTILINE
)
_SHORTEST = 3  # letters of a part of a name that is taken out wherever it stands


def name_free(text: str, names: Iterable[str] = ()) -> str:
    """Without mentions of members, addresses, numbers to call, links, handles, signatures, and the `names` given.

    `names` are those of members: whoever wrote it first of all, whole and each of their parts.
    """
    for pattern, word in (
        (_MENTION, "[member]"),
        (_LINK, "[link]"),
        (_BARE_HOST, "[link]"),
        (_MAIL, "[mail]"),
        (_MAIL_IN_WORDS, "[mail]"),
        (_HANDLE, "[handle]"),
        (_PHONE, "[phone]"),
    ):
        text = pattern.sub(word, text)
    known = _names(names)
    if known:
        text = known.sub("[name]", text)
    return _SIGNED.sub("", text)


def _names(names: Iterable[str]) -> re.Pattern[str] | None:
    parts = {part for name in names for part in (name.strip(), *re.split(r"[\s-]+", name)) if len(part) >= _SHORTEST}
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    if not longest_first:
        return None
    either = "|".join(re.escape(part).replace(r"\ ", r"\s+") for part in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
