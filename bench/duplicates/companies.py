"""Made-up offices with known doubles, and the neighbours that are none: other offices, sister brands, foundations."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from bench.duplicates.people import pair
from bench.duplicates.slips import typo, typo_digit
from bench.duplicates.words import CITIES, FORMS, KINDS, STREETS, firm_name
from dealmecca.lib.text_keys import fold

COLUMNS = ("external id", "company", "website", "phone", "street", "city", "state", "zip", "industry")
LEGAL = (" Inc", ", Inc.", " LLC", " Ltd", " Co.", " Corp")
APART = ("Foundation", "Charitable Trust", "Institute")
SHORT_FORMS = {"Street": "St", "Avenue": "Ave.", "Road": "Rd", "Boulevard": "Blvd", "Place": "Pl", "Drive": "Dr"}
SHORT_KINDS = {"Communications": "Comms", "Group": "Grp", "Advertising": "Adv", "Media": "Media", "Partners": "Ptnrs"}


@dataclass(slots=True)
class Office:
    """One line of a file. `entity` is which office it really is, `firm` whose."""

    entity: int
    firm: int
    name: str
    website: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    industry: str = "Advertising"
    id: str = ""

    def cells(self) -> tuple[str, ...]:
        return (
            self.id,
            self.name,
            self.website,
            self.phone,
            self.street,
            self.city,
            self.state,
            self.zip,
            self.industry,
        )


@dataclass(slots=True)
class CompanyDraw:
    """`traps` are pairs of two offices that a hasty matcher takes for one."""

    rows: list[Office]
    duplicates: set[tuple[str, str]] = field(default_factory=set)
    traps: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompanyRates:
    website: float
    phone: float
    switchboard: float  # firms with one number for all offices
    street: float
    city: float
    copied: float
    foundation: float
    sister: float
    second_in_town: float
    namesake: float
    copies: tuple[int, ...]


WORKSHOP = CompanyRates(
    website=0.85, phone=0.8, switchboard=0.4, street=0.75, city=0.97, copied=0.17, foundation=0.04, sister=0.04,
    second_in_town=0.03, namesake=0.01, copies=(1, 1, 1, 2),
)  # fmt: skip
HELD_OUT = CompanyRates(
    website=0.7, phone=0.6, switchboard=0.6, street=0.55, city=0.93, copied=0.2, foundation=0.06, sister=0.06,
    second_in_town=0.04, namesake=0.015, copies=(1, 1, 2, 3),
)  # fmt: skip


class Town:
    """Numbers, streets and offices of one draw."""

    def __init__(self, random: Random, rates: CompanyRates) -> None:
        self.random, self.rates = random, rates
        self.rows: list[Office] = []
        self.traps: list[tuple[Office, Office, str]] = []
        self.entities = self.firms = 0
        self.taken: set[str] = set()

    def phone(self, area: str) -> str:
        return f"({area}) {self.random.randint(220, 989)}-{self.random.randint(0, 9999):04}"

    def street(self) -> str:
        random = self.random
        suite = random.choice(("", "", f", Suite {random.randint(100, 2900)}", f", Floor {random.randint(2, 40)}"))
        return f"{random.randint(1, 999)} {random.choice(STREETS)} {random.choice(FORMS)}{suite}"

    def office(self, firm: int, name: str, domain: str, city: tuple[str, str, str], phone: str = "") -> Office:
        random, rates = self.random, self.rates
        self.entities += 1
        row = Office(self.entities, firm, name, city=city[0], state=city[1], zip=f"{random.randint(10000, 99999)}")
        row.website = f"https://www.{domain}" if random.random() < rates.website else ""
        row.phone = (phone or self.phone(city[2])) if random.random() < rates.phone else ""
        row.street = self.street() if random.random() < rates.street else ""
        if not row.street:
            row.zip = ""
        if random.random() > rates.city:
            row.city = row.state = ""
        return row

    def firm(self) -> list[Office]:
        """All offices of a firm, its foundation and its sister brands among them."""
        random, rates = self.random, self.rates
        self.firms += 1
        words = firm_name(random)
        while " ".join(words) in self.taken:
            words = firm_name(random)
        self.taken.add(" ".join(words))
        name = " ".join(words)
        stem = "".join(letter for letter in fold("".join(words[:2])) if letter.isascii() and letter.isalnum())
        domain = f"{stem}.example"
        switchboard = self.phone("212") if random.random() < rates.switchboard else ""
        cities = random.sample(CITIES, random.choice((1, 1, 1, 2, 2, 3, 4, 6, 8)))
        carries_city = len(cities) > 1 and random.random() < 0.3
        offices = []
        for city in cities:
            written = f"{name} {city[0]}" if carries_city else name
            offices.append(self.office(self.firms, written, domain, city, switchboard))
        for a in offices:
            self.traps += [(a, b, "other office") for b in offices if a.entity < b.entity]
        first = offices[0]
        if random.random() < rates.foundation:
            offices.append(
                self._beside(
                    first, f"{' '.join(words[:-1]) or name} {random.choice(APART)}", domain, cities[0], "foundation"
                )
            )
        if random.random() < rates.sister and words[-1] in KINDS and not carries_city:
            kind = random.choice([kind for kind in KINDS if kind not in words])
            sister = " ".join([*words[:-1], kind])
            offices.append(self._beside(first, sister, domain, cities[0], "sister"))
        if random.random() < rates.second_in_town:
            second = self.office(self.firms, name, domain, cities[0], switchboard)
            if first.street and second.street:
                offices.append(second)
                self.traps.append((first, second, "second in town"))
        if random.random() < rates.namesake:
            other = self.office(
                self.firms, name, f"{stem}-{random.choice(('la', 'digital', 'works'))}.example", random.choice(CITIES)
            )
            other.website = other.website or f"{stem}works.example"
            offices.append(other)
            self.traps.append((first, other, "namesake"))
        return offices

    def _beside(self, first: Office, name: str, domain: str, city: tuple[str, str, str], kind: str) -> Office:
        """Another company at the same address, on the same domain and number."""
        other = self.office(self.firms, name, domain, city, first.phone)
        if self.random.random() < 0.6:
            other.street, other.zip = first.street, first.zip
        other.city, other.state = first.city, first.state
        self.traps.append((first, other, kind))
        return other


def draw_companies(
    size: int, seed: int, rates: CompanyRates, spoil: Callable[[Random, Town, Office], None]
) -> CompanyDraw:
    random = Random(seed)
    town = Town(random, rates)
    rows: list[Office] = []
    while len(rows) < size:
        for office in town.firm():
            rows.append(office)
            if random.random() < rates.copied:
                for _ in range(random.choice(rates.copies)):
                    copy = replace(office)
                    spoil(random, town, copy)
                    rows.append(copy)
    random.shuffle(rows)
    groups: dict[int, list[str]] = {}
    for number, row in enumerate(rows, 1):
        row.id = f"C{number:07}"
        groups.setdefault(row.entity, []).append(row.id)
    drawn = CompanyDraw(rows, traps={pair(a.id, b.id): kind for a, b, kind in town.traps if a.id and b.id})
    for ids in groups.values():
        drawn.duplicates |= {pair(a, b) for place, a in enumerate(ids) for b in ids[place + 1 :]}
    return drawn


def workshop(random: Random, town: Town, row: Office) -> None:
    """Typists: legal forms, short words, a slip in the name, the street written otherwise, cells left empty."""
    for _ in range(random.choice((1, 2, 2, 3))):
        roll = random.random()
        if roll < 0.25:
            row.name += random.choice(LEGAL)
        elif roll < 0.37:
            row.name = typo(random, row.name)
        elif roll < 0.47:
            row.name = " ".join(SHORT_KINDS.get(word, word) for word in row.name.split())
        elif roll < 0.55:
            words = row.name.split()
            row.name = " ".join(words[:-1]) if len(words) > 1 and words[-1] in KINDS else row.name
        elif roll < 0.60:
            row.name = random.choice((row.name.upper(), f"The {row.name}"))
        elif roll < 0.65:
            words = row.name.split()
            row.name = "".join(word[0] for word in words).upper() if len(words) > 2 else row.name
        elif roll < 0.80:
            row.street = _other_street(row.street)
        elif roll < 0.86:
            row.phone = town.phone("800")
        else:
            row.website = row.website and row.website.replace("https://www.", "") + random.choice(("/", "/contact", ""))
    _lose(random, row, {"website": 0.3, "phone": 0.3, "street": 0.3, "zip": 0.2, "city": 0.06})
    if row.phone and random.random() < 0.5:
        digits = "".join(c for c in row.phone if c.isdigit())
        row.phone = random.choice((f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}", digits))


def held_out(random: Random, town: Town, row: Office) -> None:
    """Other systems: words turned round, cities in the name, run together, cut short, another suite or digit."""
    for _ in range(random.choice((1, 2, 3))):
        roll = random.random()
        words = row.name.split()
        if roll < 0.12:
            row.name = f"{row.name} ({row.city})" if row.city else row.name
        elif roll < 0.24:
            row.name = (
                "".join(words)
                if len(words) == 2
                else f"{words[0]}-{' '.join(words[1:])}"
                if len(words) > 1
                else row.name
            )
        elif roll < 0.36:
            row.name = row.name + random.choice((" USA", " US", " Holdings", ", L.L.C.", " Company"))
        elif roll < 0.48:
            row.name = typo(random, typo(random, row.name))
        elif roll < 0.55:
            row.name = f"{words[-1]} {' '.join(words[:-1])}" if len(words) > 1 else row.name
        elif roll < 0.65:
            row.street = row.street.partition(",")[0] + random.choice(("", f", Suite {random.randint(100, 900)}"))
        elif roll < 0.75:
            row.phone = typo_digit(random, row.phone) if row.phone else ""
        elif roll < 0.85:
            row.website = row.website.replace("www.", random.choice(("us.", "m.", "")))
        else:
            row.street = _other_street(row.street.upper())
    _lose(random, row, {"website": 0.4, "phone": 0.4, "street": 0.4, "zip": 0.3, "city": 0.08})


def _other_street(street: str) -> str:
    for long, short in SHORT_FORMS.items():
        street = street.replace(long, short)
    return street.replace(", Suite ", " #").replace(", Floor ", " Fl ")


def _lose(random: Random, row: Office, rates: dict[str, float]) -> None:
    for name, rate in rates.items():
        others = [other for other in ("website", "phone", "street", "city") if other != name and getattr(row, other)]
        if random.random() < rate and len(others) > 1:
            setattr(row, name, "")
    if not row.city:
        row.state = ""
