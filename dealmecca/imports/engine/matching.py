"""Which record a row means, decided without changing anything.

Of several that fit, the oldest: the second run of a file must find what the first one found or made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dealmecca.imports.engine.known import CONTACT_BITS, KnownCompany, KnownContact, Shelf
from dealmecca.imports.engine.rows import CompanyCells, ContactCells
from dealmecca.lib.contact_points import domain_of, is_role_mailbox
from dealmecca.lib.person_names import names_compatible
from dealmecca.lib.places import Place, same_place

DEEPEST = 20


class Refused(Exception):
    """The row cannot be matched; `column` is a target such as "company.external_id", the message a sentence."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CompanyMatch:
    """`known` is None for a company that is not there yet. `offices` are all that the row may mean."""

    known: KnownCompany | None
    by_id: bool = False
    offices: tuple[KnownCompany, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactMatch:
    """`by_name` says that nothing but name and company made the match."""

    known: KnownContact | None
    by_name: bool = False


class Matcher:
    """`ids_alone` is --match external-id, for those sides of the file that have a column with record ids."""

    def __init__(self, shelf: Shelf, *, ids_alone: bool, company_ids: bool, contact_ids: bool) -> None:
        self.shelf = shelf
        self.trusts_ids = ids_alone
        self.companies_by_id = ids_alone and company_ids
        self.contacts_by_id = ids_alone and contact_ids

    def company(self, cells: CompanyCells) -> CompanyMatch:
        """Raises Refused."""
        if cells.external_id and (known := self.shelf.company_of_id.get(cells.external_id)):
            if not self.trusts_ids and self._is_someone_else(known, cells):
                raise Refused(
                    "company.external_id",
                    f"The record id {cells.external_id!r} belongs to {known.record.name}"
                    f"{f' in {known.record.city}' if known.record.city else ''}. Is this list numbered anew each time? "
                    "Then import it with a source of its own (--source), or with --match external-id if the ids hold.",
                )
            return CompanyMatch(known, by_id=True, offices=(known,))
        if self.companies_by_id and not cells.external_id:
            raise Refused(
                "company.external_id", "The company has no record id, and only record ids count in this import."
            )
        if not cells.key:
            raise Refused("company.external_id", f"There is no company with the record id {cells.external_id!r}.")
        if self.companies_by_id:
            return CompanyMatch(None)
        namesakes = [k for k in self.shelf.namesakes(cells.key) if not k.carries_another_id(cells.external_id)]
        if cells.place.city and cells.parent_key == cells.key:  # an office, whose parent is the company as a whole
            namesakes = [known for known in namesakes if not known.is_placeless]
        if self.trusts_ids:
            return self._exactly(namesakes, cells.place)
        return self.choose(namesakes, cells.place)

    def _exactly(self, namesakes: Sequence[KnownCompany], place: Place) -> CompanyMatch:
        """The company of that very place: where only ids count, nobody is put into an office that was not written."""
        for known in namesakes:
            is_placeless = not (place.city or place.state or place.country)
            if same_place(known.place, place) or (is_placeless and known.is_placeless):
                return CompanyMatch(known, offices=(known,))
        return CompanyMatch(None)

    def parent(self, cells: CompanyCells, company: KnownCompany | None) -> tuple[KnownCompany | None, bool]:
        """The company above this row's company, and whether it has yet to be made. Raises Refused for a cycle."""
        if not cells.parent_key:
            return None, False
        namesakes = self.shelf.namesakes(cells.parent_key)
        if cells.parent_key == cells.key:  # the company as a whole, unless the file numbers it itself
            namesakes = [k for k in namesakes if k.is_placeless and not k.external_ids and k is not company]
            return (namesakes[0], False) if namesakes else (None, False)
        parent = self.choose(namesakes, Place()).known
        if parent is None or parent is company:
            return None, parent is None
        if company and company.record.parent_id != parent.record.id:
            self._refuse_cycle(parent, company)
        return parent, False

    def _refuse_cycle(self, parent: KnownCompany, company: KnownCompany) -> None:
        above: KnownCompany | None = parent
        for _ in range(DEEPEST):
            if above is None:
                return
            if above is company:
                reason = f"{company.record.name} cannot be below {parent.record.name}, which is below it already."
                raise Refused("company.parent", reason)
            above = self.shelf.companies.get(above.record.parent_id or "")
        raise Refused("company.parent", f"A hierarchy has at most {DEEPEST} levels.")

    def choose(self, namesakes: Sequence[KnownCompany], place: Place) -> CompanyMatch:
        """Which of the companies of one name is meant by this place."""
        verdicts = [(known, same_place(known.place, place)) for known in namesakes]
        possible = tuple(known for known, verdict in verdicts if verdict is not False)
        if place.city:
            exact = tuple(known for known, verdict in verdicts if verdict)
            if exact:
                return CompanyMatch(exact[0], offices=exact)
            # A record without a city is this office only where there is no other it could be.
            only = possible[0] if len(namesakes) == 1 and possible else None
            return CompanyMatch(only, offices=(only,) if only else ())
        if not possible:
            return CompanyMatch(None)
        is_anywhere = not (place.state or place.country)
        best = min(
            possible,
            key=lambda known: (
                not (is_anywhere and known.is_placeless and not known.external_ids),
                not known.has_children,
                possible.index(known),
            ),
        )
        return CompanyMatch(best, offices=possible)

    def contact(self, cells: ContactCells, company: CompanyMatch | None) -> ContactMatch:
        """`company` is None for a row that names no company. Raises Refused."""
        if cells.external_id and (known := self.shelf.contact_of_id.get(cells.external_id)):
            if not self.trusts_ids and _is_other_person(known, cells):
                raise Refused(
                    "contact.external_id",
                    f"The record id {cells.external_id!r} belongs to {known.record.full_name} ({known.record.email}). "
                    "Is this list numbered anew each time? Then import it with a source of its own (--source), "
                    "or with --match external-id if the ids hold.",
                )
            return ContactMatch(known)
        if self.contacts_by_id and not cells.external_id:
            raise Refused(
                "contact.external_id", "The person has no record id, and only record ids count in this import."
            )
        if not cells.key:
            raise Refused("contact.external_id", f"There is no person with the record id {cells.external_id!r}.")
        if self.contacts_by_id:
            return ContactMatch(None)
        offices = [known.record.id for known in company.offices] if company else [""]
        speaks_for_one = cells.email_key and not is_role_mailbox(cells.email_key)
        if speaks_for_one and (known := self._by_email(cells, offices)):
            return ContactMatch(known)
        namesakes = [
            known
            for known in self.shelf.named(cells.key, offices)
            if not known.carries_another_id(cells.external_id) and not _is_colleague(known, cells)
        ]
        if not namesakes:
            return ContactMatch(None)
        first = company.known.record.id if company and company.known else ""
        best = min(
            namesakes,
            key=lambda known: (
                (known.record.company_id or "") != first,
                bool(known.record.email and not cells.email_key),
                known.record.id,
            ),
        )
        return ContactMatch(best, by_name=True)

    def _by_email(self, cells: ContactCells, offices: Sequence[str]) -> KnownContact | None:
        """The same address and a name that may be the same person's: exactly that name first, then here first."""
        names = cells.values["first_name"], cells.values["last_name"]
        found = [
            known
            for known in self.shelf.with_email(cells.email_key)
            if not known.carries_another_id(cells.external_id)
            and names_compatible(known.record.first_name, known.record.last_name, *names)
        ]
        return min(
            found,
            key=lambda known: (
                known.record.email_key != cells.email_key,  # whose it is now, before those who had it once
                known.record.name_key != cells.key,
                (known.record.company_id or "") not in offices,
                known.record.id,
            ),
            default=None,
        )

    def _is_someone_else(self, known: KnownCompany, cells: CompanyCells) -> bool:
        """Another name and another place under the same id: two lists that both count from 1."""
        if not cells.key or cells.key == known.record.name_key or cells.key in known.aliases.values():
            return False
        return same_place(known.place, cells.place) is False


def _is_other_person(known: KnownContact, cells: ContactCells) -> bool:
    if not cells.key or cells.key == known.record.name_key:
        return False
    record, values = known.record, cells.values
    if names_compatible(record.first_name, record.last_name, values["first_name"], values["last_name"]):
        return False
    return bool(cells.email_key and record.email_key and cells.email_key != record.email_key)


def _is_colleague(known: KnownContact, cells: ContactCells) -> bool:
    """Whether somebody of the same name at the same company is another person after all.

    Two own addresses on one domain are two people: john2@ is not john@. So are two own addresses in one file.
    """
    mine, theirs = cells.email_key, known.record.email_key
    if not mine or not theirs or mine == theirs or is_role_mailbox(mine) or is_role_mailbox(theirs):
        return False
    return bool(known.stated & CONTACT_BITS["email"]) or domain_of(mine) == domain_of(theirs)
