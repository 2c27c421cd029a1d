"""How senior a person is and where they work inside the company; both can be read off a job title."""

import re
from functools import lru_cache

from dealmecca.lib.text_keys import fold
from dealmecca.lib.vocabulary import Term, Vocabulary

SENIORITY = Vocabulary(
    "seniority",
    (
        Term("INTERN", "Intern", ("internship", "trainee", "apprentice", "student")),
        Term("COORDINATOR", "Coordinator", ("assistant", "junior", "jr", "entry", "entry level", "administrator", "assistant planner", "assistant buyer")),
        Term("SPECIALIST", "Specialist", ("associate", "analyst", "planner", "buyer", "executive", "mid level", "individual contributor")),
        Term("SENIOR_SPECIALIST", "Senior specialist", (
            "senior", "sr", "sr specialist", "senior associate", "senior analyst", "senior planner", "senior buyer", "lead",
        )),
        Term("MANAGER", "Manager", ("mgr", "supervisor", "team lead", "team leader", "account manager", "associate manager")),
        Term("SENIOR_MANAGER", "Senior manager", ("sr manager", "sr mgr", "group manager", "senior supervisor", "group supervisor", "associate director", "assoc director")),
        Term("DIRECTOR", "Director", ("dir", "head", "head of", "department head", "grp director")),
        Term("SENIOR_DIRECTOR", "Senior director", ("sr director", "sr dir", "group director", "grp dir", "executive director", "managing director", "global director")),
        Term("VP", "VP", ("vice president", "v.p.", "vp director", "associate vice president", "avp", "vice pres")),
        Term("SVP", "SVP", ("senior vice president", "s.v.p.", "sr vp", "senior vp", "sr vice president", "group vice president")),
        Term("EVP", "EVP", ("executive vice president", "e.v.p.", "exec vp", "executive vp")),
        Term("C_LEVEL", "C-level", (
            "c suite", "c-suite", "cxo", "chief", "ceo", "cmo", "coo", "cfo", "cto", "cio", "cro", "president", "chief executive officer",
            "chief marketing officer", "chief media officer", "executive team",
        )),
        Term("FOUNDER", "Founder or owner", ("founder", "co-founder", "owner", "founder owner", "partner", "principal", "proprietor")),
    ),
)  # fmt: skip

DEPARTMENT = Vocabulary(
    "department",
    (
        Term("MEDIA_PLANNING", "Media planning", ("planning", "media", "media strategy", "connections planning", "comms planning", "communications planning")),
        Term("MEDIA_BUYING", "Media buying and investment", ("buying", "investment", "media buying", "media investment", "video investment", "national video", "local investment", "trading")),
        Term("PROGRAMMATIC", "Programmatic", ("programmatic media", "programmatic trading", "addressable")),
        Term("DIGITAL", "Digital", ("digital media", "digital marketing", "digital investment", "online")),
        Term("SEARCH_SOCIAL", "Search and social", ("paid search", "sem", "seo", "paid social", "social", "social media", "search", "performance", "performance marketing")),
        Term("AUDIO_VIDEO", "Video, TV and audio", ("tv", "video", "ctv", "audio", "radio", "broadcast", "advanced tv")),
        Term("OUT_OF_HOME", "Out of home", ("ooh", "dooh", "outdoor")),
        Term("STRATEGY", "Strategy", ("brand strategy", "insights and strategy", "strategic planning")),
        Term("ANALYTICS", "Analytics and research", ("analytics", "research", "insights", "data", "data science", "measurement", "business intelligence")),
        Term("ACCOUNT_MANAGEMENT", "Account management", ("account", "accounts", "client services", "client service", "account services", "client leadership")),
        Term("AD_OPERATIONS", "Ad operations", ("ad ops", "adops", "ad operations", "trafficking", "activation")),
        Term("CREATIVE", "Creative", ("design", "creative services", "production", "content", "content studio")),
        Term("MARKETING", "Marketing", ("brand marketing", "brand management", "brand", "growth", "consumer marketing", "advertising")),
        Term("SPONSORSHIPS", "Sponsorships and partnerships", ("partnerships", "sponsorship", "sponsorships", "events", "experiential", "sports marketing")),
        Term("COMMUNICATIONS", "Communications and PR", ("communications", "pr", "public relations", "corporate communications")),
        Term("ECOMMERCE", "Commerce and retail media", ("ecommerce", "e-commerce", "commerce", "retail media", "shopper marketing")),
        Term("BUSINESS_DEVELOPMENT", "Business development and sales", ("business development", "sales", "new business", "revenue", "biz dev")),
        Term("PRODUCT", "Product", ("product management", "product marketing")),
        Term("TECHNOLOGY", "Technology", ("it", "engineering", "information technology", "adtech", "martech")),
        Term("FINANCE", "Finance and procurement", ("finance", "accounting", "procurement", "purchasing", "billing")),
        Term("LEGAL", "Legal", ("legal affairs", "compliance", "privacy")),
        Term("PEOPLE", "People and talent", ("hr", "human resources", "talent", "recruiting", "people operations")),
        Term("OPERATIONS", "Operations", ("ops", "administration", "office management", "project management")),
        Term("LEADERSHIP", "Leadership", ("executive", "management", "c-suite", "executive leadership", "general management")),
        Term("OTHER", "Other", ("misc", "miscellaneous")),
    ),
)  # fmt: skip

# Read from the most senior down; the first that fits wins, so "SVP, Group Director" is an SVP.
_TITLE_SENIORITY = (
    ("FOUNDER", r"founder|cofounder|owner|proprietor"),
    ("C_LEVEL", r"chief|ceo|cmo|coo|cfo|cto|cio|cro|cdo"),
    ("EVP", r"evp|executive vice president|executive vp|exec vp"),
    ("SVP", r"svp|senior vice president|senior vp|sr vp|sr vice president|group vice president"),
    ("VP", r"vp|vice president|avp"),
    ("C_LEVEL", r"president"),
    ("SENIOR_MANAGER", r"associate (?:\w+ ){0,3}director|assoc director|senior (?:\w+ ){0,2}manager|sr manager|group supervisor|senior supervisor"),
    ("SENIOR_DIRECTOR", r"senior (?:\w+ ){0,2}director|sr director|group (?:\w+ ){0,2}director|executive director|managing director"),
    ("DIRECTOR", r"director|dir|head|head of"),
    ("MANAGER", r"manager|mgr|supervisor|lead|team lead"),
    ("INTERN", r"intern|trainee|apprentice"),
    ("COORDINATOR", r"coordinator|assistant|junior|jr"),
    ("SENIOR_SPECIALIST", r"senior|sr"),
    ("SPECIALIST", r"specialist|associate|analyst|planner|buyer|trader|strategist|executive"),
)  # fmt: skip
_TITLE_PATTERNS = tuple((code, re.compile(rf"\b(?:{pattern})\b")) for code, pattern in _TITLE_SENIORITY)

_TITLE_DEPARTMENT = (
    ("PROGRAMMATIC", r"programmatic|addressable|trading desk"),
    ("SEARCH_SOCIAL", r"paid search|search|sem|seo|social|performance"),
    ("OUT_OF_HOME", r"ooh|dooh|outdoor|out of home"),
    ("ECOMMERCE", r"ecommerce|commerce|retail media|shopper"),
    ("AD_OPERATIONS", r"ad ops|ad operations|activation|trafficking"),
    ("AUDIO_VIDEO", r"ctv|tv|video|audio|radio|broadcast"),
    ("MEDIA_BUYING", r"buyer|buying|investment|trader"),
    ("MEDIA_PLANNING", r"planner|planning|media"),
    ("ANALYTICS", r"analytics|insights|research|data|measurement"),
    ("STRATEGY", r"strategy|strategist"),
    ("SPONSORSHIPS", r"sponsorship|sponsorships|partnerships|experiential"),
    ("ACCOUNT_MANAGEMENT", r"account|client services|client"),
    ("DIGITAL", r"digital"),
    ("CREATIVE", r"creative|copywriter|art director|content"),
    ("COMMUNICATIONS", r"communications|public relations|pr"),
    ("MARKETING", r"marketing|brand|cmo|growth"),
    ("BUSINESS_DEVELOPMENT", r"sales|business development|new business"),
    ("FINANCE", r"finance|procurement|cfo"),
)  # fmt: skip
_remembered = lru_cache(maxsize=4_096)  # the same titles come again and again
_DEPARTMENT_PATTERNS = tuple((code, re.compile(rf"\b(?:{pattern})\b")) for code, pattern in _TITLE_DEPARTMENT)


@_remembered
def seniority_in_title(title: str) -> str:
    """The seniority a job title states, or "" when it states none: "VP, Media" is VP, "Media" is nothing."""
    return _first(_TITLE_PATTERNS, title)


@_remembered
def department_in_title(title: str) -> str:
    """The department a job title states, or ""."""
    return _first(_DEPARTMENT_PATTERNS, title)


def _first(patterns: tuple[tuple[str, re.Pattern[str]], ...], title: str) -> str:
    words = fold(title.replace("/", " ").replace(",", " ").replace("-", " "))
    return next((code for code, pattern in patterns if pattern.search(words)), "")
