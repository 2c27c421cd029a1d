"""Filling an empty directory with demo data, making it anew, and the three log-ins that go with it."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from dealmecca.accounts.models import Role, SubscriptionTier, User
from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions import CompanyWrite, ContactWrite, save_batch
from dealmecca.directory.actions.batches import prepare_company
from dealmecca.directory.models import Company, Contact, ExternalId
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Change, Door, Verb
from dealmecca.lib.company_names import company_key
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.person_names import person_key
from dealmecca.operations.demo.crm import work_for
from dealmecca.operations.demo.dataset import make_directory
from dealmecca.operations.demo.events import make_events
from dealmecca.operations.demo.follows import follow_heroes
from dealmecca.operations.demo.forum import make_forum
from dealmecca.operations.demo.heroes import HERO_PEOPLE
from dealmecca.operations.demo.outlook import make_outlook
from dealmecca.operations.demo.quality_weeks import write_weeks
from dealmecca.operations.demo.roster import make_roster
from dealmecca.operations.demo.rows import REFERENCE, CompanyRow, ContactRow
from dealmecca.operations.demo.sales_team import forget_what_was_told, give_demo_plan, seat_demo_team
from dealmecca.operations.demo.tables import Report, clear_tables, write_news, write_roster
from dealmecca.operations.demo.trust import raised
from dealmecca.operations.demo.trust_words import TrustMaker
from dealmecca.operations.queries import DEMO, demo_batch, directory_is_empty, records_that_are_no_demo_data
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.search.actions import clear_lines

DEMO_PASSWORD = "mecca-demo-2026"  # known to everybody: there is nothing behind it but invented people
AT_ONCE = 2_000

# Rows come in the form that the directory's cleaning gives (a test holds them to it): they are not cleaned again.
_COMPANY_COLUMNS = [
    column.name
    for column in fields(CompanyRow)
    if column.name not in ("parent_id", "domains", "aliases", "people_weight")
]
_CONTACT_COLUMNS = [column.name for column in fields(ContactRow) if column.name != "company_id"]

Row = TypeVar("Row", CompanyRow, ContactRow)


SELLER = "pro@demo.example"  # whose days are there already


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    email: str
    name: str
    role: Role
    tier: SubscriptionTier


DEMO_SIGN_INS = (
    DemoSignIn("admin@demo.example", "Avery Fairbairn", Role.ADMIN, SubscriptionTier.TEAM),
    DemoSignIn(SELLER, "Dana Whitfield", Role.MEMBER, SubscriptionTier.PRO),
    DemoSignIn("free@demo.example", "Felix Harlan", Role.MEMBER, SubscriptionTier.FREE),
)


LOOKED_THROUGH = 20_000  # people among whom the demo looks for duplicates at once; more are left to the timed job


def _say_nothing(phase: str, done: int, total: int) -> None:
    pass


@transaction.atomic
def make_demo_data(*, companies: int, contacts: int, seed: int, report: Report = _say_nothing) -> bool:
    """Fill the directory with demo data; False when this very data is there already.

    Other demo data is replaced. All of it or nothing, in one transaction. `report` hears (phase, done, total).
    Raises Conflict in production and when the directory holds anything that is no demo data; ValueError for numbers
    that make no sense.
    """
    if settings.PRODUCTION:
        raise Conflict("Demo data is for development and demonstrations. This is production: nothing was changed.")
    lock_until_commit("demo data")
    wanted, present = f"{DEMO}{companies}-{contacts}-{seed}", demo_batch()
    if present == wanted and not directory_is_empty():
        return False
    _refuse_real_data()
    report("inventing", 0, companies + contacts)
    directory = make_directory(companies=companies, contacts=contacts, seed=seed)
    roster = make_roster(directory, seed=seed)
    report("inventing", companies + contacts, companies + contacts)
    gc.freeze()  # these rows stay to the end: the collector need not look through them again and again
    if present:
        report("clearing", 0, 1)
        _clear_directory()
        report("clearing", 1, 1)
    _write(directory.companies, directory.contacts, TrustMaker(seed), wanted, report)
    write_roster(roster, report)
    write_news(roster.news, wanted, report)
    report("planning", 0, 1)
    make_outlook(companies=list(Company.objects.order_by("pk")), contacts=_heroes(), seed=seed, batch=wanted)
    Change.objects.filter(batch=wanted, at__gt=REFERENCE).update(at=REFERENCE - timedelta(days=40))  # not today
    write_weeks()
    if contacts <= LOOKED_THROUGH:
        fill_queue(actor=None)
    report("planning", 1, 1)
    gc.unfreeze()
    return True


@transaction.atomic
def make_demo_sign_ins() -> None:
    """The three log-ins and a colleague, as documented, whatever was changed since. Raises Conflict in production."""
    if settings.PRODUCTION:
        raise Conflict("The demo's log-ins have a public password. This is production: nothing was changed.")
    begun = timezone.now()
    for sign_in in DEMO_SIGN_INS:
        user = User.objects.filter(email__iexact=sign_in.email).first()
        if user is None:
            user = User.objects.create_user(sign_in.email, DEMO_PASSWORD)
        user.name, user.role, user.is_active = sign_in.name, sign_in.role, True
        if not user.check_password(DEMO_PASSWORD):
            user.set_password(DEMO_PASSWORD)
        user.save()
        EmailAddress.objects.update_or_create(
            user=user, email=sign_in.email, defaults={"verified": True, "primary": True}
        )
        give_demo_plan(user, sign_in.tier)
        follow_heroes(user)
        if sign_in.email == SELLER:
            work_for(user)
    seat_demo_team(User.objects.get(email="pro@demo.example"))
    if demo_batch():  # never among companies of somebody's own
        make_events(User.objects.get(email=SELLER), User.objects.get(email=DEMO_SIGN_INS[0].email))
        make_forum()
    forget_what_was_told(since=begun)


def _heroes() -> list[Contact]:
    return list(Contact.objects.filter(last_name__in={hero.last_name for hero in HERO_PEOPLE}).order_by("pk"))


def _refuse_real_data() -> None:
    found = [f"{count:,} {noun}" for noun, count in records_that_are_no_demo_data().items()]
    if found:
        raise Conflict(
            f"The database holds {', '.join(found)} that are no demo data: nothing was changed. Demo data needs a "
            "database of its own: set DATABASE_URL to another one, such as sqlite:///demo.db."
        )


def _clear_directory() -> None:
    """Everything in directory and roster, which is known to be demo data, with its search lines and its history."""
    clear_lines("contact")
    clear_lines("company")
    ExternalId.objects.all().delete()
    try:
        clear_tables()
        Contact.objects.all().delete()
        Company.objects.update(parent=None)
        Company.objects.all().delete()
    except (ProtectedError, RestrictedError) as error:
        records = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        held = sorted({str(record._meta.verbose_name_plural) for record in records})
        raise Conflict(
            f"The demo data cannot be made anew: {', '.join(held)} that were added since depend on it. Start with an "
            "empty database instead."
        ) from None
    Change.objects.filter(record_kind__in=["company", "contact"]).delete()


def _write(
    company_rows: Sequence[CompanyRow],
    contact_rows: Sequence[ContactRow],
    trust: TrustMaker,
    batch: str,
    report: Report,
) -> None:
    companies: dict[str, Company] = {}
    report("companies", 0, len(company_rows))
    for rows in _chunks(company_rows):
        writes = []
        for row in rows:
            company_write = _company_write(row, companies.get(row.parent_id or ""))
            company_write.evidence = trust.words(company_write.company, row)
            companies[row.id] = company_write.company
            writes.append(company_write)
        save_batch(actor=None, door=Door.SYSTEM, companies=writes, batch=batch)
        record_changes(actor=None, door=Door.SYSTEM, entries=_raises("company", rows), batch=batch)
        report("companies", len(companies), len(company_rows))
    done = 0
    report("people", 0, len(contact_rows))
    for people in _chunks(contact_rows):
        contacts = [ContactWrite(_contact(row, companies.get(row.company_id or "")), is_new=True) for row in people]
        for person, contact_write in zip(people, contacts, strict=True):
            contact_write.evidence = trust.words(contact_write.contact, person)
        save_batch(actor=None, door=Door.SYSTEM, contacts=contacts, batch=batch, positions_follow=False)
        record_changes(actor=None, door=Door.SYSTEM, entries=_raises("contact", people), batch=batch)
        done += len(people)
        report("people", done, len(contact_rows))


def _raises(kind: str, rows: Sequence[CompanyRow] | Sequence[ContactRow]) -> Iterator[Entry]:
    """What the last change of each record was: its level went up by one."""
    for key, level, at in raised(rows):
        yield Entry(kind, key, Verb.EDIT, {"verification_level": (level - 1, level)}, at)


def _chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _company_write(row: CompanyRow, parent: Company | None) -> CompanyWrite:
    values = {name: getattr(row, name) for name in _COMPANY_COLUMNS}
    company = prepare_company({**values, "name_key": company_key(row.name)[:255]}, parent)
    return CompanyWrite(company, is_new=True, new_aliases=list(row.aliases), new_domains=list(row.domains))


def _contact(row: ContactRow, company: Company | None) -> Contact:
    values = {name: getattr(row, name) for name in _CONTACT_COLUMNS}
    name_key = person_key(row.first_name, row.last_name)[:255]
    return Contact(**values, name_key=name_key, email_key=row.email.lower(), company=company)
