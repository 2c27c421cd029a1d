"""What a pair of companies have in common, feature by feature, each as one of a few levels."""

import numpy as np

from dealmecca.quality.matching.blocking import Keys
from dealmecca.quality.matching.columns import Flags, Numbers, compare_texts, distinct_per
from dealmecca.quality.matching.features import near_cities, near_numbers
from dealmecca.quality.matching.firm_names import SET_APART, compare_firm_names
from dealmecca.quality.matching.names import one_slip
from dealmecca.quality.matching.offices import Offices
from dealmecca.quality.matching.weights import COMPANIES

OFFICE_LEVELS = {feature: tuple(levels) for feature, levels in COMPANIES.items()}
OTHER_CITY = OFFICE_LEVELS["city"].index("other")
SAME_FIRM_NAMES = tuple(OFFICE_LEVELS["name"].index(level) for level in ("same", "shorter", "slip"))


def office_keys(offices: Offices) -> Keys:
    """(places, keys, the size from which on a block says nothing) for each kind of key."""
    texts = len(offices.names.texts)
    cities = len(offices.cities.texts)

    def where(wanted: Flags, keys: Numbers, most: int) -> tuple[Numbers, Numbers, int]:
        places = np.flatnonzero(wanted)
        return places, keys[places], most

    return [
        where(offices.domain > 0, offices.domain, 60),
        where(offices.name > 0, offices.name, 60),
        where(offices.telling > 0, offices.telling, 60),
        where(offices.phone > 0, offices.phone, 60),
        where(offices.page > 0, offices.page, 60),
        where(offices.street > 0, offices.street * cities + offices.city, 40),
        where((offices.first_word > 0) & (offices.city > 0), offices.first_word * cities + offices.city, 60),
        where(
            (offices.initials > 0) & (offices.city > 0), offices.initials * cities + offices.city + texts * cities, 40
        ),
        where(
            (offices.postal > 0) & (offices.house > 0), offices.postal * len(offices.streets.texts) + offices.house, 40
        ),
    ]


class OfficeDirectory:
    """What must be known of all companies: which domains and numbers several offices have."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices
        self.cities_of_phone = distinct_per(offices.phone, offices.city, len(offices.phones.texts))
        self.cities_of_domain = distinct_per(offices.domain, offices.city, len(offices.domains.texts))
        self.cities_of_name = distinct_per(offices.name, offices.city, len(offices.names.texts))


class ComparedOffices:
    """Levels of many pairs at once."""

    def __init__(self, directory: OfficeDirectory, a: Numbers, b: Numbers) -> None:
        self.directory, self.offices, self.a, self.b = directory, directory.offices, a, b
        self.levels: dict[str, Numbers] = {}
        self._name()
        self._domain_and_page()
        self._phone()
        self._street()
        self._city()

    def _both(self, column: Numbers) -> tuple[Numbers, Numbers, Flags]:
        mine, yours = column[self.a], column[self.b]
        return mine, yours, (mine > 0) & (yours > 0)

    def _name(self) -> None:
        mine, yours, both = self._both(self.offices.name)
        level = compare_texts(mine, yours, self.offices.names.texts, compare_firm_names, both & (mine != yours))
        self.levels["name"] = np.where(both & (mine == yours), 1, level)

    def _domain_and_page(self) -> None:
        for feature, column in (
            ("domain", self.offices.domain),
            ("LinkedIn", self.offices.page),
            ("postal code", self.offices.postal),
        ):
            mine, yours, both = self._both(column)
            self.levels[feature] = np.where(both, np.where(mine == yours, 1, 2), 0)

    def _phone(self) -> None:
        mine, yours, both = self._both(self.offices.phone)
        several = np.maximum(self.directory.cities_of_phone, 1) > 1
        shared = several[mine] | several[yours]
        near = compare_texts(mine, yours, self.offices.phones.texts, near_numbers, both & (mine != yours)) == 1
        level = np.where(shared, 5, 4)
        level[near] = 3
        level[mine == yours] = np.where(several[mine], 2, 1)[mine == yours]
        self.levels["phone"] = np.where(both, level, 0)

    def _street(self) -> None:
        mine, yours, both = self._both(self.offices.street)
        house_a, house_b, houses = self._both(self.offices.house)
        alike = compare_texts(mine, yours, self.offices.streets.texts, _streets_alike, both & (mine != yours)) == 1
        level = np.where(alike, np.where(houses & (house_a == house_b), 2, 3), 4)
        level[mine == yours] = 1
        self.levels["street"] = np.where(both, level, 0)

    def _city(self) -> None:
        mine, yours, both = self._both(self.offices.city)
        near = compare_texts(mine, yours, self.offices.cities.texts, near_cities, both & (mine != yours)) == 1
        state_a, state_b, states = self._both(self.offices.state)
        country_a, country_b, countries = self._both(self.offices.country)
        elsewhere = (states & (state_a != state_b)) | (countries & (country_a != country_b))
        directory = self.directory
        cities = directory.cities_of_domain[self.offices.domain], directory.cities_of_name[self.offices.name]
        several = np.maximum.reduce([column[side] for column in cities for side in (self.a, self.b)]) > 1
        level = np.where(
            both, np.where((mine == yours) | near, 1, OTHER_CITY), np.where(several & ((mine > 0) | (yours > 0)), 3, 2)
        )
        self.levels["city"] = np.where(elsewhere & ~(both & (mine == yours) & ~states), OTHER_CITY, level)

    @property
    def vetoed(self) -> Flags:
        """Another city, a foundation beside its house, or one above the other: never one office."""
        parent = self.offices.parent
        above = (parent[self.a] == self.b) | (parent[self.b] == self.a)
        return (self.levels["city"] == OTHER_CITY) | (self.levels["name"] == SET_APART) | above


def _streets_alike(a: str, b: str) -> int:
    mine, yours = a.split(), b.split()
    if not mine or not yours:
        return 0
    same_house = [word for word in mine if word.isdigit()] == [word for word in yours if word.isdigit()]
    names = [" ".join(word for word in words if not word.isdigit()) for words in (mine, yours)]
    if same_house:
        return int(set(names[0].split()) & set(names[1].split()) != set() or one_slip(*names))
    return 0
