"""The table of plans in words, for the pages and docs/how-to/plans.md: read off `PLANS`, written nowhere else."""

from collections.abc import Callable

from dealmecca.accounts.models import SubscriptionTier
from dealmecca.billing.plans import PLANS, Plan


def _limit(count: int | None) -> str:
    return "without limit" if count is None else f"{count:,}" if count else "none"


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


FEATURES: tuple[tuple[str, Callable[[Plan], str]], ...] = (
    ("Searches a month", lambda plan: _limit(plan.searches_a_month)),
    ("Email and phone of people", lambda plan: "shown" if plan.shows_contact_details else "masked"),
    ("Exported rows a month", lambda plan: _limit(plan.exported_rows_a_month)),
    ("Saved searches", lambda plan: _limit(plan.saved_searches)),
    ("Requests an hour", lambda plan: _limit(plan.requests_an_hour)),
    ("Import of files", lambda plan: _yes(plan.imports_files)),
    ("API", lambda plan: _yes(plan.has_api)),
    ("Seats for a sales team", lambda plan: _yes(plan.has_seats)),
    ("Saved searches shared with the team", lambda plan: _yes(plan.shares_searches)),
    ("Notes for the team", lambda plan: _yes(plan.has_team_notes)),
)
TIERS = tuple(SubscriptionTier)


def plan_rows() -> list[tuple[str, list[str]]]:
    """Each feature with its words per plan, in the order of `TIERS`."""
    return [(label, [words(PLANS[tier]) for tier in TIERS]) for label, words in FEATURES]


def as_markdown() -> str:
    names = [PLANS[tier].name for tier in TIERS]
    lines = [["", *names], ["---"] * (len(names) + 1), *([label, *words] for label, words in plan_rows())]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)
