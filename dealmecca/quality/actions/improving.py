"""Judging all records again, and filling what a record states by itself; batch by batch, each a transaction."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from dealmecca.directory.actions import edit_company, edit_contact
from dealmecca.directory.actions.evidence import lock_records
from dealmecca.directory.actions.levels import refresh_levels
from dealmecca.directory.cleaning import clean_company, clean_contact
from dealmecca.directory.learning import Learnt, learnt_words
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.permissions import Actor, can_decide_on_reports, require

AT_ONCE = 500
_OF_TITLE = ("seniority", "department")
_CONTROLLED = ("industry", "size", "company_type")
_PLACE = ("city", "state", "country")


def judge_everything(*, actor: Actor) -> int:
    """Returns how many records had another level, score or date."""
    require(can_decide_on_reports(actor), "Only moderators judge all records again.")
    count = 0
    for model in (Company, Contact):
        for ids in _ids(model):
            with transaction.atomic():
                is_person = model is Contact
                companies, contacts = lock_records(
                    company_ids=[] if is_person else ids, contact_ids=ids if is_person else []
                )
                count += refresh_levels(companies=companies, contacts=contacts, with_lines=True)
    return count


def read_off_everything(*, actor: Actor) -> tuple[int, int]:
    """Fill what the title, the location or a word that is known by now says; how many (people, companies) changed."""
    require(can_decide_on_reports(actor), "Only moderators improve all records.")
    done, learnt = [0, 0], learnt_words()
    for ids in _ids(Contact):
        for contact in Contact.objects.standing().filter(pk__in=ids).order_by("pk"):
            if values := _stated_by(contact, learnt):
                done[0] += _edit(edit_contact, actor=actor, contact=contact, values=values)
    for ids in _ids(Company):
        for company in Company.objects.filter(pk__in=ids).order_by("pk"):
            if values := _stated_of(company, learnt):
                done[1] += _edit(edit_company, actor=actor, company=company, values=values)
    return done[0], done[1]


def _edit(edit: Any, **given: Any) -> int:
    try:
        edit(door=Door.CLI, **given)
    except Conflict:
        return 0  # moved or deleted meanwhile: the next run sees it as it is then
    return 1


def _stated_by(contact: Contact, learnt: Learnt) -> dict[str, str]:
    missing = [name for name in _OF_TITLE if not getattr(contact, name)]
    if not missing or not (contact.title or contact.seniority_text or contact.department_text):
        return {}
    texts = {name: getattr(contact, f"{name}_text") for name in missing}
    cleaned = clean_contact({"title": contact.title, **texts}, learnt=learnt)
    return {name: cleaned[name] for name in missing if cleaned.get(name)}


def _stated_of(company: Company, learnt: Learnt) -> dict[str, str]:
    texts = {name: getattr(company, f"{name}_text") for name in _CONTROLLED if not getattr(company, name)}
    texts = {name: text for name, text in texts.items() if text}
    has_place = any(getattr(company, name) for name in _PLACE)
    if company.location and not has_place:
        texts["location"] = company.location
    if not texts:
        return {}
    cleaned = clean_company(texts, learnt=learnt)
    return {name: cleaned[name] for name in (*texts, *_PLACE) if cleaned.get(name) and name != "location"}


def _ids(model: type[Company] | type[Contact]) -> Iterator[list[str]]:
    last = ""
    while ids := list(model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield ids
        last = ids[-1]
