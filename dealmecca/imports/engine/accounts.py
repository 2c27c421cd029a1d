"""Statements about accounts, row by row: their names resolved, put on the ledger, or kept for the review queue."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dealmecca.directory.actions.batches import prepare_company
from dealmecca.directory.models import Company
from dealmecca.directory.permissions import Actor
from dealmecca.imports.engine.known import COMPANY_BITS, KnownCompany, KnownContact, Shelf
from dealmecca.imports.engine.ledger import Ledger
from dealmecca.imports.engine.matching import Refused
from dealmecca.imports.engine.names import Names, Question
from dealmecca.imports.engine.rows import FileRow
from dealmecca.imports.engine.statements import PARTNERSHIPS, Mention, Statement
from dealmecca.imports.engine.tally import UNCHANGED, WAITING
from dealmecca.imports.engine.waiting import fingerprint_of, left_out_fingerprints
from dealmecca.imports.models import NameKind
from dealmecca.roster.models import Duty

LEFT_OUT = "This was left out on the review page before."


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that waits, and for what."""

    row: FileRow
    statement: Statement
    questions: tuple[Question, ...]


@dataclass
class Taken:
    """What became of one statement; `companies` are those that it names, with whether they are new."""

    outcome: str
    companies: list[tuple[KnownCompany, bool]] = field(default_factory=list)
    warning: str = ""


class Accounts:
    """The statements of one run; `kept` are those of the batch at hand that wait."""

    def __init__(self, shelf: Shelf, actor: Actor) -> None:
        self.shelf = shelf
        self.names = Names(shelf)
        self.ledger = Ledger(actor)
        self.kept: list[Kept] = []
        self._left_out: set[str] | None = None

    def load(self, rows: Sequence[FileRow]) -> None:
        """Call it when the shelf is loaded."""
        self.kept = []
        self.ledger.load(self.shelf, [statement for row in rows for statement in row.statements])

    def take(self, row: FileRow, said: Statement, contact: KnownContact | None) -> Taken:
        """Everything is decided before anything is changed. Raises Refused."""
        if said.about == PARTNERSHIPS:
            return self._take_partnership(row, said)
        return self._take_handling(row, said, contact)

    def _take_partnership(self, row: FileRow, said: Statement) -> Taken:
        assert said.agency
        agency = self._company(said.agency, NameKind.COMPANY_AGENCY)
        account = self._company(said.account, NameKind.COMPANY_ADVERTISER)
        if isinstance(agency, Question) or isinstance(account, Question):
            return self._wait(row, said, [agency, account])
        if agency.record.pk == account.record.pk:
            raise Refused("account.agency", "An agency and its client are two companies.")
        outcome = self.ledger.take_partnership(row.number, said, agency.record, account.record)
        return Taken(outcome, [self._place(agency), self._place(account)])

    def _take_handling(self, row: FileRow, said: Statement, contact: KnownContact | None) -> Taken:
        person: KnownContact | Question | None = contact or self.shelf.contacts.get(said.contact_id)
        if person is None and said.person:
            person = self.names.person(said.person)
        if person is None:
            raise Refused("", "The person was deleted in the meantime.")
        if isinstance(person, KnownContact):
            said = replace(said, contact_id=person.record.pk, person=None)
        account = self._company(said.account, NameKind.COMPANY_ADVERTISER)
        duty: Duty | Question = self.names.duty(said.duty)
        if isinstance(person, Question) or isinstance(account, Question) or isinstance(duty, Question):
            return self._wait(row, said, [person, account, duty])
        outcome = self.ledger.take_handling(row.number, said, person, account.record, duty)
        return Taken(outcome, [self._place(account)])

    def _company(self, mention: Mention, kind: NameKind) -> KnownCompany | Question:
        """A new one is not on the shelf yet."""
        return self.names.company(mention, kind) or _new_company(mention, kind)

    def _place(self, known: KnownCompany) -> tuple[KnownCompany, bool]:
        is_new = known.record.pk not in self.shelf.companies
        if is_new:
            self.shelf.add_company(known)
            self.names.add(known)
        return known, is_new

    def _wait(self, row: FileRow, said: Statement, names: Sequence[object]) -> Taken:
        if self._left_out is None:
            self._left_out = left_out_fingerprints()
        if self._left_out and fingerprint_of(said) in self._left_out:
            return Taken(UNCHANGED, warning=LEFT_OUT)
        questions = tuple(name for name in names if isinstance(name, Question))
        self.kept.append(Kept(row, said, questions))
        return Taken(WAITING)


def _new_company(mention: Mention, kind: NameKind) -> KnownCompany:
    values = {"name": mention.name, "name_key": mention.key, "city": mention.city}
    company_type = "AGENCY" if kind == NameKind.COMPANY_AGENCY else "ADVERTISER"
    record: Company = prepare_company({**values, "company_type": company_type})
    known = KnownCompany(record=record, is_new=True, stated=COMPANY_BITS["name"])
    if mention.domain:
        known.domains.add(mention.domain)
        known.new_domains.append(mention.domain)
    return known
