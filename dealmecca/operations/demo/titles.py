"""Job titles as the trade writes them, each with the seniority and the department that it stands for."""

import random
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Job:
    title: str
    seniority: str
    department: str


@dataclass(frozen=True, slots=True)
class _Rung:
    seniority: str
    weight: int
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A department, how many work in it, what titles call it, and what its beginners are."""

    department: str
    weight: int
    subjects: tuple[str, ...]
    maker: str = "Specialist"


def _field(department: str, weight: int, subjects: str, maker: str = "Specialist") -> _Field:
    return _Field(department, weight, tuple(subjects.split(",")), maker)


# {s} is the subject ("Paid Search"), {m} the maker ("Buyer").
_LADDER = (
    _Rung("INTERN", 2, ("{s} Intern",)),
    _Rung("COORDINATOR", 11, ("Assistant {s} {m}", "{s} Coordinator", "{s} Assistant")),
    _Rung("SPECIALIST", 17, ("{s} {m}", "{s} {m}", "{m}, {s}", "{s} Associate")),
    _Rung("SENIOR_SPECIALIST", 17, ("Senior {s} {m}", "Senior {m}, {s}", "Senior Associate, {s}", "Sr. {s} {m}")),
    _Rung("MANAGER", 17, ("{s} Manager", "{s} Supervisor", "Supervisor, {s}", "{s} Lead", "Manager, {s}")),
    _Rung(
        "SENIOR_MANAGER",
        13,
        ("Associate Director, {s}", "Associate {s} Director", "Senior Manager, {s}", "Assoc. Director, {s}"),
    ),
    _Rung("DIRECTOR", 11, ("Director, {s}", "{s} Director", "Head of {s}", "Director of {s}")),
    _Rung(
        "SENIOR_DIRECTOR", 6, ("Group Director, {s}", "Senior Director, {s}", "Group {s} Director", "Sr. Director, {s}")
    ),
    _Rung("VP", 4, ("VP, {s}", "VP {s}", "Vice President, {s}", "VP, Group Director, {s}")),
    _Rung("SVP", 2, ("SVP, {s}", "Senior Vice President, {s}", "SVP, Managing Director, {s}")),
    _Rung("EVP", 1, ("EVP, {s}", "EVP, Head of {s}")),
)

_AGENCY_FIELDS = (
    _field(
        "MEDIA_PLANNING",
        22,
        "Media,Media Planning,Integrated Media,Integrated Planning,Communications Planning",
        "Planner",
    ),
    _field(
        "MEDIA_BUYING",
        20,
        "Media Buying,Integrated Investment,National Investment,Local Investment,Video Investment",
        "Buyer",
    ),
    _field("AUDIO_VIDEO", 13, "Video,Advanced TV,National Video,Audio,Local Video,CTV", "Buyer"),
    _field("PROGRAMMATIC", 12, "Programmatic,Programmatic Trading,Addressable,Programmatic Media", "Trader"),
    _field("SEARCH_SOCIAL", 12, "Paid Search,Paid Social,Performance Media,Search,Social", "Analyst"),
    _field("DIGITAL", 7, "Digital,Digital Investment,Digital Media", "Planner"),
    _field("OUT_OF_HOME", 4, "Out of Home,OOH,Out of Home Media", "Buyer"),
    _field("STRATEGY", 6, "Strategy,Brand Strategy,Connections Strategy", "Planner"),
    _field("ANALYTICS", 7, "Analytics,Research,Measurement,Audience Insights,Marketing Science", "Analyst"),
    _field("ACCOUNT_MANAGEMENT", 6, "Account,Client Services,Client Leadership", "Executive"),
    _field("AD_OPERATIONS", 5, "Ad Operations,Activation,Ad Ops", "Specialist"),
    _field("ECOMMERCE", 4, "Retail Media,Commerce,Commerce Media", "Planner"),
    _field("SPONSORSHIPS", 2, "Partnerships,Sports Partnerships,Content Partnerships"),
    _field("BUSINESS_DEVELOPMENT", 1, "New Business,Business Development"),
    _field("FINANCE", 1, "Media Finance,Finance", "Analyst"),
)
_CLIENT_FIELDS = (
    _field("MARKETING", 30, "Brand Marketing,Marketing,Consumer Marketing,Growth Marketing,Brand,Field Marketing"),
    _field("MEDIA_PLANNING", 22, "Media,Integrated Media,Media Strategy,Paid Media,Global Media", "Planner"),
    _field("DIGITAL", 10, "Digital Marketing,Digital,Digital Media"),
    _field("SEARCH_SOCIAL", 9, "Performance Marketing,Social Media,Paid Search,Paid Social"),
    _field("ANALYTICS", 7, "Consumer Insights,Marketing Analytics,Media Analytics,Research", "Analyst"),
    _field("SPONSORSHIPS", 5, "Sponsorships,Partnerships,Sports Marketing,Experiential Marketing"),
    _field("ECOMMERCE", 6, "Ecommerce,Retail Media,Shopper Marketing"),
    _field("COMMUNICATIONS", 5, "Corporate Communications,Public Relations,Communications"),
    _field("CREATIVE", 4, "Creative Services,Content,Content Studio", "Producer"),
    _field("PRODUCT", 3, "Product Marketing"),
    _field("FINANCE", 4, "Marketing Procurement,Procurement", "Analyst"),
    _field("MEDIA_BUYING", 3, "Media Investment,Media Buying", "Buyer"),
    _field("TECHNOLOGY", 2, "Marketing Technology,Martech"),
)
_SELLER_FIELDS = (
    _field(
        "BUSINESS_DEVELOPMENT",
        40,
        "Ad Sales,National Sales,Agency Sales,Brand Sales,Programmatic Sales,Local Sales",
        "Executive",
    ),
    _field("AD_OPERATIONS", 14, "Ad Operations,Campaign Activation,Yield"),
    _field("ACCOUNT_MANAGEMENT", 12, "Account,Client Success,Client Services", "Executive"),
    _field("PRODUCT", 9, "Product,Product Marketing,Ad Product"),
    _field("ANALYTICS", 9, "Sales Research,Measurement,Audience Insights", "Analyst"),
    _field("SPONSORSHIPS", 8, "Brand Partnerships,Partnerships,Content Partnerships"),
    _field("MARKETING", 8, "Trade Marketing,Marketing"),
    _field("CREATIVE", 5, "Branded Content,Creative Services", "Producer"),
)
_ADVISER_FIELDS = (
    _field("STRATEGY", 20, "Media Strategy,Strategy,Agency Search", "Consultant"),
    _field("ANALYTICS", 15, "Media Audit,Measurement,Research", "Analyst"),
    _field("CREATIVE", 12, "Production,Content,Creative"),
    _field("COMMUNICATIONS", 12, "Public Relations,Communications,Media Relations"),
    _field("ACCOUNT_MANAGEMENT", 12, "Client Services,Account", "Executive"),
    _field("OPERATIONS", 5, "Operations,Project"),
)


def _jobs(text: str) -> tuple[Job, ...]:
    return tuple(Job(*(part.strip() for part in line.split("|"))) for line in text.strip().splitlines())


_AGENCY_TOP = _jobs("""
Chief Executive Officer|C_LEVEL|LEADERSHIP
Chief Investment Officer|C_LEVEL|LEADERSHIP
Chief Media Officer|C_LEVEL|LEADERSHIP
Chief Strategy Officer|C_LEVEL|STRATEGY
Chief Operating Officer|C_LEVEL|OPERATIONS
Chief Client Officer|C_LEVEL|ACCOUNT_MANAGEMENT
President|C_LEVEL|LEADERSHIP
Managing Director|SENIOR_DIRECTOR|LEADERSHIP
Founder and CEO|FOUNDER|LEADERSHIP
Co-Founder|FOUNDER|LEADERSHIP
""")
_CLIENT_TOP = _jobs("""
Chief Marketing Officer|C_LEVEL|MARKETING
CMO|C_LEVEL|MARKETING
Chief Growth Officer|C_LEVEL|MARKETING
Chief Executive Officer|C_LEVEL|LEADERSHIP
President|C_LEVEL|LEADERSHIP
Chief Brand Officer|C_LEVEL|MARKETING
Founder|FOUNDER|LEADERSHIP
Owner|FOUNDER|LEADERSHIP
""")
_SELLER_TOP = _jobs("""
Chief Revenue Officer|C_LEVEL|BUSINESS_DEVELOPMENT
CRO|C_LEVEL|BUSINESS_DEVELOPMENT
Chief Executive Officer|C_LEVEL|LEADERSHIP
Publisher and President|C_LEVEL|LEADERSHIP
Co-Founder|FOUNDER|LEADERSHIP
""")
FREELANCE = _jobs("""
Freelance Media Planner|SPECIALIST|MEDIA_PLANNING
Independent Media Buyer|SPECIALIST|MEDIA_BUYING
Media Consultant||MEDIA_PLANNING
Fractional CMO|C_LEVEL|MARKETING
""")


class _Staff:
    """The people that a kind of company employs; `top_share` in a hundred hold one of the titles at the top."""

    def __init__(self, fields: tuple[_Field, ...], top: tuple[Job, ...] = (), top_share: int = 0) -> None:
        self.fields, self.top, self.top_share = fields, top, top_share
        self.field_weights = list(accumulate(field.weight for field in fields))


_SELLERS = _Staff(_SELLER_FIELDS, _SELLER_TOP, 3)
_ADVISERS = _Staff(_ADVISER_FIELDS, _AGENCY_TOP, 9)
_STAFF = {
    "HOLDING_COMPANY": _Staff(_AGENCY_FIELDS, _AGENCY_TOP, 40),
    "AGENCY_NETWORK": _Staff(_AGENCY_FIELDS, _AGENCY_TOP, 20),
    "AGENCY": _Staff(_AGENCY_FIELDS, _AGENCY_TOP, 2),
    "OFFICE": _Staff(_AGENCY_FIELDS, tuple(job for job in _AGENCY_TOP if job.title == "Managing Director"), 1),
    "ADVERTISER": _Staff(_CLIENT_FIELDS, _CLIENT_TOP, 5),
    "NONPROFIT": _Staff(_CLIENT_FIELDS, _CLIENT_TOP, 5),
    "BRAND": _Staff(_CLIENT_FIELDS),
    "PUBLISHER": _SELLERS,
    "ADTECH": _SELLERS,
}
# How high each seniority stands; whoever reports to somebody stands lower.
RANK = {rung.seniority: height for height, rung in enumerate(_LADDER)} | {"C_LEVEL": 11, "FOUNDER": 12}
_RUNG_WEIGHTS = list(accumulate(rung.weight for rung in _LADDER))


def draw_job(company_type: str, rng: random.Random) -> Job:
    """A job that fits a kind of company."""
    staff = _STAFF.get(company_type, _ADVISERS)
    if rng.random() * 100 < staff.top_share:
        return rng.choice(staff.top)
    field = rng.choices(staff.fields, cum_weights=staff.field_weights)[0]
    rung = rng.choices(_LADDER, cum_weights=_RUNG_WEIGHTS)[0]
    subject, pattern = rng.choice(field.subjects), rng.choice(rung.patterns)
    if subject.count(" ") > 1 and " {s} " in pattern:  # nobody says "Group Out of Home Director"
        pattern = rung.patterns[0]
    return Job(pattern.format(s=subject, m=field.maker), rung.seniority, field.department)


def draw_job_below(company_type: str, job: Job, rng: random.Random) -> Job:
    """What somebody with this job was earlier: the same department, where there is one, and one or two rungs down."""
    staff = _STAFF.get(company_type, _ADVISERS)
    fields = [field for field in staff.fields if field.department == job.department]
    field = rng.choice(fields) if fields else rng.choices(staff.fields, cum_weights=staff.field_weights)[0]
    height = RANK.get(job.seniority, 3)
    rung = _LADDER[max(0, min(height, len(_LADDER)) - rng.choice((1, 1, 2)))]
    subjects = [subject for subject in field.subjects if subject in job.title] or field.subjects
    return Job(rung.patterns[0].format(s=rng.choice(subjects), m=field.maker), rung.seniority, field.department)
