"""What people look after, as far as their title and department tell."""

import random

_MEDIA_OF_TITLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Local Video", ("Local TV", "Local markets")),
    ("Local", ("Local markets", "Local TV", "Audio")),
    ("CTV", ("CTV", "Online video")),
    ("Advanced TV", ("CTV", "Linear TV")),
    ("Video", ("CTV", "Linear TV", "Online video")),
    ("Audio", ("Audio", "Podcasts")),
    ("Out of Home", ("Out of home", "Cinema")),
    ("OOH", ("Out of home",)),
    ("Programmatic", ("Programmatic", "Display", "Online video")),
    ("Addressable", ("Programmatic", "CTV")),
    ("Paid Search", ("Paid search", "SEO")),
    ("Paid Social", ("Paid social", "Influencer")),
    ("Social", ("Paid social", "Influencer")),
    ("Performance", ("Performance", "Paid search", "Affiliate")),
    ("Search", ("Paid search", "SEO")),
    ("Retail Media", ("Retail media", "E-commerce")),
    ("Commerce", ("Retail media", "E-commerce")),
    ("Shopper", ("Retail media", "Retail stores")),
    ("Sports", ("Sponsorships", "Sports fans")),
    ("Sponsor", ("Sponsorships", "Experiential")),
    ("Partnerships", ("Partnerships", "Sponsorships", "Influencer")),
    ("Measurement", ("Analytics", "Research")),
    ("Analytics", ("Analytics", "Research")),
    ("Research", ("Research", "Analytics")),
    ("Insights", ("Research", "Analytics")),
    ("Procurement", ("Procurement", "Billing")),
    ("Finance", ("Billing",)),
    ("Growth", ("Performance", "Lead generation")),
    ("National", ("Linear TV", "CTV", "National")),
)
_OF_DEPARTMENT: dict[str, tuple[str, ...]] = {
    "MEDIA_PLANNING": ("Planning", "Strategy", "Print", "Display", "Out of home", "Direct mail"),
    "MEDIA_BUYING": ("Buying", "Linear TV", "Print", "CTV", "Audio", "Cinema", "Display"),
    "AUDIO_VIDEO": ("Linear TV", "CTV", "Audio"),
    "PROGRAMMATIC": ("Programmatic", "Display"),
    "SEARCH_SOCIAL": ("Paid search", "Paid social"),
    "DIGITAL": ("Display", "Online video", "Mobile", "Email", "Gaming"),
    "OUT_OF_HOME": ("Out of home",),
    "STRATEGY": ("Strategy", "Research"),
    "ANALYTICS": ("Analytics", "Research"),
    "ACCOUNT_MANAGEMENT": ("Account lead", "Day-to-day contact"),
    "AD_OPERATIONS": ("Ad operations",),
    "ECOMMERCE": ("Retail media", "E-commerce"),
    "SPONSORSHIPS": ("Sponsorships", "Partnerships", "Experiential"),
    "MARKETING": ("Masterbrand", "Creative approval", "All brands", "New brands"),
    "COMMUNICATIONS": ("Public affairs", "Influencer"),
    "CREATIVE": ("Creative approval",),
    "PRODUCT": ("Product launches", "New brands"),
    "FINANCE": ("Billing", "Procurement"),
    "TECHNOLOGY": ("Ad operations", "Analytics"),
    "LEADERSHIP": ("Decision maker", "Upfront lead"),
}
_OF_DISCIPLINE: dict[str, tuple[str, ...]] = {
    "SOCIAL": ("Paid social", "Influencer"), "OUT_OF_HOME": ("Out of home",), "AUDIO": ("Audio", "Podcasts"),
    "SEARCH": ("Paid search", "SEO"), "PROGRAMMATIC": ("Programmatic", "Display"), "COMMERCE": ("Retail media",),
    "VIDEO": ("CTV", "Linear TV"), "CREATIVE": ("Account lead", "Creative approval"),
}  # fmt: skip
# The departments that a specialised account is given to.
DEPARTMENTS_OF_DISCIPLINE: dict[str, tuple[str, ...]] = {
    "SOCIAL": ("SEARCH_SOCIAL", "DIGITAL"), "SEARCH": ("SEARCH_SOCIAL",), "OUT_OF_HOME": ("OUT_OF_HOME",),
    "AUDIO": ("AUDIO_VIDEO",), "VIDEO": ("AUDIO_VIDEO",), "PROGRAMMATIC": ("PROGRAMMATIC", "DIGITAL"),
    "COMMERCE": ("ECOMMERCE",), "CREATIVE": ("ACCOUNT_MANAGEMENT", "STRATEGY"),
}  # fmt: skip
_NARROWER = (
    "National", "Northeast", "Midwest", "South", "Southwest", "West", "North America", "Hispanic", "Multicultural",
    "Black audiences", "Gen Z", "Parents and families", "Seniors", "Affluent", "Small businesses", "Sports fans",
    "Brand awareness", "Performance", "Lead generation", "Product launches", "Seasonal and holiday", "Retention",
    "Tests and innovation", "Consumer", "Business customers", "E-commerce", "Retail stores", "Loyalty", "Franchises",
)  # fmt: skip
_NARROWS = 0.2
_SENIOR = ("SENIOR_DIRECTOR", "VP", "SVP", "EVP", "C_LEVEL")


def draw_duties(
    title: str, department: str, seniority: str, rng: random.Random, *, discipline: str = "MEDIA", is_client: bool
) -> list[str]:
    """One to four names of duties, no two alike; [] for somebody who has nothing to do with media."""
    known = _OF_DISCIPLINE.get(discipline) or next((found for word, found in _MEDIA_OF_TITLE if word in title), None)
    known = known or _OF_DEPARTMENT.get(department, ())
    if not known:
        return []
    first, *others = known if rng.random() < 0.6 else rng.sample(known, len(known))
    duties = [first, *(duty for duty in others[:2] if rng.random() < 0.42)]
    if seniority in _SENIOR and rng.random() < (0.7 if is_client else 0.15):
        duties.append("Decision maker" if is_client else "Upfront lead")
    if rng.random() < _NARROWS:
        duties.append(rng.choice(_NARROWER))
    return list(dict.fromkeys(duties))
