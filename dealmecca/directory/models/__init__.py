"""Tables of the directory, one noun per file."""

from dealmecca.directory.models.companies import Company, CompanyAlias, CompanyDomain
from dealmecca.directory.models.contacts import Contact, Erased
from dealmecca.directory.models.external_ids import ExternalId
from dealmecca.directory.models.former_emails import FormerEmail
from dealmecca.directory.models.positions import FormerTitle, Move, Position
from dealmecca.directory.models.record_evidence import RecordEvidence
from dealmecca.directory.models.redirects import Redirect
from dealmecca.directory.models.suppressions import Suppression
from dealmecca.directory.models.words import LearntWord

__all__ = [
    "Company",
    "CompanyAlias",
    "CompanyDomain",
    "Contact",
    "Erased",
    "ExternalId",
    "FormerEmail",
    "FormerTitle",
    "LearntWord",
    "Move",
    "Position",
    "RecordEvidence",
    "Redirect",
    "Suppression",
]
