"""The trade's controlled values around accounts."""

from dealmecca.roster.vocabularies.partnerships import DISCIPLINE, MARKET
from dealmecca.roster.vocabularies.sources import HOW

__all__ = ["DISCIPLINE", "HOW", "MARKET"]
