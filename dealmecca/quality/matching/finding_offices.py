"""Which companies of a directory are one office twice, and which are offices of one firm."""

from collections.abc import Iterable

import numpy as np

from dealmecca.quality.matching.blocking import pairs_of
from dealmecca.quality.matching.columns import Numbers, Weights
from dealmecca.quality.matching.finding import DUPLICATE, OFFICE, Pair
from dealmecca.quality.matching.office_features import (
    OTHER_CITY,
    SAME_FIRM_NAMES,
    ComparedOffices,
    OfficeDirectory,
    office_keys,
)
from dealmecca.quality.matching.offices import OfficeRow, Offices
from dealmecca.quality.matching.scoring import add_up, probability
from dealmecca.quality.matching.weights import FIXED, THRESHOLD, Weighing


def find_offices(rows: Iterable[OfficeRow], weighing: Weighing = FIXED) -> list[Pair]:
    """Pairs that are rather one office than two, the surest first; then offices of one firm in other cities."""
    offices = Offices(rows)
    directory = OfficeDirectory(offices)
    found: list[tuple[Numbers, Numbers, Weights, bool]] = []
    for a, b in pairs_of(office_keys(offices), len(offices)):
        compared = ComparedOffices(directory, a, b)
        confidence = np.where(compared.vetoed, 0.0, probability(office_bits(compared, weighing)))
        kept = confidence >= THRESHOLD
        found.append((a[kept], b[kept], confidence[kept], False))
        kinship = probability(office_bits(compared, weighing, without=("city", "street", "postal code")))
        elsewhere = (compared.levels["city"] == OTHER_CITY) & np.isin(compared.levels["name"], SAME_FIRM_NAMES)
        kin = elsewhere & (compared.levels["domain"] == 1) & (kinship >= THRESHOLD)
        found.append((a[kin], b[kin], kinship[kin], True))
    pairs = [
        Pair(offices.ids[x], offices.ids[y], round(value, 4), OFFICE if is_office else DUPLICATE)
        for a, b, confidence, is_office in found
        for x, y, value in zip(a.tolist(), b.tolist(), confidence.tolist(), strict=True)
    ]
    return sorted(pairs, key=lambda pair: (pair.label == OFFICE, -pair.confidence, pair.id_a, pair.id_b))


def office_bits(compared: ComparedOffices, weighing: Weighing = FIXED, without: tuple[str, ...] = ()) -> Weights:
    """The log-odds of each pair; `without` some features, for another question than "one office?"."""
    table = {feature: weights for feature, weights in weighing.companies.items() if feature not in without}
    return add_up({feature: compared.levels[feature] for feature in table}, table, weighing.companies_prior)
