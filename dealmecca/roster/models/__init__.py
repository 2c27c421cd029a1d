"""Tables of the roster, one noun per file."""

from dealmecca.roster.models.duties import Duty, DutyCategory, DutyMerge, DutyWord
from dealmecca.roster.models.handlings import Evidence, Handling, Outcome, Said
from dealmecca.roster.models.partnerships import Partnership
from dealmecca.roster.models.reporting import ReportingLine
from dealmecca.roster.models.skips import Skip
from dealmecca.roster.models.teams import Membership, Team, TeamKind

__all__ = [
    "Duty", "DutyCategory", "DutyMerge", "DutyWord", "Evidence", "Handling", "Membership", "Outcome", "Partnership",
    "ReportingLine", "Said", "Skip", "Team", "TeamKind",
]  # fmt: skip
