"""The weights of the evidence: log-odds in bits, fixed and readable; +1 doubles the odds that two records are one.

They were tuned once on made-up directories with known truth and are changed only by reviewers' decisions
(`learning.py`), when somebody applies what these say. What follows a directory's size is the prior alone
(`scoring.prior`). The order of the levels is their number.
"""

from typing import Final, NamedTuple

SURE: Final = 0.95
THRESHOLD: Final = 0.5  # what is shown and written at all
NOT_SURE: Final = 0.94  # the most that a pair may have which somebody must look at

Table = dict[str, dict[str, float]]

PEOPLE_PRIOR: Final = -6.0  # two people who share a key, before anything is compared
PEOPLE: Final[Table] = {
    "family": {
        "none": 0.0, "same, rare": 4.5, "same": 3.6, "same, common": 2.6, "part": 2.9, "alike": 3.3, "initial": 1.3,
        "different": -6.5, "rather alike": -1.5,
    },
    "given": {
        "none": 0.0, "same, rare": 3.8, "same": 2.9, "middle differs": -1.9, "short form": 3.0, "initial": 2.5,
        "alike": 3.0, "other given": 2.5, "different": -8.1, "like another": -1.9, "rather alike": -1.3,
    },
    "order": {"as usual": 0.0, "swapped": 0.5},
    "email": {
        "none": 0.0, "same": 12.5, "same, shared": 1.9, "one shared": -2.3, "nearly": 5.0, "other, same domain": -0.4,
        "one numbered": -3.8, "other domain": -1.3,
        "each their own name": -5.0,
    },
    "phone": {
        "none": 0.0, "same own": 12.5, "same, two people": 5.0, "same, shared": 2.0, "nearly": 5.0, "different": -3.5,
        "different, one shared": -2.9,
    },
    "linkedin": {"none": 0.0, "same": 16.3, "different": -10.0},
    "title": {"none": 0.0, "same": 1.3, "different": -0.6},
    "place": {
        "none": 0.0, "same office, few": 6.3, "same office, many": 5.3, "same office, hundreds": 3.8, "same firm": 5.9,
        "other office": -4.6, "firm unknown, same city": 3.1, "firm unknown": 2.1, "firm unknown, other city": -0.6,
        "other firm, same city": -3.3, "other firm": -3.3,
    },
}  # fmt: skip

COMPANIES_PRIOR: Final = -5.5  # two companies that share a key
COMPANIES: Final[Table] = {
    "name": {
        "none": 0.0, "same": 5.6, "shorter": 4.0, "slip": 4.2, "initials": 4.0, "one word more": 0.5,
        "other trade": -16.0, "set apart": -20.0, "other word": -7.0, "different": -14.0,
    },
    "domain": {"none": 0.0, "same": 2.2, "different": -6.2},
    "phone": {
        "none": 0.0, "same own": 4.0, "same, several offices": 1.2, "nearly": 2.0, "different": -1.2,
        "different, one shared": -1.0,
    },
    "street": {"none": 0.0, "same": 5.0, "same house": 4.0, "alike": 1.0, "different": -7.5},
    "postal code": {"none": 0.0, "same": 3.5, "different": -5.0},
    "city": {"none": 0.0, "same": 4.4, "one missing": -6.5, "one missing, several offices": -7.0, "other": -20.0},
    "LinkedIn": {"none": 0.0, "same": 2.0, "different": -4.0},
}  # fmt: skip


class Weighing(NamedTuple):
    """The weights in force. Every level that FIXED has stands in it, in the same order."""

    people: Table
    people_prior: float
    companies: Table
    companies_prior: float


FIXED: Final = Weighing(PEOPLE, PEOPLE_PRIOR, COMPANIES, COMPANIES_PRIOR)
