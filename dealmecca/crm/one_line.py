"""What one line says: "called Maren about Q3 CTV, no answer, follow up tue" is a call, nobody answered, Tuesday.

Pure and quick; it never guesses a day that is not written. Whatever it understood is shown and can be corrected.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

# "Sent her a LinkedIn message" begins where "sent" does, and so comes before the email that "sent" alone would be.
_SENT = r"(?:(?:sent|wrote|replied)\b[^,.;]{0,40}?\b)?"
_MET = r"(?:(?:met|spoke|talked)\b[^,.;]{0,60}?\b)?"
_KINDS = (
    ("LINKEDIN_MESSAGE", _SENT + r"(?:linked ?in|in-?mail(?:ed)?|connection request)"),
    ("CALL", r"call(?:ed|ing)?|rang|phoned?|voice ?mail|vm|spoke|dialed"),
    ("TEXT", _SENT + r"(?:text(?:ed|ing)?|sms|whats ?app(?:ed)?)"),
    ("EMAIL", r"e-?mail(?:ed|ing)?|mailed|wrote|replied|forwarded|sent"),
    ("EVENT", _MET + r"(?:conference|trade ?show|booth|panel|summit|at (?:the )?event|after ?party)"),
    ("IN_PERSON", r"ran into|bumped into|stopped by|dropped by|in person|visited"),
    ("MEETING", r"met|meeting|lunch|coffee|dinner|breakfast|drinks|zoom|video call|demo(?:ed)?|pitched|presented"),
)
_OUTCOMES = (
    ("NO_ANSWER", r"no (?:answer|reply|response)|did ?n[o']?t (?:answer|pick up|reply|respond)|rang out|unanswered"),
    ("LEFT_MESSAGE", r"left (?:a |her a |him a |them a )?(?:message|voice ?mail|vm|note)|voice ?mail|vm"),
    ("NOT_INTERESTED", r"not interested|no interest|declined|turned (?:us|it|me) down|said no|not a fit"),
    ("NOT_NOW", r"not (?:now|yet|this (?:quarter|year|month))|no budget|bad timing|call (?:back )?later|maybe later"),
    ("PROPOSAL_ASKED", r"(?:asked for|wants?|wanted|requested|needs?) (?:an? |the )?(?:proposal|quote|pricing)"),
    ("MEETING_SET", r"(?:meeting|call|lunch|demo) (?:is )?(?:set|booked|scheduled|arranged|confirmed)|"
                    r"(?:set up|booked|scheduled|arranged) (?:a |an |the )?(?:meeting|call|lunch|demo|time)"),
    ("INTERESTED", r"interested|keen|excited|likes? (?:it|the)|positive|wants to know more"),
    ("REACHED", r"spoke|talked|reached|got (?:hold|through)|good (?:call|chat)|chatted|picked up"),
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2}

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_WHEN = (
    r"(?:on |by |in |for |around )?(?P<when>today|tonight|tomorrow|tmrw?|tmw|(?:next |this )?" + _DAY + r"|"
    r"next (?:week|month|quarter)|end of (?:the )?(?:week|month)|eow|eom|"
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|a couple(?: of)?|couple of) (?:day|week|month)s?|"
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)? " + _MONTH + r"|" + _MONTH + r" \d{1,2}(?:st|nd|rd|th)?|"
    r"\d{1,2}/\d{1,2})(?![\w/])"
    r"(?:,? (?:at )?(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))? ?(?P<half>am|pm)?(?![\w:/]))?"
)
_FOLLOW = re.compile(
    r"\b(?P<do>follow(?:ing)?[- ]?ups?|f/u|fu|call(?:ing)? (?:her |him |them )?back|call ?back|"
    r"(?:call|try) (?:her |him |them )?again|ping|chase|remind(?: me)?|check (?:back|in)|next touch|get back|send|"
    r"due)\b"
    r"(?P<what>[^,.;]{0,60}?) ?\b" + _WHEN,
    re.IGNORECASE,
)
_KIND_PATTERNS = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _KINDS)
_OUTCOME_PATTERNS = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _OUTCOMES)
LONGEST = 2_000
FARTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Understood:
    """`kind` and `outcome` are codes, "" where the line says nothing; `due_time` only with a day."""

    kind: str = ""
    outcome: str = ""
    due_on: date | None = None
    due_time: time | None = None
    to_do: str = ""


def understand(text: str, *, today: date) -> Understood:
    """`today` is the writer's. Only the first lines count: nobody hides a date in a page of minutes."""
    line = " ".join(text[:LONGEST].split()).replace("’", "'")
    follow = _FOLLOW.search(line)
    due_on, due_time = _due(follow, today) if follow else (None, None)
    # What shall be done is not what was done: "emailed the deck, call back Monday" is an email.
    told = line[: follow.start()] + line[follow.end() :] if follow and due_on else line
    return Understood(
        kind=_first(told),
        outcome=next((code for code, pattern in _OUTCOME_PATTERNS if pattern.search(told)), ""),
        due_on=due_on,
        due_time=due_time,
        to_do=_to_do(line, follow) if follow and due_on else "",
    )


def _first(line: str) -> str:
    """The kind named first; of two at one place the one higher in the list."""
    found = [(match.start(), code) for code, pattern in _KIND_PATTERNS if (match := pattern.search(line))]
    return min(found, key=lambda one: one[0])[1] if found else ""


def _to_do(line: str, follow: re.Match[str]) -> str:
    """ "follow up tue with reach curves" shall be "Follow up with reach curves"."""
    after = re.match(r"[^,.;]{0,120}", line[follow.end() :])
    words = f"{follow['do']} {follow['what']} {after[0] if after else ''}"
    words = " ".join(words.split()).strip(" -:")
    for short in ("f/u", "fu"):
        if words.lower().split(" ")[0] == short:
            words = f"follow up{words[len(short) :]}"
    return words[:1].upper() + words[1:]


def _due(follow: re.Match[str], today: date) -> tuple[date | None, time | None]:
    day = _day_of(" ".join(follow["when"].lower().split()), today)
    if day and not today <= day <= today + FARTHEST:
        day = None
    if day is None or not follow["hour"]:
        return day, None
    hour, minute = int(follow["hour"]), int(follow["minute"] or 0)
    half = (follow["half"] or "").lower()
    if not half and follow["minute"] is None:
        return day, None  # "tue 3" may be three o'clock or three people
    if half and not 1 <= hour <= 12:
        return day, None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return day, time(hour, minute) if hour < 24 and minute < 60 else None


def _day_of(when: str, today: date) -> date | None:
    fixed = {"today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tmw": 1}
    if when in fixed:
        return today + timedelta(fixed[when])
    if when == "next week":
        return _weekday(today, 0)
    if when in ("next month", "next quarter"):
        return _months_on(today.replace(day=1), 1 if when == "next month" else 3 - (today.month - 1) % 3)
    if when in ("eow", "end of week", "end of the week"):
        return today + timedelta((4 - today.weekday()) % 7)
    if when in ("eom", "end of month", "end of the month"):
        return _months_on(today.replace(day=1), 1) - timedelta(1)
    if found := re.fullmatch(rf"(next |this )?({_DAY})", when):
        number = next(n for n, name in enumerate(_DAYS) if name.startswith(found[2][:3]))
        if found[1] == "next ":  # of next week
            return today - timedelta(today.weekday()) + timedelta(7 + number)
        return _weekday(today, number)
    if found := re.fullmatch(r"(\w+)(?: couple)?(?: of)? (day|week|month)s?", when):
        count = 2 if "couple" in when else int(found[1]) if found[1].isdecimal() else _NUMBERS[found[1]]
        days = {"day": 1, "week": 7}
        return today + timedelta(count * days[found[2]]) if found[2] in days else _months_on(today, count)
    return _written_day(when, today)


def _written_day(when: str, today: date) -> date | None:
    """A day without a year is the next one of its kind."""
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", when):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})", when):  # month first, as in lib.day_texts
            month, day = int(found[1]), int(found[2])
        elif found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)", when):
            month, day = _month(found[2]), int(found[1])
        elif found := re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?", when):
            month, day = _month(found[1]), int(found[2])
        else:
            return None
        for year in range(today.year, today.year + 9):  # 29 February is not every year's
            if (month, day) == (2, 29) and (year % 4 or (not year % 100 and year % 400)):
                continue
            found_day = date(year, month, day)
            if found_day >= today:
                return found_day
    except ValueError:
        pass
    return None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _weekday(today: date, number: int) -> date:
    """The next one, never today."""
    return today + timedelta((number - today.weekday() - 1) % 7 + 1)


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 28)
