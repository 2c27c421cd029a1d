"""Named reads of the roster, one per question that a door asks; each starts from the viewer."""

from dealmecca.roster.queries.best_claims import DutyClaims, claims_by_duty, leads_of, people_on
from dealmecca.roster.queries.claims import (
    Claim,
    ClaimFilter,
    find_claims,
    get_claim,
    list_claims,
)
from dealmecca.roster.queries.duties import (
    duties_in_use,
    find_duties,
    find_duty,
    get_duty,
    get_word,
    handling_counts,
    similar_duties,
)
from dealmecca.roster.queries.duty_merges import MergePreview, get_merge, merges_of, preview_merge
from dealmecca.roster.queries.evidence import evidence_of, own_words_today
from dealmecca.roster.queries.org_chart import OrgChart, Seat, org_chart
from dealmecca.roster.queries.partnerships import (
    PartnershipFilter,
    accounts_of,
    agencies_of,
    get_partnership,
    incumbent_of,
    list_partnerships,
)
from dealmecca.roster.queries.people import career_of, colleagues_of, memberships_of, reports_of, teams_of
from dealmecca.roster.queries.teams import Member, get_membership, get_team, list_teams, members_of

__all__ = [
    "Claim",
    "ClaimFilter",
    "DutyClaims",
    "Member",
    "MergePreview",
    "OrgChart",
    "PartnershipFilter",
    "Seat",
    "accounts_of",
    "agencies_of",
    "career_of",
    "claims_by_duty",
    "colleagues_of",
    "duties_in_use",
    "evidence_of",
    "find_claims",
    "find_duties",
    "find_duty",
    "get_claim",
    "get_duty",
    "get_membership",
    "get_merge",
    "get_partnership",
    "get_team",
    "get_word",
    "handling_counts",
    "incumbent_of",
    "leads_of",
    "list_claims",
    "list_partnerships",
    "list_teams",
    "members_of",
    "memberships_of",
    "merges_of",
    "org_chart",
    "own_words_today",
    "people_on",
    "preview_merge",
    "reports_of",
    "similar_duties",
    "teams_of",
]  # fmt: skip
