"""The whole demo directory from three numbers."""

import random

from dealmecca.operations.demo.doubles import with_doubles
from dealmecca.operations.demo.people import ContactMaker
from dealmecca.operations.demo.rows import DemoDirectory
from dealmecca.operations.demo.structure import CompanyMaker


def make_directory(*, companies: int, contacts: int, seed: int) -> DemoDirectory:
    """The same three numbers give the same rows, ids and dates included; parents come before their children.

    Every part draws from a generator of its own, so that what a later release adds does not change what was there.
    Raises ValueError when there would be people and no company for them to work at.
    """
    if companies < 0 or contacts < 0 or (contacts and not companies):
        raise ValueError("Ask for at least one company, and for no negative numbers.")
    company_rows = CompanyMaker(random.Random(f"companies {seed}")).make(companies)
    contact_rows = ContactMaker(random.Random(f"people {seed}"), company_rows).make(contacts)
    contact_rows = with_doubles(contact_rows)
    return DemoDirectory(companies=company_rows, contacts=contact_rows)
