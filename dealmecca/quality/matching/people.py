"""People as the engine compares them: every field made comparable, as a column of numbers."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dealmecca.lib.company_names import without_legal_form
from dealmecca.lib.contact_points import (
    domain_of,
    is_free_mail,
    is_placeholder_email,
    is_role_mailbox,
    without_extension,
)
from dealmecca.lib.nicknames import full_forms
from dealmecca.lib.person_names import name_parts
from dealmecca.lib.places import city_key, split_location
from dealmecca.lib.text_keys import plain_words
from dealmecca.quality.matching.columns import Words
from dealmecca.quality.matching.trade_words import ABBREVIATED, TRADE_WORDS

_PROFILE = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d+|[._-](?:jr|sr|ii|iii|iv))$")  # john2@, john.jr@
_NOT_DIGITS = re.compile(r"\D")
_LOOKS_LIKE = re.compile(r"(?<=[^\W\d_])[0135](?![dh]|rd|st)|[0135](?=[^\W\d_]{3})")  # "Amse1", "C0x"; not "3rd"
_COUNTING = "0123456789012345678909876543210"
DIALLED = 9  # the last digits of a number, which are the same with and without a country's code


class PersonRow(NamedTuple):
    """A person as the directory has them. `domains` and `switchboard` are the company's own."""

    id: str
    first: str
    last: str
    email: str = ""
    phone: str = ""
    title: str = ""
    company: str = ""
    city: str = ""
    linkedin: str = ""
    domains: tuple[str, ...] = ()
    switchboard: str = ""


class Mail(NamedTuple):
    """An address taken apart; all "" for none and for a placeholder."""

    key: str
    local: str
    letters: str  # the local part without its final digits, or ".jr"
    domain: str
    is_role: bool
    is_free: bool


_NO_MAIL = Mail("", "", "", "", False, False)


@lru_cache(maxsize=100_000)
def _domain(host: str) -> tuple[str, bool]:
    domain = domain_of(host)
    return domain, is_free_mail(domain)


def read_mail(email: str) -> Mail:
    local, _, host = email.strip().lower().rpartition("@")
    if not local or is_placeholder_email(email):
        return _NO_MAIL
    local = local.partition("+")[0]
    domain, is_free = _domain(host)
    if is_free and domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    key = f"{local}@{domain}"
    return Mail(key, local, _NUMBERED.sub("", local), domain, is_role_mailbox(key), is_free)


def read_phone(text: str) -> tuple[str, str]:
    """(the last digits of the number, its extension); "" for none and for filler."""
    if not text:
        return "", ""
    main = without_extension(text)
    digits = _NOT_DIGITS.sub("", main)
    extension = _NOT_DIGITS.sub("", text[len(main) :])
    if len(digits) < 7 or len(set(digits)) < 3 or digits in _COUNTING:
        return "", ""
    return digits[-DIALLED:], extension


def read_profile(url: str) -> str:
    """The name of a person's LinkedIn page; "" for a company's page and for none."""
    found = _PROFILE.search(url)
    return found[1].lower().rstrip("-") if found else ""


@lru_cache(maxsize=50_000)
def firm_words(name: str) -> str:
    """A firm's name as plain words without its legal form, and without what stands in brackets."""
    plain = re.sub(r"\(.*?\)", " ", name)
    words = [
        ABBREVIATED.get(word, word)
        for word in plain_words(without_legal_form(plain).replace("&", " and ").replace("'", ""))
    ]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def telling_words(words: str) -> str:
    """A firm's words without those that many firms have; all of them where nothing would be left."""
    return " ".join(word for word in words.split() if word not in TRADE_WORDS) or words


class People:
    """Columns of one directory; equal numbers are equal texts, 0 is none."""

    def __init__(self, rows: Iterable[PersonRow]) -> None:
        self.ids: list[str] = []
        self.names, self.mails, self.locals, self.domains = Words(), Words(), Words(), Words()
        self.phones, self.profiles, self.firms, self.cities, self.titles = (Words() for _ in range(5))
        columns: list[tuple[int, ...]] = []
        for row in rows:
            self.ids.append(row.id)
            columns.append(self._read(row))
        table = np.array(columns, dtype=np.int64)
        (
            self.given, self.family, self.generation, self.mail, self.local, self.letters, self.domain, self.mail_kind,
            self.phone, self.extension, self.switchboard, self.profile, self.firm_name, self.stated_domain, self.city,
            self.title, self.first_word, self.initials, self.host, self.named_by,
        ) = np.ascontiguousarray(table.T) if len(self.ids) else np.zeros((20, 0), dtype=np.int64)  # fmt: skip

    def __len__(self) -> int:
        return len(self.ids)

    def _read(self, row: PersonRow) -> tuple[int, ...]:
        given, family, generation = _name(row.first, row.last)
        mail = read_mail(row.email)
        phone, extension = read_phone(row.phone)
        number = self.names.number
        stated = next((domain for domain in row.domains if domain), "")
        initials = "".join(sorted((given[:1], family[:1])))
        return (
            number(" ".join(given.split())), number(family), number(generation),
            self.mails.number(mail.key), self.locals.number(mail.local), self.locals.number(mail.letters),
            self.domains.number("" if mail.is_free else mail.domain), mail.is_role + 2 * mail.is_free,
            self.phones.number(phone), self.phones.number(extension),
            self.phones.number(read_phone(row.switchboard)[0]),
            self.profiles.number(read_profile(row.linkedin)), self.firms.number(firm_words(row.company)),
            self.domains.number(stated), self.cities.number(city_of(row.city)), self.titles.number(_title(row.title)),
            number(given.partition(" ")[0]), number(initials), self.domains.number(mail.domain),
            _named_by(mail.local, given, family),
        )  # fmt: skip


def _as_letter(digit: re.Match[str]) -> str:
    return {"0": "o", "1": "l", "5": "s", "3": "e"}[digit[0]]


@lru_cache(maxsize=200_000)
def _name(first: str, last: str) -> tuple[str, str, str]:
    parts = name_parts(_LOOKS_LIKE.sub(_as_letter, first), _LOOKS_LIKE.sub(_as_letter, last))
    return " ".join(parts.given), " ".join(parts.family), parts.generation


def _named_by(local: str, given: str, family: str) -> int:
    """Which of the person's names stands in their address: 1 the given one, 2 the family name, 3 both."""
    first, last = given.partition(" ")[0], family.replace(" ", "")
    return (len(first) > 2 and first in local) + 2 * (len(last) > 2 and last in local)


@lru_cache(maxsize=50_000)
def city_of(city: str) -> str:
    return city_key(split_location(city).city or city) if "," in city else city_key(city)


@lru_cache(maxsize=50_000)
def _title(title: str) -> str:
    return " ".join(sorted(plain_words(title)))


@lru_cache(maxsize=200_000)
def folded_given(given: str) -> tuple[str, ...]:
    """The full names that a given name may stand for, at most three: "bob" gives "robert"."""
    return full_forms(given.partition(" ")[0])[:3]
