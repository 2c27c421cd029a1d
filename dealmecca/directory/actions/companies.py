"""Creating, editing and deleting one company."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.batches import CompanyWrite, prepare_company, save_batch
from dealmecca.directory.actions.changes import assign
from dealmecca.directory.cleaning import clean_company, domains_of
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain
from dealmecca.directory.permissions import (
    Actor,
    can_create_records,
    can_delete_records,
    can_edit_records,
    require,
)
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.search.actions import drop_lines

HIERARCHY = "company hierarchy"
DEEPEST = 20


@transaction.atomic
def create_company(*, actor: Actor, door: Door, values: Mapping[str, Any], batch: str = "") -> Company:
    """A new company from field values, `parent_id` (or None), `aliases` and `domains`. Raises ValidationError."""
    require(can_create_records(actor), "You may not add companies.")
    values = dict(values)
    parent_id = values.pop("parent_id", None)
    cleaned = clean_company({"name": "", **values})
    company = prepare_company(cleaned)
    if parent_id:
        company.parent = _parent(company, str(parent_id))
    write = CompanyWrite(company, True, new_aliases=cleaned.get("aliases", []), new_domains=domains_of(cleaned))
    save_batch(actor=actor, door=door, companies=[write], batch=batch)
    return company


@transaction.atomic
def edit_company(*, actor: Actor, door: Door, company: Company, values: Mapping[str, Any], batch: str = "") -> Company:
    """Change the given fields; `aliases` and `domains` replace the whole list. Raises ValidationError.

    Returns the company as it is now. Nothing different means nothing written, no history.
    """
    require(can_edit_records(actor), "You may not change companies.")
    values = dict(values)
    has_parent = "parent_id" in values
    parent_id = values.pop("parent_id", None)
    cleaned = clean_company(values)
    if has_parent:
        lock_until_commit(HIERARCHY)  # before the row, so that two moves cannot make a cycle between them
    company = _locked(company.pk)
    changes = assign(company, cleaned)
    if has_parent and (parent_id or None) != company.parent_id:
        old = company.parent
        company.parent = _parent(company, str(parent_id)) if parent_id else None
        changes["parent_id"] = (old.pk if old else None, company.parent_id)
        changes["parent"] = (old.name if old else "", company.parent.name if company.parent else "")
    write = CompanyWrite(company, False, changes)
    if "aliases" in cleaned:
        write.new_aliases = _replace(CompanyAlias, company, "name", cleaned["aliases"], changes, "aliases")
    if "domains" in cleaned:
        write.new_domains = _replace(CompanyDomain, company, "domain", cleaned["domains"], changes, "domains")
    elif "website" in changes:
        known = set(company.domains.values_list("domain", flat=True))
        write.new_domains = [domain for domain in domains_of(cleaned) if domain not in known]
    if changes or write.new_domains:
        save_batch(actor=actor, door=door, companies=[write], batch=batch)
    return company


@transaction.atomic
def delete_company(*, actor: Actor, door: Door, company: Company, batch: str = "") -> None:
    """Remove a company that nothing hangs on. Raises Conflict while it has people, offices, accounts or a past."""
    require(can_delete_records(actor), "Only moderators may delete companies. Report it to one.")
    lock_until_commit(HIERARCHY)
    company = _locked(company.pk)
    people, below = company.contacts.count(), company.children.count()
    if people or below:
        raise Conflict(
            f"{company.name} still has {people} {'person' if people == 1 else 'people'} and {below} "
            f"{'company' if below == 1 else 'companies'} below it. Move or delete those first."
        )
    entry = Entry("company", company.pk, Verb.DELETE, {"name": (company.name, "")}, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry], batch=batch)
    drop_lines("company", [company.pk])
    try:
        company.delete()
    except (ProtectedError, RestrictedError):
        raise Conflict(
            f"{company.name} stands in the careers of people, or in accounts and teams, so it stays: "
            "who worked where must not get lost."
        ) from None


def _locked(company_id: str) -> Company:
    try:
        return Company.objects.select_for_update(of=("self",)).select_related("parent").get(pk=company_id)
    except Company.DoesNotExist:
        raise Conflict("This company was deleted in the meantime.") from None


def _parent(company: Company, parent_id: str) -> Company:
    """The parent to be, after walking up from it: the company itself must not stand above. Raises ValidationError."""
    lock_until_commit(HIERARCHY)
    parent = Company.objects.filter(pk=parent_id.replace("\0", " ")).first()  # PostgreSQL takes no zero byte
    if parent is None:
        raise ValidationError({"parent_id": ["There is no such parent company."]})
    above: Company | None = parent
    for _ in range(DEEPEST):
        if above is None:
            return parent
        if above.pk == company.pk:
            own = f"{company.name} cannot be its own parent."
            below = f"{company.name} cannot be below {parent.name}, which is below it already."
            raise ValidationError({"parent_id": [own if parent.pk == company.pk else below]})
        above = Company.objects.filter(pk=above.parent_id).first() if above.parent_id else None
    if above is None:
        return parent
    raise ValidationError({"parent_id": [f"A hierarchy has at most {DEEPEST} levels."]})


def _replace(
    model: type[CompanyAlias] | type[CompanyDomain],
    company: Company,
    column: str,
    wanted: list[str],
    changes: dict[str, tuple[Any, Any]],
    field: str,
) -> list[str]:
    rows = model._default_manager.filter(company=company)
    known = list(rows.order_by("id").values_list(column, flat=True))
    if known == wanted or set(known) == set(wanted):
        return []
    rows.exclude(**{f"{column}__in": wanted}).delete()
    changes[field] = (known, wanted)
    return [item for item in wanted if item not in known]
