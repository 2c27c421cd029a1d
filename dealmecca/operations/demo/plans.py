"""Who belongs to whom: holding company, network, agency, office; advertiser, brand; and those who sell and advise."""

import random
from dataclasses import dataclass
from itertools import accumulate

from dealmecca.operations.demo import trades
from dealmecca.operations.demo.brands import HOLDINGS, NETWORKS, CompanyNames
from dealmecca.operations.demo.heroes import HERO_COMPANIES, HeroCompany
from dealmecca.operations.demo.places import PLACE_OF, Place, Places
from dealmecca.operations.demo.trades import TRADES, Trade

# Shares of the companies that are no heroes; the rest are advertisers (and holding companies and networks).
_SHARES = {
    "AGENCY": 0.06, "OFFICE": 0.18, "BRAND": 0.18, "PUBLISHER": 0.045, "ADTECH": 0.02, "CONSULTANCY": 0.012,
    "PUBLIC_RELATIONS": 0.01, "PRODUCTION": 0.008,
}  # fmt: skip
_MOST_OFFICES = 24
# kind: (the nouns in its name, its industry)
_SELLERS_AND_ADVISERS = {
    "PUBLISHER": (trades.PUBLISHER_NOUNS, "MEDIA"),
    "ADTECH": (trades.ADTECH_NOUNS, "TECHNOLOGY"),
    "CONSULTANCY": (trades.CONSULTANCY_NOUNS, "PROFESSIONAL_SERVICES"),
    "PUBLIC_RELATIONS": (trades.PUBLIC_RELATIONS_NOUNS, "ADVERTISING"),
    "PRODUCTION": (trades.PRODUCTION_NOUNS, "ADVERTISING"),
}
_TRADE_OF_INDUSTRY = {trade.industry: trade for trade in reversed(TRADES)}


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One company before it gets its row. `like` is the plan whose web domain it shares."""

    name: str
    company_type: str
    place: Place
    industry: str = "ADVERTISING"
    parent: "Plan | None" = None
    like: "Plan | None" = None
    trade: Trade | None = None
    hero: HeroCompany | None = None


class Planner:
    """Plans exactly `count` companies, parents before children; the first twenty are the heroes."""

    def __init__(self, rng: random.Random, places: Places) -> None:
        self._rng = rng
        self._places = places
        self._names = CompanyNames(rng, [*(hero.name for hero in HERO_COMPANIES), *HOLDINGS, *NETWORKS])
        self._trade_weights = list(accumulate(trade.weight for trade in TRADES))

    def plan(self, count: int) -> list[Plan]:
        heroes = _heroes()[:count]
        rest = count - len(heroes)
        counts = {kind: int(rest * share) for kind, share in _SHARES.items()}
        holdings = self._heads("HOLDING_COMPANY", HOLDINGS, min(7, count // 600), heroes, [])
        networks = self._heads("AGENCY_NETWORK", NETWORKS, min(29, count // 160), heroes, holdings)
        agencies = [self._agency(holdings, networks) for _ in range(counts["AGENCY"])]
        plans = heroes + [plan for plan in (*holdings, *networks) if not plan.hero] + agencies
        plans += self._offices(agencies, counts["OFFICE"])
        plans += [self._seller_or_adviser(kind) for kind in _SELLERS_AND_ADVISERS for _ in range(counts[kind])]
        plans += [self._advertiser() for _ in range(count - len(plans) - counts["BRAND"])]
        return plans + self._brands([plan for plan in plans if plan.company_type == "ADVERTISER"], counts["BRAND"])

    def _heads(
        self, kind: str, names: tuple[str, ...], count: int, heroes: list[Plan], above: list[Plan]
    ) -> list[Plan]:
        """Holding companies or networks, heroes first; a few networks belong to nobody."""
        made = [hero for hero in heroes if hero.company_type == kind]
        known = {hero.name for hero in made}
        for name in [name for name in names if name not in known][:count]:
            parent = self._rng.choice(above) if above and self._rng.random() < 0.9 else None
            made.append(Plan(name, kind, self._places.draw(), parent=parent))
        return made

    def _agency(self, holdings: list[Plan], networks: list[Plan]) -> Plan:
        """Half belong to a network, some to a holding company directly, the rest to themselves."""
        chance, parent = self._rng.random(), None
        if chance < 0.52 and networks:
            parent = self._rng.choice(networks)
        elif chance < 0.62 and holdings:
            parent = self._rng.choice(holdings)
        return Plan(self._names.agency(), "AGENCY", self._places.draw(), parent=parent)

    def _offices(self, agencies: list[Plan], count: int) -> list[Plan]:
        """A few agencies have many offices, most have none; never two of one agency in one city."""
        if not agencies:
            return []
        weights = list(accumulate(self._rng.paretovariate(1.15) for _ in agencies))
        wanted = [0] * len(agencies)
        for number in self._rng.choices(range(len(agencies)), cum_weights=weights, k=count):
            wanted[number] += 1
        offices = []
        for agency, number in zip(agencies, wanted, strict=True):
            elsewhere = [
                place for place in self._places.draw_distinct(min(number, _MOST_OFFICES)) if place != agency.place
            ]
            for place in [agency.place, *elsewhere][: min(number, _MOST_OFFICES)]:
                name = self._names.numbered(f"{agency.name} {place.city}")
                offices.append(Plan(name, "OFFICE", place, parent=agency, like=agency))
        return offices

    def _advertiser(self) -> Plan:
        trade = self._rng.choices(TRADES, cum_weights=self._trade_weights)[0]
        kind = "NONPROFIT" if trade.industry in ("NONPROFIT", "GOVERNMENT") else "ADVERTISER"
        return Plan(self._names.advertiser(trade), kind, self._places.draw(), trade.industry, trade=trade)

    def _brands(self, owners: list[Plan], count: int) -> list[Plan]:
        if not owners:
            return []
        weights = list(accumulate(self._rng.paretovariate(1.1) for _ in owners))
        brands = []
        for owner in self._rng.choices(owners, cum_weights=weights, k=count):
            trade = owner.trade or _TRADE_OF_INDUSTRY[owner.industry]
            like = owner if self._rng.random() < 0.4 else None
            name = self._names.brand(owner.name, trade)
            brands.append(Plan(name, "BRAND", owner.place, owner.industry, parent=owner, like=like, trade=trade))
        return brands

    def _seller_or_adviser(self, kind: str) -> Plan:
        nouns, industry = _SELLERS_AND_ADVISERS[kind]
        return Plan(self._names.named(nouns), kind, self._places.draw(), industry)


def _heroes() -> list[Plan]:
    plans: dict[str, Plan] = {}
    for hero in HERO_COMPANIES:
        parent = plans.get(hero.parent)
        like = parent if parent and parent.hero and parent.hero.domain == hero.domain else None
        plans[hero.name] = Plan(
            hero.name, hero.company_type, PLACE_OF[hero.city, hero.country], hero.industry, parent, like, hero=hero
        )
    return list(plans.values())
