"""What an import's own batch is about to change on records that were there before it."""

from dealmecca.imports.engine.known import KnownCompany, KnownContact, Shelf
from dealmecca.imports.engine.ledger import Ledger
from dealmecca.imports.engine.tally import CREATED
from dealmecca.imports.undoing.images import Journal


def journal_of_batch(shelf: Shelf, ledger: Ledger, import_id: str) -> Journal:
    """Looks at them now; the caller writes the batch, then keeps the journal, in one transaction.

    Records that the import itself made need no image: their first line of history says so.
    """
    journal = Journal(import_id)
    companies = {known.record.pk for known in shelf.touched_companies() if _changes(known)}
    contacts = {known.record.pk for known in shelf.touched_contacts() if _changes(known)}
    told = {planned.about for planned in ledger.planned}
    with_roster = bool(told)
    for kind, record_id in told:
        known = shelf.companies.get(record_id) if kind == "company" else shelf.contacts.get(record_id)
        if known and not _is_own(known):
            (companies if kind == "company" else contacts).add(record_id)
    journal.look("company", sorted(companies), with_roster=with_roster)
    journal.look("contact", sorted(contacts), with_roster=with_roster)
    return journal


def _changes(known: KnownCompany | KnownContact) -> bool:
    return not _is_own(known) and known.write("") is not None


def _is_own(known: KnownCompany | KnownContact) -> bool:
    """Whether this import made it, in this batch or an earlier one."""
    return known.is_new or known.outcome == CREATED
