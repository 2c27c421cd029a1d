"""Made-up people at made-up firms, before anybody copied them badly; and the look-alikes who are other people."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from random import Random

from bench.duplicates.words import CITIES, KINDS, TITLES, Names, firm_name
from dealmecca.lib.text_keys import fold

COLUMNS = ("external id", "first name", "last name", "email", "phone", "title", "company", "city", "linkedin")
FREE_MAIL = ("gmail.com", "yahoo.com", "outlook.com", "icloud.com")
PLACEHOLDERS = ("noemail@noemail.com", "none@none.com", "test@test.com")
ROLES = ("info", "sales", "hello", "media", "contact", "office", "newbusiness")


@dataclass(slots=True)
class Row:
    """One line of a file. `entity` is who it really is."""

    entity: int
    first: str
    last: str
    email: str = ""
    phone: str = ""
    title: str = ""
    company: str = ""
    city: str = ""
    linkedin: str = ""
    id: str = ""

    def cells(self) -> tuple[str, ...]:
        return (
            self.id,
            self.first,
            self.last,
            self.email,
            self.phone,
            self.title,
            self.company,
            self.city,
            self.linkedin,
        )


@dataclass(slots=True)
class Firm:
    words: tuple[str, ...]
    domain: str
    offices: list[tuple[str, str]]  # (city, switchboard)
    pattern: str

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class Draw:
    """`traps` are pairs of two people that a hasty matcher takes for one, with why."""

    rows: list[Row]
    duplicates: set[tuple[str, str]] = field(default_factory=set)
    moves: set[tuple[str, str]] = field(default_factory=set)
    traps: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rates:
    """How a made-up directory is filled, and with whom. Shares of people, unless they say otherwise."""

    rare_names: bool
    firm_size: int
    email: float
    free_mail: float
    phone: float
    own_phone: float  # of the phones
    linkedin: float
    city: float
    company: float
    copied: float
    moved: float
    role_mailbox: float
    placeholder: float
    look_alike: float  # each kind of them
    copies: tuple[int, ...]  # how many copies a copied person has, drawn evenly


class World:
    """Firms and who works there. `copy` and `leave` spoil rows: the style of a directory's mistakes."""

    def __init__(self, random: Random, rates: Rates, count: int) -> None:
        self.random, self.rates = random, rates
        self.names = Names(random, rare=rates.rare_names)
        self.taken: set[str] = set()
        self.firms = [self._firm() for _ in range(max(6, count // rates.firm_size))]
        self.used_mail: set[str] = set()
        self.next_entity = 0

    def phone(self, area: str) -> str:
        return f"({area}) {self.random.randint(220, 989)}-{self.random.randint(0, 9999):04}"

    def _firm(self) -> Firm:
        words = firm_name(self.random)
        stem = "".join(
            fold(word) for word in (words[:-1] if words[-1] in KINDS and self.random.random() < 0.7 else words)
        )
        stem = "".join(letter for letter in stem if letter.isascii() and letter.isalnum())
        domain = f"{stem}.example"
        number = 1
        while domain in self.taken:
            number += 1
            domain = f"{stem}{self.random.choice(('us', 'co', 'hq', 'media', 'group'))}{number}.example"
        self.taken.add(domain)
        count = self.random.choice((1, 1, 1, 2, 2, 3, 4))
        places = self.random.sample(CITIES, count)
        shared = self.phone(places[0][2]) if self.random.random() < 0.3 else ""
        offices = [(city, shared or self.phone(area)) for city, _, area in places]
        pattern = self.random.choice(("first.last", "flast", "first", "firstl", "first_last", "first.last", "flast"))
        return Firm(words, domain, offices, pattern)

    def address(self, first: str, last: str, firm: Firm, pattern: str = "") -> str:
        """The address that this firm gives; a second person of the same one gets a number, as john2@."""
        local = mailbox(first, last, pattern or firm.pattern)
        number = 1
        while f"{local}{number if number > 1 else ''}@{firm.domain}" in self.used_mail:
            number += 1
        address = f"{local}{number if number > 1 else ''}@{firm.domain}"
        self.used_mail.add(address)
        return address

    def private_address(self, first: str, last: str) -> str:
        random = self.random
        local = mailbox(first, last, random.choice(("first.last", "flast", "firstlast")))
        number = random.choice(("", "", random.randint(1, 99), random.randint(1960, 2004)))
        return f"{local}{number}@{random.choice(FREE_MAIL)}"

    def person(
        self, first: str = "", last: str = "", firm: Firm | None = None, office: int = -1
    ) -> tuple[Row, Firm, int]:
        random, rates = self.random, self.rates
        firm = firm or random.choice(self.firms)
        office = (
            office if office >= 0 else min(int(random.random() * 1.6 * len(firm.offices)) // 2, len(firm.offices) - 1)
        )
        drawn = self.names.draw()
        first, last = first or drawn[0], last or drawn[1]
        city, switchboard = firm.offices[office]
        self.next_entity += 1
        row = Row(self.next_entity, first, last, city=city, company=firm.name, title=random.choice(TITLES))
        own = self.address(first, last, firm)
        if random.random() < rates.email:
            row.email = self.private_address(first, last) if random.random() < rates.free_mail else own
            roll = random.random()
            if roll < rates.role_mailbox:
                row.email = f"{random.choice(ROLES)}@{firm.domain}"
            elif roll < rates.role_mailbox + rates.placeholder:
                row.email = random.choice(PLACEHOLDERS)
        if random.random() < rates.phone:
            area = random.choice(CITIES)[2]
            row.phone = self.phone(area) if random.random() < rates.own_phone else switchboard
            if random.random() < rates.placeholder:
                row.phone = "000-000-0000"
        if random.random() < rates.linkedin:
            row.linkedin = f"https://www.linkedin.com/in/{profile(first, last)}-{random.randrange(16**6):06x}"
        if random.random() > rates.city:
            row.city = ""
        if random.random() > rates.company:
            row.company = row.city = ""
        return row, firm, office

    def other_firm(self, firm: Firm) -> Firm:
        while (other := self.random.choice(self.firms)) is firm:
            pass
        return other

    def look_alike(self, row: Row, firm: Firm, office: int, kind: str) -> Row:
        """Somebody else who looks like this person."""
        random = self.random
        if kind == "son":
            other, _, _ = self.person(row.first, row.last, firm, office)
            other.last = f"{row.last} {random.choice(('Jr.', 'Jr', 'II', 'III'))}"
        elif kind == "namesake":  # john2@ beside john@
            other, _, _ = self.person(row.first, row.last, firm, office)
            if not (row.linkedin and other.linkedin):
                row.email, other.email = (
                    self.address(row.first, row.last, firm),
                    self.address(row.first, row.last, firm),
                )
        elif kind == "other office":
            away = [place for place in range(len(firm.offices)) if place != office]
            if not away:
                return self.look_alike(row, firm, office, "son")
            other, _, _ = self.person(row.first, row.last, firm, random.choice(away))
            row.city = firm.offices[office][0]
            row.company = other.company = firm.name
            other.city = other.city or next(city for city, _ in firm.offices if city != row.city)
        elif kind == "sibling":
            same_letter = [name for name in self.names.first if name[0] == row.first[0] and name != row.first]
            other, _, _ = self.person(random.choice(same_letter or self.names.first), row.last, firm, office)
        else:  # "same city": the same name elsewhere in town
            there = [one for one in random.sample(self.firms, min(60, len(self.firms))) if one is not firm]
            near = [
                (one, n) for one in there for n, (city, _) in enumerate(one.offices) if city == firm.offices[office][0]
            ]
            where = random.choice(near) if near else (there[0], 0)
            other, _, _ = self.person(row.first, row.last, *where)
        return other

    def move(self, row: Row, firm: Firm) -> Row:
        """The same person at another firm: the same profile or own number, and mostly another address."""
        random = self.random
        other, _, _ = self.person(row.first, row.last, self.other_firm(firm))
        other.entity = row.entity
        if not row.linkedin and not is_own(row.phone, firm):
            row.linkedin = f"https://www.linkedin.com/in/{profile(row.first, row.last)}-{random.randrange(16**6):06x}"
        keeps_profile = bool(row.linkedin) and (random.random() < 0.8 or not is_own(row.phone, firm))
        other.linkedin = row.linkedin if keeps_profile else ""
        if is_own(row.phone, firm) and (not keeps_profile or random.random() < 0.6):
            other.phone = row.phone
        for one in (row, other):
            if not one.company:
                one.company = firm.name if one is row else self.other_firm(firm).name
        return other


def is_own(phone: str, firm: Firm) -> bool:
    return bool(phone) and phone != "000-000-0000" and phone not in [number for _, number in firm.offices]


def mailbox(first: str, last: str, pattern: str) -> str:
    one, two = (fold(name).replace(" ", "").replace("-", "") or "x" for name in (first.split(" ")[0], last))
    return {
        "first.last": f"{one}.{two}", "flast": one[0] + two, "first": one, "firstl": one + two[0],
        "first_last": f"{one}_{two}", "firstlast": one + two, "last": two, "last.first": f"{two}.{one}",
    }[pattern]  # fmt: skip


def profile(first: str, last: str) -> str:
    return f"{fold(first)}-{fold(last)}".replace(" ", "-")


def draw(size: int, seed: int, rates: Rates, spoil: Callable[[Random, World, Row, Firm, int], None]) -> Draw:
    """A directory of about `size` rows. `spoil` changes a copy of a row in place, as this style makes mistakes."""
    random = Random(seed)
    world = World(random, rates, size)
    found: list[Row] = []
    traps: list[tuple[Row, Row, str]] = []
    kinds = ("son", "namesake", "other office", "sibling", "same city")
    while len(found) < size:
        row, firm, office = world.person()
        found.append(row)
        roll = random.random()
        if roll < rates.moved:
            other = world.move(row, firm)
            found.append(other)
            traps.append((row, other, "move"))
        elif roll < rates.moved + rates.copied:
            for _ in range(random.choice(rates.copies)):
                copy = replace(row)
                spoil(random, world, copy, firm, office)
                if not still_tells(row, copy):
                    copy.first, copy.last = row.first, row.last
                found.append(copy)
        elif roll < rates.moved + rates.copied + rates.look_alike * len(kinds):
            kind = random.choice(kinds)
            other = world.look_alike(row, firm, office, kind)
            found.append(other)
            traps.append((row, other, kind))
    random.shuffle(found)
    for number, row in enumerate(found, 1):
        row.id = f"P{number:07}"
    return _with_truth(found, traps)


def still_tells(row: Row, copy: Row) -> bool:
    """Whether somebody who knows both rows could say that they are one person: a like name, or what is theirs alone."""
    for mine, yours in ((row.email, copy.email), (row.phone, copy.phone), (row.linkedin[-12:], copy.linkedin[-12:])):
        if mine and mine == yours and mine not in PLACEHOLDERS and mine.partition("@")[0] not in ROLES:
            return True
    words, others = (sorted(fold(f"{one.first} {one.last}").split()) for one in (row, copy))
    return SequenceMatcher(None, " ".join(words), " ".join(others)).ratio() > 0.75


def _with_truth(rows: list[Row], traps: list[tuple[Row, Row, str]]) -> Draw:
    drawn = Draw(rows)
    moved = {frozenset((a.id, b.id)) for a, b, kind in traps if kind == "move"}
    drawn.moves = {pair(a.id, b.id) for a, b, kind in traps if kind == "move"}
    drawn.traps = {pair(a.id, b.id): kind for a, b, kind in traps if kind != "move"}
    groups: dict[int, list[str]] = {}
    for row in rows:
        groups.setdefault(row.entity, []).append(row.id)
    for ids in groups.values():
        drawn.duplicates |= {
            pair(a, b) for place, a in enumerate(ids) for b in ids[place + 1 :] if frozenset((a, b)) not in moved
        }
    return drawn


def pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
