"""Companies as rows: each plan gets its address, web domain, size, description and dates."""

import random
from itertools import accumulate

from dealmecca.lib.text_keys import fold
from dealmecca.operations.demo.descriptions import describe
from dealmecca.operations.demo.places import Places
from dealmecca.operations.demo.plans import Plan, Planner
from dealmecca.operations.demo.rows import Clock, CompanyRow
from dealmecca.operations.demo.trust import company_with_level

_SIZES = ("1-10", "11-50", "51-200", "201-500", "501-1000", "1001-5000", "5001-10000", "10001+")
_ADVERTISER_SIZES = (6, 14, 20, 18, 14, 16, 7, 8)
_SIZE_WEIGHTS = {
    "HOLDING_COMPANY": (0, 0, 0, 0, 0, 2, 3, 8),
    "AGENCY_NETWORK": (0, 0, 0, 1, 3, 8, 4, 1),
    "AGENCY": (6, 14, 12, 6, 3, 1, 0, 0),
    "OFFICE": (6, 20, 12, 4, 1, 0, 0, 0),
    "ADVERTISER": _ADVERTISER_SIZES,
    "NONPROFIT": _ADVERTISER_SIZES,
    "PUBLISHER": (6, 14, 16, 10, 6, 6, 2, 1),
}
_OTHER_SIZE_WEIGHTS = (10, 20, 14, 6, 2, 1, 0, 0)
# About how many of its people the directory knows, before luck: by size, then by type.
_STAFF_OF_SIZE = dict(zip(_SIZES, (1, 2, 3, 4, 6, 9, 12, 17), strict=True)) | {"": 2}
_STAFF_OF_TYPE = {"OFFICE": 5.0, "AGENCY": 2.6, "ADVERTISER": 0.6, "BRAND": 0.7, "AGENCY_NETWORK": 1.2}
_LEVELS = (1, 2, 3, 4, 5)
_LEVEL_WEIGHTS = list(accumulate((34, 43, 16, 5, 2)))
# A file's own words for an industry that is none of ours.
_UNMAPPED_INDUSTRIES = ("Candle making", "Kites and balloons", "Clock repair", "Piano tuning", "Beekeeping supplies")


class CompanyMaker:
    """Makes company rows, in the order of their ids; parents come before their children."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._places = Places(rng)
        self._planner = Planner(rng, self._places)
        self._clock = Clock(rng)
        self._domains: set[str] = set()
        self._profiles: set[str] = set()

    def make(self, count: int) -> list[CompanyRow]:
        rows: dict[Plan, CompanyRow] = {}
        for plan in self._planner.plan(count):
            parent = rows[plan.parent] if plan.parent else None
            rows[plan] = self._row(plan, parent, rows[plan.like] if plan.like else None)
        return sorted(rows.values(), key=lambda row: row.id)

    def _row(self, plan: Plan, parent: CompanyRow | None, like: CompanyRow | None) -> CompanyRow:
        hero = plan.hero
        made = self._clock.made(after=parent.created_at if parent else None)
        domains = like.domains[:1] if like else self._own_domains(plan)
        level = hero.level if hero else self._rng.choices(_LEVELS, cum_weights=_LEVEL_WEIGHTS)[0]
        size = hero.size if hero else self._size(plan.company_type)
        is_mapped = plan.company_type != "ADVERTISER" or hero is not None or self._rng.random() > 0.012
        row = CompanyRow(
            id=self._clock.new_id(made),
            name=plan.name,
            company_type=plan.company_type,
            website=like.website if like else self._website(domains),
            description=(hero.description if hero else "") or self._description(plan),
            industry=plan.industry if is_mapped else "",
            industry_text="" if is_mapped else self._rng.choice(_UNMAPPED_INDUSTRIES),
            size=size,
            location=plan.place.location,
            address=self._places.address(),
            postal_code=self._places.postal_code(plan.place),
            city=plan.place.city,
            state=plan.place.state,
            country=plan.place.country,
            phone=self._places.phone(plan.place) if hero or self._rng.random() < 0.8 else "",
            parent_id=parent.id if parent else None,
            verification_level=level,
            linkedin_url=f"https://www.linkedin.com/company/{self._profile(plan.name)}-demo"
            if self._rng.random() < 0.7
            else "",
            domains=domains,
            aliases=hero.aliases if hero else self._aliases(plan),
            people_weight=hero.staff if hero else self._people(plan.company_type, size),
            created_at=made,
            updated_at=self._clock.raised(made, level),
        )
        return company_with_level(row, is_hero=hero is not None)

    def _own_domains(self, plan: Plan) -> tuple[str, ...]:
        """Mostly one, sometimes none or two. All demo domains end in .example, which belongs to nobody."""
        if plan.hero is None and self._rng.random() < 0.04:
            return ()
        name = plan.hero.domain.removesuffix(".example") if plan.hero else plan.name
        stem = "".join(sign for sign in fold(name) if sign.isascii() and sign.isalnum())[:40] or "company"
        domain, number = f"{stem}.example", 2
        while domain in self._domains:
            domain, number = f"{stem}{number}.example", number + 1
        self._domains.add(domain)
        if plan.hero is None and self._rng.random() < 0.06:
            return domain, self._rng.choice(("get-{}", "{}-mail", "shop-{}")).format(stem) + ".example"
        return (domain,)

    def _website(self, domains: tuple[str, ...]) -> str:
        if not domains:
            return ""
        return f"https://www.{domains[0]}" if self._rng.random() < 0.6 else f"https://{domains[0]}"

    def _profile(self, name: str) -> str:
        stem = "-".join(fold(name).split())[:80] or "company"
        profile, number = stem, 2
        while profile in self._profiles:
            profile, number = f"{stem}-{number}", number + 1
        self._profiles.add(profile)
        return profile

    def _size(self, company_type: str) -> str:
        if company_type == "BRAND" or self._rng.random() < 0.05:
            return ""
        return self._rng.choices(_SIZES, _SIZE_WEIGHTS.get(company_type, _OTHER_SIZE_WEIGHTS))[0]

    def _people(self, company_type: str, size: str) -> float:
        luck = min(self._rng.paretovariate(1.6), 6.0)
        return _STAFF_OF_SIZE[size] * _STAFF_OF_TYPE.get(company_type, 0.9) * luck

    def _description(self, plan: Plan) -> str:
        return describe(plan, self._rng) if self._rng.random() < 0.85 else ""

    def _aliases(self, plan: Plan) -> tuple[str, ...]:
        """Names people use instead: initials, the name without "&" or its last word."""
        if plan.company_type in ("OFFICE", "BRAND") or self._rng.random() > 0.22:
            return ()
        parts = [part for part in plan.name.replace(",", "").split() if part != "&"]
        if " & " in plan.name and plan.company_type == "AGENCY":
            return ("&".join(part[0] for part in parts), " ".join(parts))
        return (" ".join(parts[:-1]),) if len(parts) > 1 and len(parts[0]) > 4 else ()
