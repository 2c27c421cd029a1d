"""Records for tests, made through the directory's own actions so that history and search lines are there too."""

from datetime import date
from typing import Any

from dealmecca.accounts.viewers import operator
from dealmecca.directory.actions import create_company, create_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.roster.actions.handlings import record_handling
from dealmecca.roster.actions.partnerships import record_partnership
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.models import Handling, Partnership
from dealmecca.roster.queries import find_duty


def make_company(name: str = "Halden & Pike", **values: Any) -> Company:
    """A company; `parent` may be a Company."""
    if "parent" in values:
        values["parent_id"] = values.pop("parent").pk
    return create_company(actor=None, door=Door.SYSTEM, values={"name": name, **values})


def make_contact(full_name: str = "Maren Oduya", company: Company | None = None, **values: Any) -> Contact:
    """A contact; first and last name from `full_name`."""
    first, _, last = full_name.rpartition(" ")
    names = {"first_name": first or last, "last_name": last if first else ""}
    company_id = company.pk if company else None
    return create_contact(actor=None, door=Door.SYSTEM, values={**names, "company_id": company_id, **values})


def make_contacts(count: int, company: Company | None = None, **values: Any) -> list[Contact]:
    """`count` different people."""
    return [make_contact(f"Person{number:03} Example", company, **values) for number in range(count)]


def make_handling(contact: Contact, account: Company, duty: str = "CTV", **values: Any) -> Handling:
    """Said by the operator; `actor` says it instead. `duty` is a word for one."""
    found = find_duty(viewer=operator(), text=duty)
    assert found, duty
    given = {"actor": None, "door": Door.SYSTEM, **values}
    return record_handling(contact=contact, account=account, duty=found, **given)


def make_partnership(agency: Company, advertiser: Company, **values: Any) -> Partnership:
    given = {"actor": None, "door": Door.SYSTEM, "discipline": "MEDIA", "market": "US", "is_aor": True, **values}
    return record_partnership(agency=agency, advertiser=advertiser, **given)


def report_to(contact: Contact, manager: Contact | None, since: date | None = None) -> None:
    set_manager(actor=None, door=Door.SYSTEM, contact=contact, manager=manager, since=since)
