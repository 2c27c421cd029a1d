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

PEOPLE_PRIOR: Final = -4.8  # two people who share a key, before anything is compared
PEOPLE: Final[Table] = {
    "family": {
        "none": 0.0, "same, rare": 3.6, "same": 2.9, "same, common": 2.1, "part": 2.3, "alike": 2.6, "initial": 1.0,
        "different": -5.2, "rather alike": -1.2,
    },
    "given": {
        "none": 0.0, "same, rare": 3.0, "same": 2.3, "middle differs": -1.5, "short form": 2.4, "initial": 2.0,
        "alike": 2.4, "other given": 2.0, "different": -6.5, "like another": -1.5, "rather alike": -1.0,
    },
    "order": {"as usual": 0.0, "swapped": 0.4},
    "email": {
        "none": 0.0, "same": 10.0, "same, shared": 1.5, "one shared": -1.8, "nearly": 4.0, "other, same domain": -0.3,
        "one numbered": -3.0, "other domain": -1.0,
        "each their own name": -4.0,
    },
    "phone": {
        "none": 0.0, "same own": 10.0, "same, two people": 4.0, "same, shared": 1.6, "nearly": 4.0, "different": -2.8,
        "different, one shared": -2.3,
    },
    "linkedin": {"none": 0.0, "same": 13.0, "different": -8.0},
    "title": {"none": 0.0, "same": 1.0, "different": -0.5},
    "place": {
        "none": 0.0, "same office, few": 5.0, "same office, many": 4.2, "same office, hundreds": 3.0, "same firm": 4.7,
        "other office": -3.7, "firm unknown, same city": 2.5, "firm unknown": 1.7, "firm unknown, other city": -0.5,
        "other firm, same city": -2.6, "other firm": -2.6,
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
