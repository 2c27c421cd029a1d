"""Everything that points at a person or a company, by foreign key or by id, and what merging does with it.

A test walks Django's relations and fails when a column points at a record and stands nowhere here.
"""

from typing import NamedTuple

# What members keep for themselves, and what admins alone see: it moves along, and nobody is told of it, not even how
# much there is.
PRIVATE = ""

# {table.column: what it is called when it moves}. Where a unique constraint says that the survivor has the same row,
# the two become one in the same way, and the row is set aside in the ledger.
POINTERS: dict[str, str] = {
    "accounts.User.company": PRIVATE,
    "crm.Deal.company": PRIVATE,
    "crm.Deal.contact": PRIVATE,
    "crm.FollowUp.company": PRIVATE,
    "crm.FollowUp.contact": PRIVATE,
    "crm.Interaction.company": PRIVATE,
    "crm.InteractionContact.company": PRIVATE,
    "crm.InteractionContact.contact": PRIVATE,
    "crm.LeadScore.contact": PRIVATE,
    "crm.Note.company": PRIVATE,
    "crm.Note.contact": PRIVATE,
    "directory.Company.parent": "Companies directly below",
    "directory.CompanyAlias.company": "Other names",
    "directory.CompanyDomain.company": "Web domains",
    "directory.Contact.company": "People",
    "directory.ExternalId.company": "Ids of other systems",
    "directory.ExternalId.contact": "Ids of other systems",
    "directory.FormerEmail.contact": "Former email addresses",
    "directory.Move.contact": "Moves",
    "directory.Position.company": "Jobs, past and present",
    "directory.Position.contact": "Jobs, past and present",
    "directory.RecordEvidence.company": "Confirmations, reviews and reports",
    "directory.RecordEvidence.contact": "Confirmations, reviews and reports",
    "directory.Redirect.company": "Former addresses",
    "directory.Redirect.contact": "Former addresses",
    "events.Event.organiser": "Events organised",
    "events.EventCompany.company": "Events attended or sponsored",
    "events.MetPerson.contact": PRIVATE,
    "forum.Choice.company": "Choices of polls and lists",
    "forum.CompanyMention.company": "Mentions in the forum",
    "forum.ContactMention.contact": "Mentions in the forum",
    "imports.WaitingName.company": "Decided names of imported files",
    "imports.WaitingName.contact": "Decided names of imported files",
    "outlook.PlanningDate.account": "Planning dates",
    "outlook.RoutingRule.account": "How to approach the account",
    "outlook.RoutingRule.agency": "How to approach accounts of the agency",
    "outlook.RoutingRule.asked_by": "Who asked to be approached so",
    "outlook.RoutingRule.not_first_company": "Who is not to be approached first",
    "outlook.RoutingRule.not_first_contact": "Who is not to be approached first",
    "outlook.RoutingRule.start_with": "Who is to be approached first",
    "privacy.PersonLink.contact": PRIVATE,
    "privacy.PersonWish.contact": PRIVATE,
    "roster.Handling.account": "Duties for the account",
    "roster.Handling.contact": "Duties",
    "roster.Membership.contact": "Places in teams",
    "roster.Partnership.advertiser": "Agencies",
    "roster.Partnership.agency": "Accounts",
    "roster.ReportingLine.contact": "Reporting lines",
    "roster.Team.account": "Teams that serve the account",
    "roster.Team.company": "Teams",
}


class NamedById(NamedTuple):
    """A column that names a record without a foreign key; `kind_column` says of which kind, where one does."""

    table: str
    column: str
    kind_column: str
    told: str


NAMED_BY_ID = (
    NamedById("history.Change", "record_id", "record_kind", "Lines of history"),
    NamedById("following.Follow", "record_id", "record_kind", PRIVATE),
    NamedById("crm.RecordView", "record_id", "record_kind", PRIVATE),
    NamedById("saved.SavedMatch", "record_id", "", PRIVATE),
    NamedById("saved.SavedNews", "record_id", "", PRIVATE),
)

# Columns that look like one and stay: with the reason.
STAY: dict[str, str] = {
    "directory.Redirect.old_id": "it is the id that leads on",
    "directory.Suppression.erased_id": "a tombstone is merged with nobody",
    "imports.RecordImage.record_id": "what an import did to that record; its undo finds it merged, and leaves it alone",
    "imports.UndoStay.record_id": "a report of what was left alone",
    "imports.ImportMark.record_id": "scratch data of a running import, gone when it ends",
    "quality.DuplicatePair.a_id": "a pair is of two: merging/pairs.py",
    "quality.DuplicatePair.b_id": "a pair is of two: merging/pairs.py",
    "quality.RecordMerge.dropped_id": "the ledger tells what was",
    "quality.RecordMerge.kept_id": "the ledger tells what was",
    "search.CompanyLine.record_id": "written anew from the records",
    "search.ContactLine.company_id": "written anew from the records",
    "search.ContactLine.record_id": "written anew from the records",
}

# Where both may have one and they differ, the dropped record's row is not set aside but stays in sight: it ends today,
# or is no longer the one that counts. {constraint: (columns in which they differ, what it gets)}
ENDS = "ends today"
SOFTENED: dict[str, tuple[tuple[str, ...], str]] = {
    "partnership_one_agency_of_record": (("agency_id",), "is_aor"),
    "reporting_to_one": (("manager_id",), ENDS),
    "routing_rule_open_once": (("start_with_id", "not_first_company_id", "not_first_contact_id", "note"), ENDS),
    "routing_rule_open_once_an_agency": (
        ("start_with_id", "not_first_company_id", "not_first_contact_id", "note"), ENDS,
    ),
    "planning_date_open_once": (("month", "day", "end_month", "end_day"), ENDS),
}  # fmt: skip
