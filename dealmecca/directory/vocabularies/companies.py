"""What a company is, and how many people it employs."""

from dealmecca.lib.vocabulary import Term, Vocabulary

COMPANY_TYPE = Vocabulary(
    "company type",
    (
        Term("HOLDING_COMPANY", "Holding company", ("holding", "holdco", "agency holding company", "parent company")),
        Term("AGENCY_NETWORK", "Agency network", ("network", "media network", "agency group")),
        Term("AGENCY", "Agency", (
            "agencies", "media agency", "advertising agency", "ad agency", "full service agency", "independent agency",
            "creative agency", "digital agency", "holding company agency", "media buying agency", "buying service",
        )),
        Term("OFFICE", "Agency office", ("office", "branch", "branch office", "local office")),
        Term("ADVERTISER", "Advertiser", (
            "client", "brand advertiser", "national advertiser", "local advertiser", "marketer", "direct advertiser",
        )),
        Term("BRAND", "Brand", ("product brand", "sub brand")),
        Term("PUBLISHER", "Publisher", ("media company", "media owner", "broadcaster", "network publisher", "vendor")),
        Term("ADTECH", "Ad tech", ("adtech", "martech", "technology vendor", "dsp", "ssp", "ad network", "platform")),
        Term("CONSULTANCY", "Consultancy", ("consultant", "consulting", "search consultant", "media auditor")),
        Term("PRODUCTION", "Production company", ("production", "studio", "post production")),
        Term("PUBLIC_RELATIONS", "Public relations", ("pr", "pr agency", "pr firm", "communications agency")),
        Term("NONPROFIT", "Nonprofit or public body", (
            "nonprofit", "non profit", "ngo", "charity", "association", "government", "public sector",
        )),
        Term("OTHER", "Other", ("misc", "miscellaneous")),
    ),
)  # fmt: skip

EMPLOYEE_RANGE = Vocabulary(
    "employee range",
    (
        Term("1-10", "1–10", ("1 to 10", "0-10", "2-10", "<10", "under 10", "micro")),
        Term("11-50", "11–50", ("11 to 50", "10-50", "small")),
        Term("51-200", "51–200", ("51 to 200", "50-200")),
        Term("201-500", "201–500", ("201 to 500", "200-500", "medium")),
        Term("501-1000", "501–1,000", ("501 to 1000", "500-1000")),
        Term("1001-5000", "1,001–5,000", ("1001 to 5000", "1000-5000", "1k-5k", "large")),
        Term("5001-10000", "5,001–10,000", ("5001 to 10000", "5000-10000", "5k-10k")),
        Term("10001+", "10,001 or more", ("10000+", "10k+", "over 10000", "more than 10000", "10001 or more", "enterprise")),
    ),
)  # fmt: skip


def range_of(employees: int) -> str:
    """The code of the range that holds this head count."""
    for term in EMPLOYEE_RANGE.terms[:-1]:
        if employees <= int(term.code.partition("-")[2]):
            return term.code
    return EMPLOYEE_RANGE.terms[-1].code
