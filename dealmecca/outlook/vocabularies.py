"""What the dates of an account's year are about."""

from dealmecca.lib.vocabulary import Term, Vocabulary

PLANNING_KIND = Vocabulary(
    "kind of date",
    (
        Term("PLANNING_START", "Planning start", ("planning", "planning starts", "planning opens", "media planning")),
        Term("RFP_WINDOW", "RFP window", ("rfp", "rfps", "request for proposals", "proposals due", "brief")),
        Term("UPFRONT", "Upfront", ("upfronts", "tv upfront", "upfront buying")),
        Term("BUDGET_APPROVAL", "Budget approval", ("budget", "budgets", "budget approved", "budget sign-off")),
        Term("FISCAL_YEAR", "Fiscal year starts", ("fiscal year", "financial year", "fy", "fiscal year start")),
        Term("CAMPAIGN", "Main campaign", ("campaign", "flight", "season", "high season")),
        Term("AGENCY_REVIEW", "Agency review", ("review", "agency reviews", "yearly review")),
        Term("OTHER", "Other date", ("misc",)),
    ),
)  # fmt: skip
