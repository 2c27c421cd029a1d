"""Contacts as rows: people with jobs that fit their company, its email pattern, and numbers that ring nowhere."""

import random
from functools import cache
from itertools import accumulate

from dealmecca.lib.text_keys import fold
from dealmecca.operations.demo.heroes import HERO_PEOPLE, HeroPerson
from dealmecca.operations.demo.names import PeopleNames
from dealmecca.operations.demo.places import PLACE_OF, fill_pattern
from dealmecca.operations.demo.rows import Clock, CompanyRow, ContactRow
from dealmecca.operations.demo.titles import FREELANCE, draw_job
from dealmecca.operations.demo.trust import contact_with_level

# How a company writes its addresses; {f} and {l} are initials. The first is by far the commonest.
_EMAIL_PATTERNS = (
    "{first}.{last}",
    "{f}{last}",
    "{first}{l}",
    "{first}_{last}",
    "{f}.{last}",
    "{first}",
    "{last}.{first}",
)
_EMAIL_WEIGHTS = (52, 24, 6, 4, 8, 4, 2)
_LEVELS = (1, 2, 3, 4, 5)
_LEVEL_WEIGHTS = list(accumulate((45, 38, 12, 4, 1)))

# A file's own words for a department that is none of ours.
_UNMAPPED_DEPARTMENTS = ("Special Projects", "Office of the Chair", "Moonshots", "Field Team West")
_NO_COMPANY = 0.004


class ContactMaker:
    """Makes contact rows, in the order of their ids."""

    def __init__(self, rng: random.Random, companies: list[CompanyRow]) -> None:
        self._rng = rng
        self._companies = companies
        self._clock = Clock(rng)
        self._names = PeopleNames(rng)
        self._emails: set[str] = set()
        self._profiles: dict[str, int] = {}
        self._patterns: dict[str, str] = {}

    def make(self, count: int) -> list[ContactRow]:
        at = {company.name: company for company in self._companies}
        heroes = [hero for hero in HERO_PEOPLE if hero.company in at][:count]
        rows = [self._hero(hero, at[hero.company]) for hero in heroes]
        rest = count - len(rows)
        weights = list(accumulate(company.people_weight for company in self._companies))
        employers = self._rng.choices(self._companies, cum_weights=weights, k=rest) if weights else []
        known = {(hero.first_name, hero.last_name) for hero in HERO_PEOPLE}
        for employer, name in zip(employers, self._names.draw(rest), strict=True):
            while name in known:  # there is only one Maren Oduya
                name = self._names.draw(1)[0]
            rows.append(self._person(*name, employer))
        return sorted(rows, key=lambda row: row.id)

    def _hero(self, hero: HeroPerson, company: CompanyRow) -> ContactRow:
        made = self._clock.made()
        row = ContactRow(
            id=self._clock.new_id(made),
            first_name=hero.first_name,
            last_name=hero.last_name,
            email=self._email(hero.first_name, hero.last_name, company.domains[0]),
            phone=self._direct_line(company),
            title=hero.title,
            department=hero.department,
            seniority=hero.seniority,
            linkedin_url=self._profile(hero.first_name, hero.last_name),
            verification_level=hero.level,
            company_id=company.id,
            created_at=made,
            updated_at=self._clock.raised(made, hero.level),
        )
        return contact_with_level(row)

    def _person(self, first: str, last: str, employer: CompanyRow) -> ContactRow:
        chance = self._rng.random
        company = employer if chance() > _NO_COMPANY else None
        job = draw_job(company.company_type, self._rng) if company else self._rng.choice(FREELANCE)
        is_titled = chance() < 0.975
        is_mapped = chance() > 0.006
        made = self._clock.made()
        level = self._rng.choices(_LEVELS, cum_weights=_LEVEL_WEIGHTS)[0]
        row = ContactRow(
            id=self._clock.new_id(made),
            first_name=first,
            last_name=last,
            email=self._email(first, last, company.domains[0])
            if company and company.domains and chance() < 0.9
            else "",
            phone=self._phone(employer) if chance() < 0.68 else "",
            title=job.title if is_titled else "",
            department=job.department if is_titled and is_mapped else "",
            department_text="" if is_mapped else self._rng.choice(_UNMAPPED_DEPARTMENTS),
            seniority=job.seniority if is_titled else "",
            linkedin_url=self._profile(first, last) if chance() < 0.6 else "",
            personal_website=f"https://{_slug(first)}{_slug(last)}.example" if chance() < 0.02 else "",
            verification_level=level,
            company_id=company.id if company else None,
            created_at=made,
            updated_at=self._clock.raised(made, level),
        )
        return contact_with_level(row)

    def _email(self, first: str, last: str, domain: str) -> str:
        pattern = self._patterns.get(domain)
        if pattern is None:
            hero_domain = domain in ("haldenpike.example", "kestrelcola.example")
            pattern = _EMAIL_PATTERNS[0] if hero_domain else self._rng.choices(_EMAIL_PATTERNS, _EMAIL_WEIGHTS)[0]
            self._patterns[domain] = pattern
        first, last = _slug(first), _slug(last)
        local = pattern.format(first=first, last=last, f=first[0], l=last[0])
        email, number = f"{local}@{domain}", 2
        while email in self._emails:
            email, number = f"{local}{number}@{domain}", number + 1
        self._emails.add(email)
        return email

    def _profile(self, first: str, last: str) -> str:
        slug = f"{_slug(first)}-{_slug(last)}"
        number = self._profiles[slug] = self._profiles.get(slug, 0) + 1
        return f"https://www.linkedin.com/in/{slug}{'' if number == 1 else f'-{number}'}-demo"

    def _phone(self, company: CompanyRow) -> str:
        """Half have an extension of the company's own number, the others a line of their own."""
        if company.phone and self._rng.random() < 0.5:
            return f"{company.phone} ext. {self._rng.randrange(100, 1000)}"
        return self._direct_line(company)

    def _direct_line(self, company: CompanyRow) -> str:
        return fill_pattern(PLACE_OF[company.city, company.country].phone_pattern, self._rng)


@cache
def _slug(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isascii() and sign.isalnum())
