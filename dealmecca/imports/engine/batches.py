"""One batch of rows: match each, put its values on the records, and write everything in one go."""

from collections.abc import Sequence
from typing import Any

from dealmecca.database.bulk import insert_values
from dealmecca.database.lists import ListOf
from dealmecca.directory.actions import save_batch
from dealmecca.directory.permissions import Actor
from dealmecca.history.models import Door
from dealmecca.imports.engine import modes
from dealmecca.imports.engine.accounts import Accounts
from dealmecca.imports.engine.assigning import (
    create_company,
    create_contact,
    create_named_company,
    extend_company,
    set_parent,
    update_company,
    update_contact,
)
from dealmecca.imports.engine.columns import Columns
from dealmecca.imports.engine.known import Known, KnownCompany, KnownContact, Shelf, mark_outcome
from dealmecca.imports.engine.matching import CompanyMatch, Matcher, Refused
from dealmecca.imports.engine.rows import FileRow, Problem
from dealmecca.imports.engine.statements import Statement
from dealmecca.imports.engine.tally import CREATED, REFUSED, UNCHANGED, UPDATED, WAITING, Examples, Findings, Tally
from dealmecca.imports.models import ImportMark, Mode
from dealmecca.roster.vocabularies import DISCIPLINE, MARKET

HIDDEN = {"parent_id", "company_id"}


class Batch:
    """Applies rows to a shelf; counts into the tally, findings and examples it was given."""

    def __init__(
        self,
        shelf: Shelf,
        matcher: Matcher,
        accounts: Accounts,
        columns: Columns,
        tally: Tally,
        findings: Findings,
        examples: Examples,
        mode: str = Mode.UPDATE,
    ) -> None:
        self.mode = mode
        self.shelf = shelf
        self.matcher = matcher
        self.accounts = accounts
        self.columns = columns
        self.tally = tally
        self.findings = findings
        self.examples = examples
        self.refused: list[tuple[FileRow, str]] = []

    def apply(self, rows: Sequence[FileRow]) -> None:
        for row in rows:
            self.tally.rows += 1
            if row.refusals:
                self._refuse(row, row.refusals)
                continue
            try:
                self._apply_row(row)
            except Refused as refusal:
                self._refuse(row, [Problem(self.columns.header_of(refusal.column), refusal.reason)])

    def _apply_row(self, row: FileRow) -> None:
        """Everything is decided before anything is changed: a row that is refused leaves nothing behind."""
        match: CompanyMatch | None = None
        contact: KnownContact | None = None
        parent, makes_parent = None, False
        if row.company:
            match = self.matcher.company(row.company)
            parent, makes_parent = self.matcher.parent(row.company, match.known)
        person = self.matcher.contact(row.contact, match) if row.contact else None
        outcomes = []
        company = match.known if match else None
        if row.company and match:
            company = company or create_company(row.company)
            is_new = match.known is None
            if makes_parent:
                parent = create_named_company(row.company.parent)
                self.shelf.add_company(parent)
            if is_new:
                self.shelf.add_company(company)
                match = CompanyMatch(company, offices=(company,))
            outcomes.append(self._touch_company(row, company, match, parent, is_new))
            if parent:
                outcomes.append(self._count("companies", parent, makes_parent, row))
        if row.contact and person:
            known = person.known
            is_new = known is None
            if known is None:
                known = create_contact(row.contact, company.record if company else None)
                self.shelf.add_contact(known)
            before = _size(known)
            shown = dict(known.changes) if self.examples.wants(UPDATED) else {}
            is_left_alone = not is_new and modes.is_left_alone(self.mode, known)
            if not is_new and not is_left_alone:
                cells, employer = modes.contact_for(self.mode, known, row.contact, match)
                update_contact(known, cells, employer, by_name=person.by_name, warn=self._warning(row))
            if not is_left_alone:
                known.give_id(row.contact.external_id)
            self.shelf.index_contact(known)
            outcomes.append(self._count("contacts", known, is_new or _size(known) > before, row))
            self._show(row, known, shown, outcomes[-1])
            contact = known
        outcomes += [self._take(row, said, contact) for said in row.statements]
        self._finish(row, outcomes)

    def _take(self, row: FileRow, said: Statement, contact: KnownContact | None) -> str:
        """What becomes of one statement. A person who came in with the row stays, although a duty is refused."""
        try:
            taken = self.accounts.take(row, said, contact)
        except Refused as refusal:
            self.tally.count_statement(said.about, REFUSED)
            if not contact and len(row.statements) == 1:
                raise
            what = f"{said.duty} for {said.account.name} was left out: {refusal.reason}"
            self._warning(row)(refusal.column, what)
            return UNCHANGED
        self.tally.count_statement(said.about, taken.outcome)
        for known, is_new in taken.companies:
            self._count("companies", known, is_new, row)
        if taken.outcome == WAITING:
            for question in self.accounts.kept[-1].questions:
                self.findings.add_waiting(question.kind, question.key)
        if taken.warning:
            self._warning(row)("", taken.warning)
        if not contact and self.examples.wants(taken.outcome):
            self.examples.add(taken.outcome, row.number, *_what(said), [])
        return taken.outcome

    def _touch_company(
        self, row: FileRow, known: KnownCompany, match: CompanyMatch, parent: KnownCompany | None, is_new: bool
    ) -> str:
        assert row.company
        warn = self._warning(row)
        before = _size(known)
        shown = dict(known.changes) if self.examples.wants(UPDATED) else {}
        if not is_new and modes.is_left_alone(self.mode, known):
            return self._count("companies", known, False, row)
        if not is_new:
            cells = modes.company_for(self.mode, known, row.company)
            update_company(known, cells, by_id=match.by_id, warn=warn)
        extend_company(known, row.company, warn)
        if parent and not modes.keeps_parent(self.mode, known):
            set_parent(known, parent, warn)
        self.shelf.index_company(known)
        outcome = self._count("companies", known, is_new or _size(known) > before, row)
        if not row.contact:
            self._show(row, known, shown, outcome)
        return outcome

    def _count(self, kind: str, known: Known, is_changed: bool, row: FileRow) -> str:
        """Counts a record once; returns what this row alone did to it."""
        if is_changed:
            known.row = row.number
        created_now = known.is_new and not known.outcome
        after = mark_outcome(known, is_changed)
        self.tally.move(kind, known.outcome, after)
        known.outcome = after
        known.is_touched = True
        return CREATED if created_now else UPDATED if is_changed else UNCHANGED

    def _finish(self, row: FileRow, outcomes: Sequence[str]) -> None:
        outcome = next((each for each in (WAITING, CREATED, UPDATED) if each in outcomes), UNCHANGED)
        self.tally.count_row(outcome)
        self.examples.note(outcome, row.number)
        for problem in row.warnings:
            self.findings.add(row.number, problem)
        for cells in (row.company, row.contact):
            for name, text in cells.unknown if cells else ():
                self.findings.add_unknown(name, text)

    def _refuse(self, row: FileRow, problems: Sequence[Problem]) -> None:
        self.tally.refused += 1
        self.examples.note(REFUSED, row.number)
        for problem in problems:
            self.findings.add(row.number, problem)
        reason = " ".join(f"{p.column}: {p.reason}" if p.column else p.reason for p in problems)
        self.refused.append((row, reason))

    def _warning(self, row: FileRow) -> Any:
        def warn(target: str, reason: str) -> None:
            self.findings.add(row.number, Problem(self.columns.header_of(target), reason, is_warning=True))

        return warn

    def _show(self, row: FileRow, known: KnownCompany | KnownContact, shown: dict[str, Any], outcome: str) -> None:
        if not self.examples.wants(outcome):
            return
        changes = [
            {"field": field, "old": str(old or ""), "new": str(new or "")}
            for field, (old, new) in known.changes.items()
            if field not in HIDDEN and shown.get(field) != (old, new)
        ]
        self.examples.add(outcome, row.number, *_title(known), changes if outcome == UPDATED else [])


def _title(known: KnownCompany | KnownContact) -> tuple[str, str]:
    """The record's name, and what tells it from others of that name."""
    if isinstance(known, KnownCompany):
        place = known.place
        return known.record.name, ", ".join(part for part in (place.city, place.state or place.country) if part)
    contact = known.record
    company = contact.company.name if contact.company else ""
    return contact.full_name, " at ".join(part for part in (contact.title, company) if part)


def _what(said: Statement) -> tuple[str, str]:
    if said.agency:
        what = f"{DISCIPLINE.label(said.discipline)}, {MARKET.label(said.market)}"
        return f"{said.agency.name} for {said.account.name}", f"agency of record, {what}" if said.is_aor else what
    return f"{said.duty} for {said.account.name}", said.person.text if said.person else ""


def _size(known: Known) -> int:
    """Grows with every change: a field is set at most once in a run."""
    if isinstance(known, KnownCompany):
        return len(known.changes) + len(known.new_aliases) + len(known.new_domains)
    return len(known.changes)


def save_shelf(shelf: Shelf, *, actor: Actor, source: str, import_id: str) -> None:
    """Everything that the batch changed, with history and search lines."""
    save_batch(
        actor=actor,
        door=Door.IMPORT,
        companies=[write for known in shelf.touched_companies() if (write := known.write(source))],
        contacts=[person for known in shelf.touched_contacts() if (person := known.write(source))],
        batch=import_id,
    )


def write_shelf(shelf: Shelf, *, actor: Actor, source: str, import_id: str) -> None:
    """Everything that the batch changed, and what this run must remember of it."""
    save_shelf(shelf, actor=actor, source=source, import_id=import_id)
    touched: list[KnownCompany | KnownContact] = [*shelf.touched_companies(), *shelf.touched_contacts()]
    old = [known.record.id for known in touched if known.has_mark]
    if old:
        ImportMark.objects.filter(import_id=import_id, record_id__in=ListOf(old)).delete()
    if touched:
        marks = ((import_id, known.record.id, known.outcome, known.stated) for known in touched)
        insert_values(ImportMark, ("import_id", "record_id", "outcome", "stated"), marks)


def settle_shelf(shelf: Shelf) -> None:
    """The end of a batch in a dry run: what was decided counts as written."""
    touched: list[KnownCompany | KnownContact] = [*shelf.touched_companies(), *shelf.touched_contacts()]
    for known in touched:
        known.settle()
