"""Recording how an account wants to be approached: a new rule takes the place of the old, which stays in the past."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Door
from dealmecca.outlook.models import RoutingRule
from dealmecca.outlook.permissions import Actor, can_edit_outlook, require
from dealmecca.roster.actions.days import checked_day
from dealmecca.roster.actions.telling import tell
from dealmecca.roster.vocabularies import HOW

LONGEST_NOTE = 280


@transaction.atomic
def set_rule(
    *,
    actor: Actor,
    door: Door,
    account: Company,
    agency: Company | None = None,
    start_with: Contact | None = None,
    not_first_company: Company | None = None,
    not_first_contact: Contact | None = None,
    asked_by: Contact | None = None,
    note: str = "",
    source: str = "",
    how: str = "OTHER",
    since: date | None = None,
    batch: str = "",
) -> RoutingRule:
    """How to approach the account; with `agency` only by way of that agency. Ends the rule that held until now.

    The same again gives the one that is there. Raises ValidationError.
    """
    require(can_edit_outlook(actor), "You may not record etiquette.")
    note, source = (" ".join(text.replace("\0", " ").split()) for text in (note, source))
    first = checked_day("since", since) if since else timezone.localdate()
    _check(account, agency, start_with, not_first_company, not_first_contact, note)
    lock_companies({account.pk, agency.pk if agency else None, not_first_company.pk if not_first_company else None})
    position = Position.objects.filter(contact=start_with, until=None).first() if start_with else None
    if start_with and position is None:
        raise ValidationError({"start_with_id": [f"Record first where {start_with.full_name} works."]})
    now = timezone.now()
    row = RoutingRule(
        account=account, agency=agency, start_with=start_with, position=position, not_first_company=not_first_company,
        not_first_contact=not_first_contact, asked_by=asked_by, note=note, source=source[:255],
        how=HOW.resolve(how) or "OTHER", since=first, is_since_known=since is not None, recorded_by=actor,
        recorded_at=now,
    )  # fmt: skip
    there = RoutingRule.objects.filter(account=account, agency=agency, until=None).select_related(
        "account", "start_with", "not_first_company", "not_first_contact", "asked_by"
    ).first()  # fmt: skip
    if there:
        if _content(there) == _content(row):
            return there
        row.since = max(first, there.since)
        RoutingRule.objects.filter(pk=there.pk).update(until=row.since)
    row.save(force_insert=True)
    _tell(row, told(there) if there else "", told(row), actor, door, now, batch)
    return row


@transaction.atomic
def end_rule(*, actor: Actor, door: Door, rule: RoutingRule) -> None:
    """It no longer holds. Twice is once."""
    require(can_edit_outlook(actor), "You may not end etiquette.")
    lock_companies({rule.account_id})
    row = RoutingRule.objects.select_related(
        "account", "agency", "start_with", "not_first_company", "not_first_contact", "asked_by"
    ).get(pk=rule.pk)
    if row.until:
        return
    now = timezone.now()
    RoutingRule.objects.filter(pk=row.pk).update(until=max(timezone.localdate(now), row.since))
    _tell(row, told(row), "", actor, door, now, "")


def told(rule: RoutingRule) -> str:
    """The rule in one line, as history tells it."""
    not_first = rule.not_first_company or rule.not_first_contact
    wish = f"asked by {rule.asked_by.full_name}" if rule.asked_by else ""
    parts = [
        f"start with {rule.start_with.full_name}" if rule.start_with else "",
        f"not first to {not_first}" if not_first else "",
        wish,
        rule.note,
    ]
    return "; ".join(part for part in parts if part)


def _check(
    account: Company,
    agency: Company | None,
    start_with: Contact | None,
    not_first_company: Company | None,
    not_first_contact: Contact | None,
    note: str,
) -> None:
    problems: dict[str, list[str]] = {}
    if agency and agency.pk == account.pk:
        problems["agency_id"] = ["An agency and its client are two companies."]
    if not_first_company and not_first_contact:
        problems["not_first_contact_id"] = ["Name a company or a person not to go to first, not both."]
    if start_with and not_first_contact and start_with.pk == not_first_contact.pk:
        problems["not_first_contact_id"] = ["This is the person to start with."]
    if len(note) > LONGEST_NOTE:
        problems["note"] = [f"At most {LONGEST_NOTE} characters."]
    if not (start_with or not_first_company or not_first_contact or note):
        problems["start_with_id"] = ["Say with whom to start, to whom not to go first, or what else to know."]
    if problems:
        raise ValidationError(problems)


def _content(rule: RoutingRule) -> tuple[object, ...]:
    return (
        rule.start_with_id, rule.position_id, rule.not_first_company_id, rule.not_first_contact_id, rule.asked_by_id,
        rule.note, rule.source, rule.how,
    )  # fmt: skip


def _tell(rule: RoutingRule, old: str, new: str, actor: Actor, door: Door, now: datetime, batch: str) -> None:
    what = f"Etiquette by way of {rule.agency.name}" if rule.agency else "Etiquette"
    tell(actor=actor, door=door, at=now, told=[("company", rule.account_id, what, old, new)], batch=batch)
