"""Companies as the engine compares them: the unit is the office."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dealmecca.lib.contact_points import domain_of, is_free_mail
from dealmecca.lib.places import state_key
from dealmecca.lib.text_keys import plain_words
from dealmecca.quality.matching.columns import Words
from dealmecca.quality.matching.people import city_of, firm_words, read_phone, telling_words

_SUITE = re.compile(
    r"\b(?:suite|ste|floor|fl|unit|room|rm|apt|level)\b\.?\s*[\w-]*|#\s*[\w-]+|\b\d+(?:st|nd|rd|th)\s+floor\b",
    re.IGNORECASE,
)
_COMPANY_PAGE = re.compile(r"linkedin\.com/company/([^/?#\s]+)", re.IGNORECASE)
_STREET_WORDS = {
    "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "rd": "road", "blvd": "boulevard",
    "dr": "drive", "pl": "place", "ln": "lane", "sq": "square", "hwy": "highway", "pkwy": "parkway", "ct": "court",
    "n": "north", "s": "south", "e": "east", "w": "west", "ter": "terrace", "plz": "plaza", "strasse": "street",
}  # fmt: skip


class OfficeRow(NamedTuple):
    """A company as the directory has it."""

    id: str
    name: str
    domains: tuple[str, ...] = ()
    phone: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postal_code: str = ""
    linkedin: str = ""
    parent: str = ""


class Offices:
    """Columns of one directory; equal numbers are equal texts, 0 is none."""

    def __init__(self, rows: Iterable[OfficeRow]) -> None:
        self.ids: list[str] = []
        self.names, self.domains, self.phones, self.streets, self.cities, self.others = (Words() for _ in range(6))
        self.parents: list[str] = []
        listed = list(rows)
        self.known_cities = {city_of(row.city) for row in listed if row.city}
        columns: list[tuple[int, ...]] = []
        for row in listed:
            self.ids.append(row.id)
            self.parents.append(row.parent)
            columns.append(self._read(row))
        table = np.array(columns, dtype=np.int64)
        (
            self.name, self.telling, self.first_word, self.initials, self.domain, self.phone, self.street, self.house,
            self.city, self.state, self.country, self.postal, self.page,
        ) = np.ascontiguousarray(table.T) if len(self.ids) else np.zeros((13, 0), dtype=np.int64)  # fmt: skip
        place = {id: number for number, id in enumerate(self.ids)}
        self.parent = np.array([place.get(parent, -1) for parent in self.parents], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    def _read(self, row: OfficeRow) -> tuple[int, ...]:
        city = city_of(row.city) if row.city else self._city_in(row.name)
        name = _name(row.name, city)
        domain = next((found for found in map(domain_of, row.domains) if found and not is_free_mail(found)), "")
        street, house = read_street(row.address)
        number, other = self.names.number, self.others.number
        words = name.split()
        page = _COMPANY_PAGE.search(row.linkedin)
        telling = telling_words(name)
        initials = "".join(word[0] for word in words) if len(words) > 1 else name[:5]
        country = f"country {row.country.lower()}" if row.country else ""
        return (
            number(name), number("".join(sorted(telling.split()))), number(telling.split()[0] if telling else ""),
            number(initials[:5]), self.domains.number(domain), self.phones.number(read_phone(row.phone)[0]),
            self.streets.number(street), self.streets.number(house), self.cities.number(city),
            other(state_key(row.state, row.country) if row.state else ""), other(country),
            other("".join(plain_words(row.postal_code))[:5]), other("page " + page[1].lower() if page else ""),
        )  # fmt: skip

    def _city_in(self, name: str) -> str:
        """The city that a name ends with, where no other is given: "Halden Pike Chicago"."""
        words = firm_words(name).split()
        for count in (3, 2, 1):
            if len(words) > count and " ".join(words[-count:]) in self.known_cities:
                return " ".join(words[-count:])
        return ""


@lru_cache(maxsize=50_000)
def _name(name: str, city: str) -> str:
    """The words of the name without the city in which the office is: "Halden Chicago" in Chicago is Halden."""
    words = firm_words(name).split()
    places = city.split()
    if places and len(words) > len(places) and words[-len(places) :] == places:
        words = words[: -len(places)]
    return " ".join(words)


@lru_cache(maxsize=50_000)
def read_street(address: str) -> tuple[str, str]:
    """(number and street without suite, the number alone); "" where there is none."""
    words = [_STREET_WORDS.get(word, word) for word in plain_words(_SUITE.sub(" ", address))]
    house = next((word for word in words if word.isdigit()), "")
    return " ".join(words), house
