"""The companies and people that every demo holds, whatever its size: those of the guide, the pictures and the tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeroCompany:
    """`staff` is about how many of 50,000 people work here. A hero's parent stands before it."""

    name: str
    company_type: str
    city: str
    country: str
    industry: str
    size: str
    domain: str
    staff: int
    level: int
    parent: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class HeroPerson:
    first_name: str
    last_name: str
    company: str
    title: str
    seniority: str
    department: str
    level: int


_UNITED_STATES = "United States"

HERO_COMPANIES = (
    HeroCompany(
        "Northlane Group", "HOLDING_COMPANY", "New York", _UNITED_STATES, "ADVERTISING", "10001+",
        "northlane.example", staff=24, level=4, aliases=("Northlane",),
        description="Holding company of media and creative agencies in North America and Europe.",
    ),
    HeroCompany(
        "Cobalt Row", "AGENCY_NETWORK", "New York", _UNITED_STATES, "ADVERTISING", "5001-10000",
        "cobaltrow.example", staff=30, level=4, parent="Northlane Group",
        description="Media network: planning, investment and data for large advertisers, through two agencies.",
    ),
    HeroCompany(
        "Halden & Pike", "AGENCY", "Chicago", _UNITED_STATES, "ADVERTISING", "501-1000",
        "haldenpike.example", staff=7, level=4, parent="Cobalt Row", aliases=("H&P", "Halden Pike",),
        description="Media agency with five offices. Plans and buys video, audio, out of home and digital.",
    ),
    HeroCompany(
        "Halden & Pike Chicago", "OFFICE", "Chicago", _UNITED_STATES, "ADVERTISING", "201-500",
        "haldenpike.example", staff=62, level=4, parent="Halden & Pike", aliases=("Halden Pike CHI",),
        description="Head office of Halden & Pike, in the West Loop.",
    ),
    HeroCompany(
        "Halden & Pike New York", "OFFICE", "New York", _UNITED_STATES, "ADVERTISING", "51-200",
        "haldenpike.example", staff=41, level=3, parent="Halden & Pike",
    ),
    HeroCompany(
        "Halden & Pike Austin", "OFFICE", "Austin", _UNITED_STATES, "ADVERTISING", "51-200",
        "haldenpike.example", staff=17, level=3, parent="Halden & Pike",
    ),
    HeroCompany(
        "Halden & Pike Atlanta", "OFFICE", "Atlanta", _UNITED_STATES, "ADVERTISING", "11-50",
        "haldenpike.example", staff=12, level=2, parent="Halden & Pike",
    ),
    HeroCompany(
        "Halden & Pike Toronto", "OFFICE", "Toronto", "Canada", "ADVERTISING", "11-50",
        "haldenpike.example", staff=9, level=2, parent="Halden & Pike",
    ),
    HeroCompany(
        "Kestrel Cola", "ADVERTISER", "Atlanta", _UNITED_STATES, "FOOD_BEVERAGE", "5001-10000",
        "kestrelcola.example", staff=46, level=4, aliases=("Kestrel", "The Kestrel Cola Company",),
        description="Soft drinks in 31 countries. Plans its upfront in January.",
    ),
    HeroCompany(
        "Tallgrass Bank", "ADVERTISER", "Kansas City", _UNITED_STATES, "FINANCIAL_SERVICES", "10001+",
        "tallgrassbank.example", staff=38, level=4, aliases=("Tallgrass",),
        description="Retail bank of the plains states, with cards, home loans and 640 branches.",
    ),
    HeroCompany(
        "Avenna Air", "ADVERTISER", "Dallas", _UNITED_STATES, "TRAVEL", "10001+",
        "avennaair.example", staff=33, level=3, aliases=("Avenna",),
        description="Airline with hubs in Dallas and Toronto. Its media account is in review.",
    ),
    HeroCompany(
        "Sundown Outfitters", "ADVERTISER", "Denver", _UNITED_STATES, "RETAIL", "1001-5000",
        "sundownoutfitters.example", staff=21, level=3, aliases=("Sundown",),
        description="Outdoor clothing and gear: 118 stores and a catalogue people keep.",
    ),
    HeroCompany(
        "Ostler Motors", "ADVERTISER", "Detroit", _UNITED_STATES, "AUTOMOTIVE", "10001+",
        "ostlermotors.example", staff=40, level=3, aliases=("Ostler",),
        description="Cars, vans and light trucks, sold by 900 dealers.",
    ),
    HeroCompany(
        "Larkspur & Vane", "AGENCY", "New York", _UNITED_STATES, "ADVERTISING", "201-500",
        "larkspurvane.example", staff=48, level=3, parent="Cobalt Row", aliases=("L&V", "Larkspur Vane",),
        description="Media agency for challengers: audio, social and out of home first.",
    ),
    HeroCompany(
        "Fifth Meridian", "AGENCY", "Chicago", _UNITED_STATES, "ADVERTISING", "1001-5000",
        "fifthmeridian.example", staff=16, level=3, parent="Northlane Group",
        description="Integrated investment agency, right under the holding company.",
    ),
    HeroCompany(
        "Fifth Meridian Chicago", "OFFICE", "Chicago", _UNITED_STATES, "ADVERTISING", "201-500",
        "fifthmeridian.example", staff=52, level=3, parent="Fifth Meridian",
    ),
    HeroCompany(
        "Harborline Media", "PUBLISHER", "Boston", _UNITED_STATES, "MEDIA", "1001-5000",
        "harborline.example", staff=18, level=3,
        description="Regional news sites, magazines and connected TV along the Atlantic coast.",
    ),
    HeroCompany(
        "Copperline Audio", "PUBLISHER", "Nashville", _UNITED_STATES, "MEDIA", "201-500",
        "copperline.example", staff=12, level=2,
        description="Podcasts and streaming radio; sells by audience, not by show.",
    ),
    HeroCompany(
        "Skylark TV", "PUBLISHER", "Los Angeles", _UNITED_STATES, "MEDIA", "1001-5000",
        "skylarktv.example", staff=20, level=3,
        description="Ad-supported streaming television with local breaks in 44 markets.",
    ),
    HeroCompany(
        "Kestrel Sparkling", "BRAND", "Atlanta", _UNITED_STATES, "FOOD_BEVERAGE", "",
        "kestrelcola.example", staff=5, level=2, parent="Kestrel Cola",
        description="Flavored sparkling water of Kestrel Cola, on the old planning calendar.",
    ),
)  # fmt: skip


def _people(table: str) -> tuple[HeroPerson, ...]:
    people = []
    for line in table.strip().splitlines():
        first, last, company, title, seniority, department, level = (cell.strip() for cell in line.split("|"))
        people.append(HeroPerson(first, last, company, title, seniority, department, int(level)))
    return tuple(people)


HERO_PEOPLE = _people("""
Maren|Oduya|Halden & Pike Chicago|Group Director, Video Investment|SENIOR_DIRECTOR|MEDIA_BUYING|4
Tobias|Rao|Halden & Pike Chicago|Associate Director, Video|SENIOR_MANAGER|AUDIO_VIDEO|3
Imogen|Tran|Kestrel Cola|VP Media|VP|MEDIA_PLANNING|4
Declan|Okafor|Halden & Pike New York|Programmatic Lead|MANAGER|PROGRAMMATIC|3
Priya|Castellan|Fifth Meridian Chicago|Director, Integrated Investment|DIRECTOR|MEDIA_BUYING|4
Helen|Strand|Halden & Pike|Chief Investment Officer|C_LEVEL|LEADERSHIP|5
Rafael|Stanhope|Halden & Pike Austin|Supervisor, Advanced TV|MANAGER|AUDIO_VIDEO|3
Junie|Abara|Halden & Pike Chicago|Senior Buyer|SENIOR_SPECIALIST|MEDIA_BUYING|3
Wes|Calloway|Kestrel Cola|Brand Director, Sparkling|DIRECTOR|MARKETING|4
Corin|Vale|Tallgrass Bank|Director, Media and Sponsorships|DIRECTOR|MEDIA_PLANNING|3
Mirela|Fontaine|Avenna Air|Head of Media|DIRECTOR|MEDIA_PLANNING|3
Anders|Quigley|Sundown Outfitters|Director, Brand Marketing|DIRECTOR|MARKETING|2
Thandiwe|Kline|Ostler Motors|VP, Integrated Media|VP|MEDIA_PLANNING|3
Etienne|Lavallée|Halden & Pike Toronto|Associate Media Director|SENIOR_MANAGER|MEDIA_PLANNING|2
Odette|Marlowe|Halden & Pike Atlanta|Local Investment Manager|MANAGER|MEDIA_BUYING|2
Gideon|Purcell|Larkspur & Vane|Group Director, Audio|SENIOR_DIRECTOR|AUDIO_VIDEO|3
Solveig|Ames|Halden & Pike New York|Associate Director, Audio Investment|SENIOR_MANAGER|AUDIO_VIDEO|3
Noor|Halloran|Halden & Pike New York|Director, Paid Social|DIRECTOR|SEARCH_SOCIAL|3
Callum|Ferreira|Halden & Pike Chicago|Supervisor, Paid Search|MANAGER|SEARCH_SOCIAL|2
Bettina|Okonjo|Halden & Pike Atlanta|Director, Retail Media|DIRECTOR|ECOMMERCE|3
Marisol|Quintero|Halden & Pike Austin|Director, Multicultural Investment|DIRECTOR|MEDIA_BUYING|3
Yuki|Sandoval|Halden & Pike Chicago|Director, Analytics|DIRECTOR|ANALYTICS|3
Teague|Lindqvist|Halden & Pike Chicago|Ad Operations Manager|MANAGER|AD_OPERATIONS|2
Sunniva|Delacroix|Larkspur & Vane|Director, Content Partnerships|DIRECTOR|SPONSORSHIPS|3
Desmond|Achterberg|Fifth Meridian Chicago|Associate Director, Print Investment|SENIOR_MANAGER|MEDIA_BUYING|2
Amara|Winslow|Kestrel Cola|Senior Manager, Consumer Marketing|SENIOR_MANAGER|MARKETING|3
Ruben|Haskett|Fifth Meridian|VP, Investment Operations|VP|MEDIA_BUYING|3
Ife|Sorensen|Harborline Media|Director, National Sales|DIRECTOR|BUSINESS_DEVELOPMENT|3
Marcus|Bell|Harborline Media|Account Executive|SPECIALIST|BUSINESS_DEVELOPMENT|2
Petra|Novak|Skylark TV|VP, Ad Sales|VP|BUSINESS_DEVELOPMENT|3
Lena|Brandt|Copperline Audio|Senior Account Manager|SENIOR_MANAGER|BUSINESS_DEVELOPMENT|2
""")
