"""What fits behind an @: companies and people of the directory, members by their names; never an address of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass

from dealmecca.accounts.models import User
from dealmecca.accounts.queries import members_named
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import companies_for_lists, matching_ids
from dealmecca.lib.markdown import mention_token
from dealmecca.lib.text_keys import query_words, search_words
from dealmecca.search.criteria import Criteria

MOST, LEAST_LETTERS, LONGEST = 8, 2, 60
READ = 24  # records that are looked at: words also fit titles and places, and only names count here


@dataclass(frozen=True)
class Suggestion:
    """`kind` is company, contact or user, as in a text; `beside` tells two of one name apart."""

    kind: str
    id: str
    label: str
    beside: str = ""

    @property
    def token(self) -> str:
        """As it stands in a text."""
        return mention_token(self.label, self.kind, self.id)


def complete(*, viewer: User, text: str, limit: int = MOST) -> list[Suggestion]:
    """Names in which every word of the text begins a word; best first, each kind with its part. Five queries."""
    words = " ".join(text.split())[:LONGEST]
    if len(words) < LEAST_LETTERS or not query_words(words) or not (viewer.is_authenticated and viewer.is_active):
        return []
    criteria = Criteria(text=words)
    companies = [company_suggestion(row) for row in _companies(viewer, criteria) if _fits(words, row.name)]
    people = [contact_suggestion(row) for row in _people(viewer, criteria) if _fits(words, row.full_name)]
    members = [Suggestion("user", row.pk, row.name, "Member") for row in members_named(viewer=viewer, text=words)]
    return _fairly(limit, companies, people, members)


def company_suggestion(company: Company) -> Suggestion:
    place = ", ".join(part for part in (company.city, company.state) if part)
    kind = company.get_company_type_display() if company.company_type else "Company"
    return Suggestion("company", company.pk, company.name, " · ".join(part for part in (kind, place) if part))


def contact_suggestion(contact: Contact) -> Suggestion:
    return Suggestion("contact", contact.pk, contact.full_name, contact.company.name if contact.company else "Person")


def _companies(viewer: User, criteria: Criteria) -> list[Company]:
    ids = matching_ids(viewer=viewer, kind="company", criteria=criteria, limit=READ)
    rows = companies_for_lists(viewer=viewer, ids=ids)
    return [rows[key] for key in ids if key in rows]


def _people(viewer: User, criteria: Criteria) -> list[Contact]:
    ids = matching_ids(viewer=viewer, kind="contact", criteria=criteria, limit=READ)
    columns = ("first_name", "last_name", "company__name")
    rows = Contact.objects.visible_to(viewer).select_related("company").only(*columns).in_bulk(ids) if ids else {}
    return [rows[key] for key in ids if key in rows]


def _fits(text: str, name: str) -> bool:
    """No search by title or place for nothing: those are counted elsewhere."""
    parts = search_words(name)
    return all(word.matches(parts) for word in query_words(text))


def _fairly(limit: int, *kinds: Sequence[Suggestion]) -> list[Suggestion]:
    """Three of each kind, then what is left, in the order of the kinds."""
    share = 3
    first = [one for kind in kinds for one in kind[:share]]
    rest = [one for kind in kinds for one in kind[share:]]
    chosen = set((first + rest)[:limit])
    return [one for kind in kinds for one in kind if one in chosen]
