"""Generated files of people with their companies: the same number of rows gives the same bytes."""

import csv
from pathlib import Path
from random import Random

from dealmecca.operations.demo.names import FIRST_NAMES, LAST_NAMES

HEADER = (
    "First Name", "Last Name", "Job Title", "Email", "Phone", "LinkedIn", "Company", "Website", "Industry",
    "Employees", "City", "State",
)  # fmt: skip
PEOPLE_OF_ONE = 20  # a company has so many on average
CHANGED = 0.2  # of the people, in a file with changes

_RANKS = (
    "VP", "SVP", "Director", "Associate Director", "Senior Director", "Manager", "Senior Manager", "Supervisor",
    "Coordinator", "Senior Planner", "Head", "Group Director", "Assistant", "Specialist", "Lead", "EVP",
)  # fmt: skip
_FIELDS = (
    "Media", "Media Planning", "Media Buying", "Programmatic", "Digital Marketing", "Brand Strategy", "Paid Social",
    "Paid Search", "Partnerships", "Analytics", "Integrated Media", "Video Investment", "Ad Operations", "Marketing",
    "National Television", "Out of Home", "Audio", "Client Services", "Performance", "Sponsorships",
)  # fmt: skip
_TEAMS = ("", "", "", "", ", East", ", West", ", Midwest", " & Insights", ", Retail", ", CPG")
_CITIES = (
    "New York,NY", "Chicago,IL", "Los Angeles,CA", "San Francisco,CA", "Boston,MA", "Atlanta,GA", "Dallas,TX",
    "Detroit,MI", "Minneapolis,MN", "Seattle,WA", "Denver,CO", "Miami,FL", "Philadelphia,PA", "Portland,OR",
    "Austin,TX", "Nashville,TN", "Charlotte,NC", "Kansas City,MO", "Saint Louis,MO", "Columbus,OH", "Houston,TX",
    "Phoenix,AZ", "San Diego,CA", "Richmond,VA", "Milwaukee,WI", "Cincinnati,OH", "Cleveland,OH", "Baltimore,MD",
)  # fmt: skip
_INDUSTRIES = ("Advertising", "Retail", "Automotive", "Financial Services", "Healthcare", "Technology", "Travel", "")
_SIZES = ("11-50", "51-200", "201-500", "1001-5000", "10,000+", "350", "")
_AREAS = ("212", "312", "310", "415", "617", "404", "214", "313", "612", "206")


def write_file(path: Path, rows: int, *, first: int = 0, changed: bool = False) -> None:
    """People number `first` to `first + rows`; `changed` gives a fifth of them another title and phone number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(first, first + rows):
            writer.writerow(_person(number, changed=changed))


def _person(number: int, *, changed: bool) -> list[str]:
    random = Random(number)
    name, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
    at = number // (PEOPLE_OF_ONE * 50) * 50 + random.randrange(50)  # files come sorted, roughly, by account or region
    company = _company(at)
    if changed and Random(-number).random() < CHANGED:
        random = Random(-number - 1)
    title = f"{random.choice(_RANKS)}, {random.choice(_FIELDS)}{random.choice(_TEAMS)}"
    handle = f"{name}{last}{number}".lower().replace(" ", "").replace("'", "")
    phone = f"{random.choice(_AREAS)}-{random.randrange(200, 999)}-{random.randrange(10_000):04}"
    mail = f"{_ascii(name)}.{_ascii(last)}{number % 977}@{company[1]}"
    return [
        name, last, title, mail if number % 10 else "", phone if number % 3 else "",
        f"linkedin.com/in/{_ascii(handle)}" if number % 2 else "", company[0], company[1], *company[2:],
    ]  # fmt: skip


def _company(number: int) -> list[str]:
    random = Random(number * 7 + 3)
    house = f"{random.choice(LAST_NAMES)} {random.choice(('Media', 'Group', 'Partners', '& Co', 'Brands', 'Foods'))}"
    name = f"{house} {number}"
    city, state = random.choice(_CITIES).split(",")
    site = f"{_ascii(name.lower().replace(' ', '').replace('&', ''))}.example"
    return [name, site, random.choice(_INDUSTRIES), random.choice(_SIZES), city, state]


def _ascii(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isascii() and letter.isalnum())
