"""Loading what a batch of rows may mean: a fixed number of queries, however many rows."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from dealmecca.database.lists import ListOf
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact, ExternalId, FormerEmail
from dealmecca.imports.engine.known import KnownCompany, KnownContact, Shelf
from dealmecca.imports.engine.matching import DEEPEST
from dealmecca.imports.engine.names import Names, mailbox_key
from dealmecca.imports.engine.rows import FileRow
from dealmecca.imports.models import ImportMark


class Lookups:
    """Fills a shelf. `import_id` "" means a run without marks (a dry run); `has_lock` locks what is loaded."""

    def __init__(self, shelf: Shelf, *, names: Names, source: str, import_id: str, has_lock: bool) -> None:
        self.shelf = shelf
        self.names = names
        self.source = source
        self.import_id = import_id
        self.has_lock = has_lock

    def load(self, rows: Sequence[FileRow]) -> None:
        self.names.load(rows)
        self._load_companies(rows)
        self._load_contacts(rows)

    def load_marks(self) -> None:
        """What earlier batches of this run did with the records at hand."""
        everyone: list[KnownCompany | KnownContact] = [*self.shelf.companies.values(), *self.shelf.contacts.values()]
        fresh = [known for known in everyone if not known.outcome]
        by_id = {known.record.pk: known for known in fresh}
        marks = ImportMark.objects.filter(import_id=self.import_id, record_id__in=list(by_id))
        for record_id, outcome, stated in marks.values_list("record_id", "outcome", "stated"):
            known = by_id[record_id]
            known.outcome, known.stated, known.has_mark = outcome, stated, True

    def _load_companies(self, rows: Sequence[FileRow]) -> None:
        cells = [row.company for row in rows if row.company]
        mentions = [mention for row in rows for statement in row.statements for mention in statement.mentions]
        if not cells and not mentions:
            return
        keys = {cell.key for cell in cells if cell.key} | {cell.parent_key for cell in cells if cell.parent_key}
        keys |= {mention.key for mention in mentions}
        values = {cell.external_id for cell in cells if cell.external_id}
        domains = {mention.domain for mention in mentions if mention.domain}
        ids = self.names.decided_ids("company")
        if domains:
            ids.update(CompanyDomain.objects.filter(domain__in=ListOf(domains)).values_list("company_id", flat=True))
        if values:
            ids.update(
                self._external_ids("company").filter(value__in=ListOf(values)).values_list("company_id", flat=True)
            )
        ids.update(Company.objects.filter(name_key__in=ListOf(keys)).values_list("pk", flat=True))
        ids.update(CompanyAlias.objects.filter(name_key__in=ListOf(keys)).values_list("company_id", flat=True))
        ids -= set(self.shelf.companies)
        loaded = self._companies(ids, has_lock=self.has_lock)
        if values and ids:
            for company_id, value in (
                self._external_ids("company").filter(company_id__in=ListOf(ids)).values_list("company_id", "value")
            ):
                loaded[company_id].external_ids.add(value)
        for known in loaded.values():
            self.shelf.add_company(known)
        if any(cell.parent_key for cell in cells):
            self._load_ancestors(loaded.values())
        self._note_parents(keys)

    def _companies(self, ids: set[str], *, has_lock: bool = False) -> dict[str, KnownCompany]:
        """Companies by id with their other names and domains."""
        if not ids:
            return {}
        companies = Company.objects.filter(pk__in=ListOf(ids)).order_by("pk")
        if has_lock:
            companies = companies.select_for_update(no_key=True, of=("self",))
        loaded = {company.pk: KnownCompany(record=company) for company in companies}
        aliases = CompanyAlias.objects.filter(company_id__in=ListOf(loaded)).order_by("pk")
        for company_id, name, key in aliases.values_list("company_id", "name", "name_key"):
            loaded[company_id].aliases[name] = key
        for company_id, domain in CompanyDomain.objects.filter(company_id__in=ListOf(loaded)).values_list(
            "company_id", "domain"
        ):
            loaded[company_id].domains.add(domain)
        return loaded

    def _load_ancestors(self, companies: Iterable[KnownCompany]) -> None:
        """Everything above these companies, level by level, so that a cycle can be seen without asking again."""
        above = {k.record.parent_id for k in companies if k.record.parent_id} - set(self.shelf.companies)
        for _ in range(DEEPEST):
            if not above:
                return
            level = self._companies({company_id for company_id in above if company_id})
            for known in level.values():
                self.shelf.add_company(known)
            above = {k.record.parent_id for k in level.values() if k.record.parent_id} - set(self.shelf.companies)

    def _note_parents(self, keys: Iterable[str]) -> None:
        """Which of several namesakes stand above others; asked only where it may decide."""
        groups = [found for key in keys if len(found := self.shelf.namesakes(key)) > 1]
        undecided = {k.record.pk: k for found in groups for k in found if not k.is_new and not k.has_children}
        if undecided:
            parents = (
                Company.objects.filter(parent_id__in=list(undecided)).order_by().values_list("parent_id", flat=True)
            )
            for company_id in parents.distinct():
                undecided[str(company_id)].has_children = True

    def _load_contacts(self, rows: Sequence[FileRow]) -> None:
        cells = [row.contact for row in rows if row.contact]
        said = [statement for row in rows for statement in row.statements]
        people = [statement.person for statement in said if statement.person]
        by_id = {statement.contact_id for statement in said if statement.contact_id}
        if not cells and not people and not by_id:
            return
        values = {cell.external_id for cell in cells if cell.external_id}
        emails = {each for each in (*(c.email_key for c in cells), *(p.email for p in people)) if each}
        names = {key for person in people for key in (person.key, mailbox_key(person.email)) if key}
        ids = by_id | self.names.decided_ids("contact")
        if names:
            ids.update(Contact.objects.filter(name_key__in=ListOf(names)).values_list("pk", flat=True))
        if values:
            ids.update(
                self._external_ids("contact").filter(value__in=ListOf(values)).values_list("contact_id", flat=True)
            )
        if emails:
            # The exclusion is the condition of the index: PostgreSQL does not infer it from a long list.
            found = Contact.objects.exclude(email_key="").filter(email_key__in=ListOf(emails))
            ids.update(found.values_list("pk", flat=True))
        former = FormerEmail.objects.filter(email_key__in=ListOf(emails)) if emails else FormerEmail.objects.none()
        had = list(former.values_list("contact_id", "email_key"))
        ids.update(contact_id for contact_id, _ in had)
        ids.update(self._namesakes(rows))
        ids -= set(self.shelf.contacts)
        if not ids:
            return
        contacts = Contact.objects.standing().filter(pk__in=ListOf(ids)).select_related("company").order_by("pk")
        if self.has_lock:
            contacts = contacts.select_for_update(of=("self",))
        loaded = {contact.pk: KnownContact(record=contact) for contact in contacts}
        if values:
            for contact_id, value in (
                self._external_ids("contact").filter(contact_id__in=ListOf(loaded)).values_list("contact_id", "value")
            ):
                loaded[contact_id].external_ids.add(value)
        for contact_id, email_key in had:
            if contact_id in loaded:
                loaded[contact_id].former_emails.add(email_key)
        for known in loaded.values():
            self.shelf.add_contact(known)

    def _namesakes(self, rows: Sequence[FileRow]) -> Iterable[str]:
        """Ids of people with the names of these rows who are at a company that the rows may mean, or at none."""
        keys = {row.contact.key for row in rows if row.contact and row.contact.key}
        stored = Contact.objects.filter(name_key__in=ListOf(keys)).order_by().values_list("pk", "company_id")
        return [pk for pk, company_id in stored if company_id is None or company_id in self.shelf.companies]

    def _external_ids(self, kind: str) -> QuerySet[ExternalId]:
        return ExternalId.objects.filter(source=self.source, **{f"{kind}__isnull": False})
