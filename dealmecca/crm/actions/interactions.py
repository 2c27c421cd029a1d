"""Logging what happened between a seller and people, correcting it, taking it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.lead_scores import store_scores
from dealmecca.crm.actions.rows import (
    delete,
    just_written,
    locked,
    locked_company,
    locked_contacts,
    one_at_a_time,
    restore,
)
from dealmecca.crm.models import Interaction, InteractionContact
from dealmecca.crm.permissions import can_change_words, can_keep_records, require
from dealmecca.crm.vocabularies import INTERACTION_KIND, OUTCOME
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.lib.written_text import cleaned_text

LONGEST = 5_000
MOST_PEOPLE = 20
SLACK = timedelta(minutes=10)  # clocks differ
MINE = "Only who logged this may change it."


@transaction.atomic
def log_interaction(
    *,
    actor: User,
    text: str,
    kind: str = "OTHER",
    outcome: str = "",
    happened_at: datetime | None = None,
    contacts: Sequence[Contact] = (),
    company: Company | None = None,
) -> tuple[Interaction, bool]:
    """The interaction, and whether it is new: the same within half a minute is one. Raises ValidationError.

    It belongs to the actor's team, when they are in one.
    """
    require(can_keep_records(actor), "You may not log interactions.")
    one_at_a_time(actor)
    row = Interaction(user=actor, sales_team_id=actor.sales_team_id)
    _set(row, {"text": text, "kind": kind, "outcome": outcome, "happened_at": happened_at or timezone.now()})
    if not contacts and company is None:
        raise ValidationError({"contact_ids": ["Say with whom: people, a company, or both."]})
    twin = _twin(row, actor, contacts, company)
    if twin:
        return twin, False
    _set_company(row, company)
    row.save(force_insert=True)
    _attach(row, contacts)
    store_scores(user=actor, contacts=[contact.pk for contact in contacts])
    return row, True


@transaction.atomic
def edit_interaction(*, actor: User, interaction: Interaction, values: Mapping[str, Any]) -> Interaction:
    """Change `kind`, `outcome`, `text`, `happened_at`, `contacts` or `company`, those that are given."""
    row = locked(Interaction.objects.all(), actor, interaction)
    require(can_change_words(actor, row), MINE)
    values = dict(values)
    contacts = values.pop("contacts", None)
    before = set(row.people.exclude(contact=None).values_list("contact_id", flat=True))
    if "company" in values:
        _set_company(row, values.pop("company"))
    _set(row, values)
    if contacts is not None:
        kept = {contact.pk for contact in contacts}
        if not kept and not row.company_name:
            raise ValidationError({"contact_ids": ["Say with whom: people, a company, or both."]})
        row.people.exclude(contact=None).exclude(contact__in=kept).delete()
        _attach(row, [contact for contact in contacts if contact.pk not in before])
        before |= kept
    elif not row.company_name and not row.people.exists():
        raise ValidationError({"company_id": ["Say with whom: people, a company, or both."]})
    row.updated_at = timezone.now()
    row.save()
    store_scores(user=actor, contacts=sorted(before))
    return row


@transaction.atomic
def delete_interaction(*, actor: User, interaction: Interaction) -> None:
    """Hidden at once; `restore_interaction` takes it back within a day. Its follow-ups stay."""
    row = locked(Interaction.objects.all(), actor, interaction)
    require(can_change_words(actor, row), MINE)
    delete(row)
    _score_again(row, actor)


@transaction.atomic
def restore_interaction(*, actor: User, interaction: Interaction) -> None:
    row = locked(Interaction.objects.all(), actor, interaction, is_deleted=True)
    require(can_change_words(actor, row), MINE)
    restore(row)
    _score_again(row, actor)


def _score_again(row: Interaction, actor: User) -> None:
    store_scores(user=actor, contacts=list(row.people.exclude(contact=None).values_list("contact_id", flat=True)))


def _set(row: Interaction, values: Mapping[str, Any]) -> None:
    problems: dict[str, list[str]] = {}
    if "text" in values:
        row.text = cleaned_text(values["text"], "text", LONGEST)
    for name, vocabulary in (("kind", INTERACTION_KIND), ("outcome", OUTCOME)):
        if name in values:
            code = vocabulary.resolve(values[name]) if values[name] else ""
            if code is None or (name == "kind" and not code):
                problems[name] = [f"Known are {', '.join(vocabulary.codes)}."]
            setattr(row, name, code)
    if "happened_at" in values:
        row.happened_at = values["happened_at"]
        if not row.happened_at.year >= 2000 or row.happened_at > timezone.now() + SLACK:
            problems["happened_at"] = ["Log what has happened; what is to come is a follow-up."]
    if problems:
        raise ValidationError(problems)


def _set_company(row: Interaction, company: Company | None) -> None:
    there = locked_company(company)
    row.company, row.company_name = there, there.name[:255] if there else ""


def _attach(row: Interaction, contacts: Sequence[Contact]) -> None:
    """With the job each had when it happened."""
    people = locked_contacts(contacts)
    if row.people.count() + len(people) > MOST_PEOPLE:
        raise ValidationError({"contact_ids": [f"At most {MOST_PEOPLE} people."]})
    day = timezone.localdate(row.happened_at)
    held = Position.objects.filter(contact__in=people).on(day).select_related("company").order_by("since")
    jobs = {job.contact_id: job for job in held} if people else {}
    rows = []
    for person in people:
        job = jobs.get(person.pk)
        company = job.company if job else person.company
        rows.append(
            InteractionContact(
                interaction=row, contact=person, contact_name=person.full_name[:255], position=job,
                title=job.title if job else person.title, company=company,
                company_name=company.name if company else "",
            )
        )  # fmt: skip
    InteractionContact.objects.bulk_create(rows)


def _twin(row: Interaction, actor: User, contacts: Sequence[Contact], company: Company | None) -> Interaction | None:
    found = just_written(Interaction.objects.all(), actor).filter(
        text=row.text, kind=row.kind, outcome=row.outcome, company=company
    )
    wanted = {contact.pk for contact in contacts}
    for one in found.prefetch_related("people"):
        if {person.contact_id for person in one.people.all()} == wanted:
            return one
    return None
