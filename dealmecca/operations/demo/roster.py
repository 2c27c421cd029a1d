"""The whole demo roster for a demo directory."""

import random

from dealmecca.operations.demo.careers import CareerMaker
from dealmecca.operations.demo.handlings import HandlingMaker
from dealmecca.operations.demo.heads import HeadMaker
from dealmecca.operations.demo.hero_rows import HeroRosterMaker, hero_contacts
from dealmecca.operations.demo.news import tell_news
from dealmecca.operations.demo.partnerships import PartnershipMaker
from dealmecca.operations.demo.reporting import ReportingMaker
from dealmecca.operations.demo.roster_heroes import HERO_ACCOUNTS
from dealmecca.operations.demo.roster_rows import DemoRoster
from dealmecca.operations.demo.rows import DemoDirectory
from dealmecca.operations.demo.teams import TeamMaker


def make_roster(directory: DemoDirectory, *, seed: int) -> DemoRoster:
    """The same directory and seed give the same rows, ids and dates included; each part has a generator of its own."""
    roster = DemoRoster()
    heroes = {row.id for row in hero_contacts(directory).values()}
    HeroRosterMaker(random.Random(f"heroes {seed}"), directory, roster).make()
    CareerMaker(random.Random(f"careers {seed}"), directory, roster, heroes).make()
    PartnershipMaker(random.Random(f"partnerships {seed}"), directory, roster, HERO_ACCOUNTS).make()
    accounts_apart = {row.id for row in directory.companies if row.name in HERO_ACCOUNTS}
    HeadMaker(random.Random(f"heads {seed}"), roster, heroes).make(accounts_apart)
    handlings = HandlingMaker(random.Random(f"handlings {seed}"), directory, roster, heroes)
    handlings.make(HERO_ACCOUNTS)
    TeamMaker(random.Random(f"teams {seed}"), directory, roster).make(handlings.by_partnership, HERO_ACCOUNTS)
    ReportingMaker(random.Random(f"reporting {seed}"), directory, roster).make()
    tell_news(directory, roster, HERO_ACCOUNTS)
    return roster
