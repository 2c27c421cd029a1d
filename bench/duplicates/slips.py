"""How copies of a person go wrong, in two styles: one to tune the weights on, one that is only ever scored."""

import unicodedata
from collections.abc import Callable
from random import Random

from bench.duplicates.people import PLACEHOLDERS, ROLES, Firm, Rates, Row, World, mailbox, profile
from bench.duplicates.words import TITLES
from dealmecca.lib.nicknames import NICKNAMES, full_forms
from dealmecca.lib.text_keys import fold

Spoil = Callable[[Random, World, Row, Firm, int], None]
WORKSHOP = Rates(
    rare_names=False, firm_size=25, email=0.86, free_mail=0.06, phone=0.75, own_phone=0.55, linkedin=0.5,
    city=0.93, company=0.98, copied=0.17, moved=0.055, role_mailbox=0.03, placeholder=0.02, look_alike=0.012,
    copies=(1, 1, 1, 1, 2),
)  # fmt: skip
HELD_OUT = Rates(
    rare_names=True, firm_size=60, email=0.74, free_mail=0.12, phone=0.62, own_phone=0.4, linkedin=0.35, city=0.85,
    company=0.95, copied=0.14, moved=0.05, role_mailbox=0.06, placeholder=0.03, look_alike=0.018, copies=(1, 1, 2, 3),
)  # fmt: skip
_NEAR = dict(zip("abcdefghijklmnopqrstuvwxyz", "svxsrgyjkuloknbipoqetydczyxa", strict=False))
_LOOKS = (("rn", "m"), ("l", "1"), ("o", "0"), ("cl", "d"), ("vv", "w"), ("ii", "n"))
_SOUNDS = (("ph", "f"), ("ck", "k"), ("y", "i"), ("ee", "ea"), ("ei", "ie"), ("z", "s"), ("c", "k"), ("nn", "n"),
           ("tt", "t"), ("son", "sen"), ("ss", "s"), ("sch", "sh"), ("ll", "l"))  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe", "å": "aa"})
_SHORT_CITY = {
    "New York": "NYC",
    "Los Angeles": "Los Angeles, CA",
    "St. Louis": "Saint Louis",
    "Washington": "Washington DC",
}


def typo(random: Random, text: str) -> str:
    """One letter changed, left out, doubled, or swapped with the next."""
    if len(text) < 3:
        return text
    at = random.randrange(1, len(text) - 1)
    kind = random.randrange(4)
    if kind == 0:
        return text[:at] + _NEAR.get(text[at].lower(), "e") + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def short_form(random: Random, first: str) -> str:
    """A nickname, or the full name of one."""
    key = fold(first)
    choices = [*NICKNAMES.get(key, ()), *(name for name in full_forms(key) if name != key)]
    return random.choice(choices).title() if choices else first


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def abbreviated(random: Random, firm: Firm) -> str:
    """A firm as somebody in a hurry writes it."""
    words = firm.words
    options = [
        f"{firm.name}{random.choice((' Inc', ', Inc.', ' LLC', ' Ltd'))}",
        firm.name.upper(),
        " ".join(words[:-1]) or firm.name,
        "".join(word[0] for word in words).upper() if len(words) > 2 else firm.name,
        f"The {firm.name}",
        firm.name.replace("Group", "Grp").replace("Communications", "Comms"),
    ]
    return random.choice(options)


def workshop(random: Random, world: World, row: Row, firm: Firm, office: int) -> None:
    """Typists: one or two letters, short names, another pattern of the address, fields left empty."""
    for _ in range(random.choice((1, 1, 2, 2, 3))):
        roll = random.random()
        if roll < 0.10:
            row.first = typo(random, row.first)
        elif roll < 0.22:
            row.last = typo(random, row.last)
        elif roll < 0.34:
            row.first = short_form(random, row.first)
        elif roll < 0.38:
            row.first, row.last = row.last, row.first
        elif roll < 0.42:
            row.last = world.names.surname()
            if row.email.endswith(firm.domain) and random.random() < 0.5:
                row.email = world.address(row.first, row.last, firm)
        elif roll < 0.46:
            row.first = f"{row.first[0]}."
        elif roll < 0.52:
            row.first = f"{row.first} {random.choice('ABCDEJLMRST')}."
        elif roll < 0.57:
            row.first, row.last = without_accents(row.first), without_accents(row.last.translate(_UMLAUTS))
        elif roll < 0.65 and row.email.endswith(firm.domain):
            row.email = f"{mailbox(row.first, row.last, random.choice(('first.last', 'flast', 'first')))}@{firm.domain}"
        elif roll < 0.68:
            row.email = world.private_address(row.first, row.last)
        elif roll < 0.70 and row.email:
            local, _, domain = row.email.partition("@")
            row.email = f"{typo(random, local)}@{domain}"
        elif roll < 0.72:
            row.email = random.choice((f"{random.choice(ROLES)}@{firm.domain}", *PLACEHOLDERS))
        elif roll < 0.78:
            row.phone = random.choice((firm.offices[office][1], "000-000-0000", world.phone("917")))
        elif roll < 0.86:
            row.company = abbreviated(random, firm)
        elif roll < 0.92:
            row.title = random.choice(TITLES)
        else:
            row.city = _SHORT_CITY.get(row.city, row.city)
    _lose(random, row, {"email": 0.2, "phone": 0.3, "linkedin": 0.35, "title": 0.2, "city": 0.12, "company": 0.02})
    if row.phone and random.random() < 0.5:
        digits = "".join(c for c in row.phone if c.isdigit())
        row.phone = random.choice(
            (f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}", digits, f"{digits[:3]}.{digits[3:6]}.{digits[6:]}")
        )
    if row.linkedin and random.random() < 0.4:
        row.linkedin = row.linkedin.replace(
            "https://www.", random.choice(("", "http://", "https://uk."))
        ) + random.choice(("/", ""))


def held_out(random: Random, world: World, row: Row, firm: Firm, office: int) -> None:
    """Scanners, forms and other systems: letters that look or sound alike, cut and doubled names, other domains."""
    for _ in range(random.choice((1, 1, 2, 2, 3))):
        roll = random.random()
        if roll < 0.08:
            row.last = _replaced(random, row.last, _LOOKS)
        elif roll < 0.20:
            row.last = _replaced(random, row.last, _SOUNDS)
        elif roll < 0.28:
            row.first = _replaced(random, row.first, _SOUNDS)
        elif roll < 0.38:
            row.first = short_form(random, row.first)
        elif roll < 0.43:
            row.last = random.choice((f"{row.last}-{world.names.surname()}", f"{world.names.surname()}-{row.last}"))
        elif roll < 0.46:
            row.last = world.names.surname()
        elif roll < 0.50:
            row.first, row.last = f"{row.last},", row.first
        elif roll < 0.54:
            row.first, row.last = row.first.upper(), row.last.upper()
        elif roll < 0.58:
            row.first = (
                f"{random.choice('ABCDEJLMRST')}. {row.first}"
                if random.random() < 0.4
                else f"{row.first} {random.choice('ABCDEJLMRST')}"
            )
        elif roll < 0.61:
            row.first = f"{row.first} ({short_form(random, row.first)})"
        elif roll < 0.64:
            row.last = row.last[: max(4, len(row.last) - 3)]
        elif roll < 0.70 and row.email.endswith(firm.domain):
            row.email = row.email.replace("@", random.choice(("@ny.", "@us.", "@mail.")))
        elif roll < 0.76 and row.email.endswith(firm.domain):
            pattern = random.choice(("last.first", "firstl", "first_last", "last"))
            row.email = f"{mailbox(row.first, row.last, pattern)}@{firm.domain}"
        elif roll < 0.79:
            row.email = world.private_address(row.first, row.last)
        elif roll < 0.84 and row.phone:
            row.phone = f"{firm.offices[office][1]} ext. {random.randint(100, 999)}"
        elif roll < 0.87 and row.phone:
            row.phone = typo_digit(random, row.phone)
        elif roll < 0.92:
            row.company = random.choice(
                (
                    f"{firm.name} ({firm.offices[office][0]})",
                    f"{firm.name} - {firm.offices[office][0]}",
                    abbreviated(random, firm),
                    typo(random, firm.name),
                )
            )
        elif roll < 0.96:
            row.title = random.choice((row.title.upper(), random.choice(TITLES)))
        else:
            row.linkedin = (
                f"https://www.linkedin.com/in/{profile(row.first, row.last).replace('-', '')}{random.randrange(99)}"
                if not row.linkedin
                else row.linkedin
            )
    _lose(random, row, {"email": 0.3, "phone": 0.35, "linkedin": 0.4, "title": 0.3, "city": 0.2, "company": 0.03})
    if row.linkedin and random.random() < 0.5:
        row.linkedin = row.linkedin.replace("https://www.", "https://de.") + "?trk=people"


def typo_digit(random: Random, phone: str) -> str:
    at = random.choice([place for place, letter in enumerate(phone) if letter.isdigit() and place > 4] or [0])
    return f"{phone[:at]}{random.randrange(10)}{phone[at + 1 :]}"


def _replaced(random: Random, text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    fits = [(old, new) for old, new in pairs if old in text.lower()[1:]]
    if not fits:
        return typo(random, text)
    old, new = random.choice(fits)
    at = text.lower().index(old, 1)
    return text[:at] + new + text[at + len(old) :]


def _lose(random: Random, row: Row, rates: dict[str, float]) -> None:
    """Fields left empty, but never so many that nothing is left to go by."""
    for name, rate in rates.items():
        others = [other for other in ("email", "phone", "linkedin", "company") if other != name and getattr(row, other)]
        if random.random() < rate and others:
            setattr(row, name, "")
    if not row.company:
        row.city = row.city if random.random() < 0.5 else ""
