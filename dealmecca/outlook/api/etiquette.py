"""Etiquette as JSON."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic.alias_generators import to_camel

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.history.models import Door
from dealmecca.lib.problems import BadValues
from dealmecca.outlook import queries
from dealmecca.outlook.actions import etiquette
from dealmecca.outlook.queries import Advice
from dealmecca.outlook.schemas import NewRule, RuleAnswer, RuleListing, rule_answer

router = Router(tags=["Outlook"], by_alias=True)
AsOf = Annotated[date | None, Query(alias="asOf", description="As known to hold on that day; else today.")]


@router.get(
    "/companies/{company_id}/etiquette",
    response=RuleListing,
    operation_id="listEtiquette",
    summary="How to approach a company",
)
def list_etiquette(request: HttpRequest, company_id: str, as_of: AsOf = None) -> RuleListing:
    """With whom to start and to whom not to go first; of an agency, the rules that lead by way of it."""
    viewer = viewer_of(request)
    company = get_company(viewer=viewer, company_id=company_id)
    rules = queries.etiquette_for(viewer=viewer, company=company, day=as_of)
    return RuleListing(items=[rule_answer(advice) for advice in rules], next_cursor=None)


@router.post(
    "/companies/{company_id}/etiquette",
    response={201: RuleAnswer},
    operation_id="setEtiquette",
    summary="Set how to approach an account",
)
def set_etiquette(request: HttpRequest, company_id: str, values: NewRule) -> RuleAnswer:
    """Takes the place of the rule that held for the same agency, or for everyone."""
    viewer = viewer_of(request)
    company = get_company(viewer=viewer, company_id=company_id)
    given: dict[str, Any] = {"note": values.note or "", "source": values.source or "", "how": values.how or "OTHER"}
    for name, read, key in (
        ("agency", get_company, "company_id"),
        ("start_with", get_contact, "contact_id"),
        ("not_first_company", get_company, "company_id"),
        ("not_first_contact", get_contact, "contact_id"),
        ("asked_by", get_contact, "contact_id"),
    ):
        record_id = getattr(values, f"{name}_id")
        given[name] = _found(f"{name}_id", read, viewer=viewer, **{key: record_id}) if record_id else None
    rule = etiquette.set_rule(actor=viewer, door=Door.API, account=company, **given)
    return rule_answer(Advice(queries.get_rule(viewer=viewer, rule_id=rule.pk), timezone.localdate()))


@router.delete(
    "/etiquette/{rule_id}", response={204: None}, operation_id="endEtiquette", summary="End a rule of etiquette"
)
def end_etiquette(request: HttpRequest, rule_id: str) -> None:
    """It no longer holds, and stays in the account's past."""
    viewer = viewer_of(request)
    etiquette.end_rule(actor=viewer, door=Door.API, rule=queries.get_rule(viewer=viewer, rule_id=rule_id))


def _found(field: str, read: Callable[..., Any], **arguments: Any) -> Any:
    """A record that the body names. Raises BadValues: it is a wrong value, not a wrong address."""
    try:
        return read(**arguments)
    except ObjectDoesNotExist:
        raise BadValues([(to_camel(field), "There is nobody and nothing with this id.")]) from None
