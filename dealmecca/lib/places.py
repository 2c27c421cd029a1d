"""Places as files write them: "City, State" taken apart, and "MN" and "Minnesota" known to be one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dealmecca.lib import place_names
from dealmecca.lib.text_keys import fold, plain_words


def _read_table(lines: str) -> tuple[dict[str, str], dict[str, str]]:
    """(label of each code, code of each folded code, label and alias)."""
    labels: dict[str, str] = {}
    codes: dict[str, str] = {}
    for line in lines.strip().splitlines():
        code, _, names = line.partition(" ")
        label, *aliases = names.split("|")
        labels[code] = label
        for name in (code.rpartition("-")[2], code, label, *aliases):
            codes.setdefault(_folded(name), code)
    return labels, codes


def _folded(text: str) -> str:
    return "".join(plain_words(text.replace("&", " and ")))


_TABLES = {
    "US": _read_table(place_names.US_STATES),
    "CA": _read_table(place_names.CANADIAN_PROVINCES),
    "AU": _read_table(place_names.AUSTRALIAN_STATES),
}
_COUNTRY_LABELS, _COUNTRY_CODES = _read_table(place_names.COUNTRIES)
_STATE_LABELS = {code: label for labels, _ in _TABLES.values() for code, label in labels.items()}
_COUNTRY_OF_STATE = {code: country for country, (labels, _) in _TABLES.items() for code in labels}

_US_POSTAL_CODE = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z])\]")
_CANADIAN_POSTAL_CODE = re.compile(r"\s+[A-Z]\d[A-Z] ?\d[A-Z]\d$")
_TRAILING_STATE = re.compile(r"(?P<city>.*\S)\s+(?P<state>[A-Z]{2,3}|D\.C\.)$")
_CITY_WORDS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_CITY_ALIASES = {
    "new york city": "new york", "nyc": "new york", "washington dc": "washington", "washington d c": "washington",
    "quebec city": "quebec", "city of london": "london",
}  # fmt: skip
_CITIES_LIKE_STATES = {"new york", "washington", "quebec"}
_NOWHERE = {"remote", "worldwide", "global", "various", "multiple", "virtual", "unknown", "na", "none", "tbd", "online"}
_remembered = lru_cache(maxsize=10_000)  # a file of people names the same few places again and again


@dataclass(frozen=True, slots=True)
class Place:
    """Each part as written, "" where it is not known; a country is never added to a state that was written alone."""

    city: str = ""
    state: str = ""
    country: str = ""


@_remembered
def split_location(text: str) -> Place:
    """What one cell names: "City", "City, State", "City, Country", "City, State, Country", "Chicago IL", "France".

    Streets before the city and postal codes are left out: keep the text itself beside the place. A state of the
    United States goes before a country of the same name or code ("Atlanta, Georgia", "Wilmington, DE"). A second part
    that nobody knows is a state. "Remote" and its like are no place.
    """
    parts = [part for part in (_cleaned(part) for part in re.split(r"[,;\n]", text)) if part]
    if not parts or _folded("".join(parts)) in _NOWHERE:
        return Place()
    country = parts.pop() if len(parts) > 1 and _names_country(parts[-1], before=parts[-2]) else ""
    if len(parts) == 1:
        return _split_one_part(parts[0], country)
    city, state = parts[-2:]
    if city[0].isdigit() and state_key(state, country) not in _STATE_LABELS:  # "12 High Street, Dublin, Ireland"
        return Place(state, "", country)
    return Place(city, state, country)


@_remembered
def state_key(text: str, country: str = "") -> str:
    """The code of a state of the United States, Canada or Australia ("MN" for "Minn."), else the folded text.

    Western Australia and the Northern Territory are "AU-WA" and "AU-NT"; written "WA" and "NT" they need the country.
    """
    home = country_key(country)
    tables = [table for code, table in _TABLES.items() if home in ("", code)]
    return next((codes[_folded(text)] for _, codes in tables if _folded(text) in codes), fold(text))


def state_label(text: str) -> str:
    """The full name of a state's code or alias; text that is neither comes back as it is."""
    return _STATE_LABELS.get(text) or _STATE_LABELS.get(state_key(text), text)


@_remembered
def country_key(text: str) -> str:
    """The two-letter code of ISO 3166 ("US" for "U.S.A."), else the folded text."""
    return _COUNTRY_CODES.get(_folded(text), fold(text))


def country_label(text: str) -> str:
    """The English name of a country's code or alias; text that is neither comes back as it is."""
    return _COUNTRY_LABELS.get(country_key(text), text)


@_remembered
def city_key(text: str) -> str:
    """The folded name: "St." is "Saint", "Ft." "Fort", "Mt." "Mount", and New York City is New York."""
    words = plain_words(re.sub("['’ʻ`]", "", text))
    key = " ".join(_CITY_WORDS.get(word, word) for word in words[:-1]) + " " + "".join(words[-1:])
    return _CITY_ALIASES.get(key.strip(), key.strip())


def is_state(text: str, country: str = "") -> bool:
    """Whether somebody who reads no more than the tables knows it. Only three countries have a table."""
    return state_key(text, country) in _STATE_LABELS


def is_country(text: str) -> bool:
    return country_key(text) in _COUNTRY_LABELS


def may_have_state(country: str) -> bool:
    """Whether a state of this country, or of none that is known, would be in a table."""
    return country_key(country) in ("", *_TABLES)


def fits_country(state: str, country: str) -> bool:
    """Whether this code of a state belongs to the country, as far as one is written."""
    return country_key(country) in ("", _COUNTRY_OF_STATE.get(state))


def states() -> list[tuple[str, str]]:
    """(code, name), by country and name."""
    return list(_STATE_LABELS.items())


def countries() -> list[tuple[str, str]]:
    """(code, name), by name."""
    return sorted(_COUNTRY_LABELS.items(), key=lambda pair: pair[1])


def names_of_states() -> list[tuple[str, str]]:
    """(name or usual short form, code)."""
    tables = (place_names.US_STATES, place_names.CANADIAN_PROVINCES, place_names.AUSTRALIAN_STATES)
    return [pair for lines in tables for pair in _names(lines)]


def names_of_countries() -> list[tuple[str, str]]:
    return _names(place_names.COUNTRIES)


def _names(lines: str) -> list[tuple[str, str]]:
    rows = [line.partition(" ") for line in lines.strip().splitlines()]
    return [(name, code) for code, _, names in rows for name in names.split("|")]


def same_place(a: Place, b: Place) -> bool | None:
    """True for one city, False where city, state or country contradict, None where too little is known.

    Without a state on one side, the city alone decides. States that nobody knows do not contradict each other.
    """
    a_state, b_state = state_key(a.state, a.country), state_key(b.state, b.country)
    a_country = country_key(a.country) or _COUNTRY_OF_STATE.get(a_state, "")
    b_country = country_key(b.country) or _COUNTRY_OF_STATE.get(b_state, "")
    if a_country and b_country and a_country != b_country:
        return False
    if a_state != b_state and a_state in _STATE_LABELS and b_state in _STATE_LABELS:
        return False
    if a.city and b.city:
        return city_key(a.city) == city_key(b.city)
    return None


def _split_one_part(text: str, country: str) -> Place:
    """`country` is what was written after it, or ""."""
    match = _TRAILING_STATE.match(text)
    if match and state_key(match["state"], country) in _STATE_LABELS:
        return Place(match["city"], match["state"], country)
    if state_key(text, country) in _STATE_LABELS and city_key(text) not in _CITIES_LIKE_STATES:
        return Place("", text, country)
    if country:
        return Place(text, "", country)
    if country_key(text) in place_names.CITY_STATES:
        return Place(text, "", text)
    return Place("", "", text) if country_key(text) in _COUNTRY_LABELS else Place(text)


def _names_country(text: str, *, before: str) -> bool:
    """A code such as CA is California, unless a province of Canada stands before it."""
    code = country_key(text)
    if state_key(text) in _STATE_LABELS:
        return _COUNTRY_OF_STATE.get(state_key(before)) == code
    return code in _COUNTRY_LABELS


def _cleaned(part: str) -> str:
    """Without a postal code, and without the footnote marks of tables copied from Wikipedia ("Virginia[2]")."""
    part = " ".join(_FOOTNOTE.sub(" ", part).split())
    return _CANADIAN_POSTAL_CODE.sub("", _US_POSTAL_CODE.sub("", part))
