"""Tables of data quality, one noun per file."""

from dealmecca.quality.models.merges import RecordMerge
from dealmecca.quality.models.pairs import WAITING, DuplicatePair, DuplicatePass, PairState
from dealmecca.quality.models.snapshots import QualitySnapshot
from dealmecca.quality.models.weights import MatchingWeights

__all__ = [
    "WAITING",
    "DuplicatePair",
    "DuplicatePass",
    "MatchingWeights",
    "PairState",
    "QualitySnapshot",
    "RecordMerge",
]
