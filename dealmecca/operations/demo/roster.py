"""The whole demo roster for a demo directory."""

import random

from dealmecca.operations.demo.careers import CareerMaker
from dealmecca.operations.demo.hero_roster import HeroRosterMaker, hero_contacts
from dealmecca.operations.demo.roster_rows import DemoRoster
from dealmecca.operations.demo.rows import DemoDirectory


def make_roster(directory: DemoDirectory, *, seed: int) -> DemoRoster:
    """The same directory and seed give the same rows, ids and dates included; each part has a generator of its own."""
    roster = DemoRoster()
    heroes = {row.id for row in hero_contacts(directory).values()}
    HeroRosterMaker(random.Random(f"heroes {seed}"), directory, roster).make()
    CareerMaker(random.Random(f"careers {seed}"), directory, roster, heroes).make()
    return roster
