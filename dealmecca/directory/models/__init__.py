"""Tables of the directory, one noun per file."""

from dealmecca.directory.models.companies import Company, CompanyAlias, CompanyDomain
from dealmecca.directory.models.contacts import Contact
from dealmecca.directory.models.external_ids import ExternalId
from dealmecca.directory.models.positions import FormerTitle, Move, Position

__all__ = ["Company", "CompanyAlias", "CompanyDomain", "Contact", "ExternalId", "FormerTitle", "Move", "Position"]
