"""What a column can be: one field of a company or of a person."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """`key` is "company.name"; `field` the directory's field, or one that the import itself takes apart."""

    key: str
    label: str

    @property
    def side(self) -> str:
        return self.key.partition(".")[0]

    @property
    def field(self) -> str:
        return self.key.partition(".")[2]


COMPANY = "company"
CONTACT = "contact"
ACCOUNT = "account"

_COMPANY_LABELS = {
    "name": "Company name",
    "website": "Website",
    "domain": "Web domain",
    "industry": "Industry",
    "company_type": "Company type",
    "size": "Employees",
    "location": "Location (city, state)",
    "address": "Street address",
    "postal_code": "Postal code",
    "city": "City",
    "state": "State",
    "country": "Country",
    "phone": "Company phone",
    "description": "About",
    "linkedin_url": "Company LinkedIn",
    "twitter_url": "Company X (Twitter)",
    "facebook_url": "Company Facebook",
    "logo_url": "Logo address",
    "alias": "Other name of the company",
    "parent": "Parent company",
    "external_id": "Record id of the company",
}
_CONTACT_LABELS = {
    "first_name": "First name",
    "last_name": "Last name",
    "full_name": "First and last name",
    "suffix": "Jr, Sr, II",
    "email": "Email",
    "phone": "Phone",
    "title": "Job title",
    "department": "Department",
    "seniority": "Seniority",
    "linkedin_url": "LinkedIn",
    "twitter_url": "X (Twitter)",
    "personal_website": "Personal website",
    "external_id": "Record id of the person",
}
_ACCOUNT_LABELS = {
    "agency": "Agency",
    "agency_city": "City of the agency",
    "agency_domain": "Web domain of the agency",
    "advertiser": "Account (advertiser)",
    "advertiser_city": "City of the advertiser",
    "advertiser_domain": "Web domain of the advertiser",
    "discipline": "Discipline",
    "market": "Market",
    "is_aor": "Of record, yes or no",
    "duty": "Duties",
    "since": "Since",
    "until": "Until",
    "confirmed_on": "Confirmed on",
    "how": "How it is known",
    "source": "Source",
}
TARGETS: dict[str, Target] = {
    key: Target(key, label)
    for side, labels in ((COMPANY, _COMPANY_LABELS), (CONTACT, _CONTACT_LABELS), (ACCOUNT, _ACCOUNT_LABELS))
    for key, label in ((f"{side}.{field}", label) for field, label in labels.items())
}
PERSON_NAMES = {"contact.first_name", "contact.last_name", "contact.full_name"}
IDENTITIES = {"company.external_id", "contact.external_id"}

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class UnknownTarget(ValueError):
    """A target or a header that does not exist; the message is a sentence that names the nearest."""


def find_target(text: str) -> Target:
    """The target that `text` names: "contact.first_name", "contact.firstName", or "firstName" where only one has it.

    Raises UnknownTarget.
    """
    key = _CAPITAL.sub("_", text.strip()).lower().replace("person.", "contact.")
    same_field = [target for target in TARGETS.values() if target.field == key]
    if len(same_field) == 1:
        return same_field[0]
    if key in TARGETS:
        return TARGETS[key]
    if key.replace("_", ".", 1) in TARGETS:
        return TARGETS[key.replace("_", ".", 1)]
    raise UnknownTarget(f"{text.strip()!r} is nothing a column can be. {nearest(key, TARGETS)}")


def nearest(text: str, names: Iterable[str]) -> str:
    """A sentence with the names most like the text, or with all of them."""
    listed = list(names)
    folded = {name.casefold(): name for name in reversed(listed)}
    near = difflib.get_close_matches(text.casefold(), list(folded), n=2, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(repr(folded[name]) for name in near)}?"
    return f"There is {', '.join(listed)}."
