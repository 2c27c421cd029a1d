"""Named reads of the roster, one per question that a door asks; each starts from the viewer."""

from dealmecca.roster.queries.claims import Claim, ClaimFilter, find_claims, get_claim, list_claims
from dealmecca.roster.queries.duties import duties_in_use, find_duties, find_duty
from dealmecca.roster.queries.partnerships import accounts_of, agencies_of, get_partnership
from dealmecca.roster.queries.people import career_of, memberships_of, reports_of, teams_of

__all__ = [
    "Claim", "ClaimFilter", "accounts_of", "agencies_of", "career_of", "duties_in_use", "find_claims", "find_duties",
    "find_duty", "get_claim", "get_partnership", "list_claims", "memberships_of", "reports_of", "teams_of",
]  # fmt: skip
