"""The records that the rows of a batch may mean, held in memory and found by id, name, alias and email address."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dealmecca.directory.actions import CompanyWrite, ContactWrite
from dealmecca.directory.cleaning import COMPANY_FIELDS, CONTACT_FIELDS
from dealmecca.directory.models import Company, Contact
from dealmecca.imports.engine.tally import CREATED, UPDATED
from dealmecca.lib.company_names import company_key
from dealmecca.lib.places import Place
from dealmecca.lib.text_keys import plain_words

Changes = dict[str, tuple[Any, Any]]

# One bit for each field, for `Known.stated`: which fields a row of this run has given.
RECOGNISED_BY_NAME = "recognised by name"
COMPANY_BITS = {name: 1 << place for place, name in enumerate((*COMPANY_FIELDS, "parent"))}
CONTACT_BITS = {name: 1 << place for place, name in enumerate((*CONTACT_FIELDS, "company", RECOGNISED_BY_NAME))}


@dataclass(slots=True)
class Known:
    """What every known record has. `outcome` and `stated` belong to the whole run, the rest to this batch."""

    external_ids: set[str] = field(default_factory=set)  # those of this file's source
    outcome: str = ""
    stated: int = 0
    has_mark: bool = False
    is_new: bool = False
    is_touched: bool = False
    changes: Changes = field(default_factory=dict)
    new_external_id: str = ""
    row: int | None = None  # of this batch, that changed it last

    def note(self, name: str, old: Any, new: Any) -> None:
        """Remember that a field went from old to new; back to where it was at the start means no change."""
        first = self.changes[name][0] if name in self.changes else old
        if first == new:
            self.changes.pop(name, None)
        else:
            self.changes[name] = (first, new)

    def carries_another_id(self, value: str) -> bool:
        """Whether this source calls it something else, so that it cannot be the record of this id."""
        return bool(value and self.external_ids and value not in self.external_ids)

    def give_id(self, value: str) -> None:
        if value and value not in self.external_ids:
            self.external_ids.add(value)
            self.new_external_id = value

    def settle(self) -> None:
        """The batch is written (or, in a dry run, would be): what comes next starts from here."""
        self.is_new = self.is_touched = False
        self.has_mark = self.has_mark or bool(self.outcome)
        self.changes = {}
        self.new_external_id = ""
        self.row = None


@dataclass(slots=True, eq=False)
class KnownCompany(Known):
    record: Company = field(default_factory=Company)
    aliases: dict[str, str] = field(default_factory=dict)  # {name: key}
    domains: set[str] = field(default_factory=set)
    has_children: bool = False
    new_aliases: list[str] = field(default_factory=list)
    new_domains: list[str] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(self.record.city, self.record.state, self.record.country)

    @property
    def is_placeless(self) -> bool:
        return not (self.record.city or self.record.state or self.record.country)

    def settle(self) -> None:
        Known.settle(self)
        self.new_aliases, self.new_domains = [], []

    def write(self, source: str) -> CompanyWrite | None:
        if not (self.is_new or self.changes or self.new_aliases or self.new_domains or self.new_external_id):
            return None
        external_id = (source, self.new_external_id) if self.new_external_id else None
        return CompanyWrite(
            self.record, self.is_new, self.changes, self.new_aliases, self.new_domains, external_id=external_id,
            row=self.row,
        )  # fmt: skip


@dataclass(slots=True, eq=False)
class KnownContact(Known):
    record: Contact = field(default_factory=Contact)
    former_emails: set[str] = field(default_factory=set)  # of records that were merged into this one

    def had(self, email_key: str) -> bool:
        """Whether it is their address, or was that of a record that became part of theirs."""
        return email_key == self.record.email_key or email_key in self.former_emails

    def write(self, source: str) -> ContactWrite | None:
        if not (self.is_new or self.changes or self.new_external_id):
            return None
        external_id = (source, self.new_external_id) if self.new_external_id else None
        return ContactWrite(self.record, self.is_new, self.changes, external_id=external_id, row=self.row)


class Shelf:
    """Every record known so far. A real run empties it after each batch; a dry run keeps it in place of writes."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.companies: dict[str, KnownCompany] = {}
        self.contacts: dict[str, KnownContact] = {}
        self.company_of_id: dict[str, KnownCompany] = {}  # by the file's record id
        self.contact_of_id: dict[str, KnownContact] = {}
        self._by_company_key: dict[str, dict[str, KnownCompany]] = {}
        self._by_email: dict[str, dict[str, KnownContact]] = {}
        self._by_person: dict[tuple[str, str], dict[str, KnownContact]] = {}
        self._by_name: dict[str, dict[str, KnownContact]] = {}

    def add_company(self, known: KnownCompany) -> None:
        self.companies[known.record.id] = known
        self.index_company(known)

    def add_contact(self, known: KnownContact) -> None:
        self.contacts[known.record.id] = known
        self.index_contact(known)

    def index_company(self, known: KnownCompany) -> None:
        """Find it under all its present names and its record id; call again whenever one of them changes."""
        for value in known.external_ids:
            self.company_of_id[value] = known
        for key in (known.record.name_key, *known.aliases.values()):
            self._by_company_key.setdefault(key, {})[known.record.id] = known

    def index_contact(self, known: KnownContact) -> None:
        record = known.record
        for value in known.external_ids:
            self.contact_of_id[value] = known
        if record.email_key:
            self._by_email.setdefault(record.email_key, {})[record.id] = known
        for email_key in known.former_emails:
            self._by_email.setdefault(email_key, {})[record.id] = known
        self._by_person.setdefault((record.name_key, record.company_id or ""), {})[record.id] = known
        self._by_name.setdefault(record.name_key, {})[record.id] = known

    def namesakes(self, key: str) -> list[KnownCompany]:
        """Companies of that name, oldest first; after them those of which it is another name."""
        found = [
            (known.record.name_key != key, known.record.id, known)
            for known in self._by_company_key.get(key, {}).values()
            if known.record.name_key == key or is_telling_alias(key, known)
        ]
        return [known for _, _, known in sorted(found, key=lambda item: item[:2])]

    def with_email(self, email_key: str) -> list[KnownContact]:
        found = self._by_email.get(email_key, {}).values()
        return sorted((known for known in found if known.had(email_key)), key=lambda known: known.record.id)

    def named(self, key: str, company_ids: Iterable[str]) -> list[KnownContact]:
        """People of that name at one of these companies ("": at none known), oldest first."""
        return sorted(
            (
                known
                for company_id in company_ids
                for known in self._by_person.get((key, company_id), {}).values()
                if known.record.name_key == key and (known.record.company_id or "") == company_id
            ),
            key=lambda known: known.record.id,
        )

    def people_named(self, key: str) -> list[KnownContact]:
        """People of that name wherever they are, oldest first."""
        found = self._by_name.get(key, {}).values()
        return sorted((k for k in found if k.record.name_key == key), key=lambda known: known.record.id)

    def with_domain(self, domain: str) -> list[KnownCompany]:
        found = [known for known in self.companies.values() if domain in known.domains]
        return sorted(found, key=lambda known: known.record.id)

    def touched_companies(self) -> list[KnownCompany]:
        return [known for known in self.companies.values() if known.is_touched]

    def touched_contacts(self) -> list[KnownContact]:
        return [known for known in self.contacts.values() if known.is_touched]


def is_telling_alias(key: str, known: KnownCompany) -> bool:
    """Whether another name of a company is good enough to recognise it by.

    A ticker such as WELL or CAT is an ordinary word or somebody else's name: a short alias of one word counts only
    where it stands for the name itself: its initials (P&G) or its beginning (OMD of OMD Worldwide).
    """
    names = [name for name, alias_key in known.aliases.items() if alias_key == key]
    for name in names:
        words = plain_words(name.replace("&", " ").replace("-", " "))
        if (len(words) > 1 and len(key) > 5) or len(key) > 5:
            return True
        name_words = [
            word for word in plain_words(known.record.name.replace("&", " ")) if word not in ("and", "of", "the")
        ]
        initials = "".join(word[0] for word in name_words)
        short = "".join(words).replace("and", "") if "&" in name else "".join(words)
        if short and ((initials.startswith(short) and len(short) > 1) or (name_words and name_words[0] == short)):
            return True
        if company_key(known.record.name) == key:
            return True
    return False


def mark_outcome(known: Known, is_changed: bool) -> str:
    """The outcome after a row that named this record, whether or not it changed it."""
    if known.is_new or known.outcome == CREATED:
        return CREATED
    return UPDATED if is_changed or known.outcome == UPDATED else "unchanged"
