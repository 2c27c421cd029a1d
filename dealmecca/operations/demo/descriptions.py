"""One plain sentence or two about a demo company."""

import random

from dealmecca.operations.demo.plans import Plan

_AGENCY_WORK = (
    "plans and buys media", "plans, buys and measures media", "runs planning and investment",
    "handles video, audio and digital", "buys local and national media", "builds audience plans",
)  # fmt: skip
_AGENCY_CLIENTS = (
    "for retail and travel clients", "for challenger brands", "for national advertisers", "for banks and insurers",
    "for clients in food, drink and restaurants", "for regional brands", "for health and technology clients",
    "for car makers and their dealers",
)  # fmt: skip
_SELLS = (
    "Sells audiences, not rate cards.", "Sells direct and by auction.", "Known for local reach.",
    "Reaches commuters and young families.", "Guarantees its audiences.",
    "Offers first-party data and make-goods on request.",
)  # fmt: skip
_NATURE = (
    "Family owned.",
    "Listed since 2011.",
    "Grew by acquisition.",
    "Owned by its employees.",
    "Backed by private equity.",
    "",
    "",
    "",
    "",
)


def describe(plan: Plan, rng: random.Random) -> str:
    city = plan.place.city
    match plan.company_type:
        case "HOLDING_COMPANY":
            return f"Holding company of media, creative and data agencies, run from {city}."
        case "AGENCY_NETWORK":
            return f"Agency network led from {city}: planning, investment and data."
        case "AGENCY":
            kind = "Media agency" if plan.parent else "Independent media agency"
            return f"{kind} in {city}; {rng.choice(_AGENCY_WORK)} {rng.choice(_AGENCY_CLIENTS)}."
        case "OFFICE":
            return f"{city} office of {plan.parent.name}." if plan.parent else f"Office in {city}."
        case "BRAND":
            return f"Brand of {plan.parent.name}." if plan.parent else ""
        case "PUBLISHER":
            return f"Media owner in {city}. {rng.choice(_SELLS)}"
        case "ADTECH":
            return f"Advertising technology from {city}, used by agencies and media owners."
        case "CONSULTANCY":
            return f"Advises advertisers on agencies, contracts and media prices. Based in {city}."
        case _:
            sells = plan.trade.sells if plan.trade else "services to the trade"
            return f"{sells[0].upper()}{sells[1:]}, from {city}. {rng.choice(_NATURE)}".strip()
