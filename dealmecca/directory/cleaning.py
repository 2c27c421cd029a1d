"""What comes in at any door, checked and put into the directory's form; one validator behind form, API and import."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from dealmecca.directory.learning import Learnt, learn_place, meaning
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import CONTROLLED, department_in_title, seniority_in_title
from dealmecca.directory.vocabularies.companies import range_of
from dealmecca.lib.company_names import company_key
from dealmecca.lib.contact_points import clean_email, clean_phone, clean_url, domain_of
from dealmecca.lib.person_names import person_key
from dealmecca.lib.places import split_location
from dealmecca.lib.visible_text import is_text, without_invisible

MULTI_LINE = {"description"}
URLS = {"website", "logo_url", "linkedin_url", "twitter_url", "facebook_url", "personal_website"}
COMPUTED = {"verification_score", "data_quality_score"}
COMPANY_FIELDS = (
    "name", "website", "description", "industry", "industry_text", "size", "size_text", "company_type",
    "company_type_text", "location", "address", "postal_code", "city", "state", "country", "phone", "logo_url",
    "linkedin_url", "twitter_url", "facebook_url",
)  # fmt: skip
CONTACT_FIELDS = (
    "first_name", "last_name", "email", "phone", "title", "department", "department_text", "seniority",
    "seniority_text", "linkedin_url", "twitter_url", "personal_website",
)  # fmt: skip
_GROUPS = re.compile(r"(?<=\d)[,.'’ \u00a0](?=\d{3}(?!\d))")  # 1,250 and 1.250 and 1'250
SEVERAL = 50  # aliases or domains one company may have


def clean_company(values: Mapping[str, Any], *, learnt: Learnt | None = None) -> dict[str, Any]:
    """The given fields of a company, normalised, with `name_key` when a name is among them.

    Only fields in `values` come back, plus those that follow from them (city from location). `aliases` and `domains`
    are lists of text. `learnt` spares who cleans many the question to the database what unknown words mean.
    Raises ValidationError: {field: [sentences]}, also for a field that may not be written.
    """
    cleaned = _clean(Company, "company", COMPANY_FIELDS, values, learnt, extra={"aliases", "domains"})
    if "name" in cleaned:
        if not cleaned["name"]:
            raise ValidationError({"name": ["Give the company a name."]})
        cleaned["name_key"] = company_key(cleaned["name"])[:255]
    for many in ("aliases", "domains"):
        if many in values:
            cleaned[many] = _clean_list(many, values[many])
    if cleaned.get("location") and not any(cleaned.get(field) for field in ("city", "state", "country")):
        place = split_location(cleaned["location"])
        cleaned |= {"city": place.city[:120], "state": place.state[:120], "country": place.country[:120]}
    learn_place(cleaned, learnt)
    return cleaned


def clean_contact(values: Mapping[str, Any], *, learnt: Learnt | None = None) -> dict[str, Any]:
    """The given fields of a contact, normalised, with `name_key` and `email_key` when they follow.

    Seniority and department that nobody stated are read off the title where it states them.
    Raises ValidationError: {field: [sentences]}.
    """
    cleaned = _clean(Contact, "contact", CONTACT_FIELDS, values, learnt)
    if "first_name" in cleaned and "last_name" in cleaned:
        if not cleaned["first_name"] and not cleaned["last_name"]:
            raise ValidationError({"last_name": ["Give the person a first or a last name."]})
        cleaned["name_key"] = person_key(cleaned["first_name"], cleaned["last_name"])[:255]
    if "email" in cleaned:
        cleaned["email_key"] = cleaned["email"].lower()
    if cleaned.get("title"):
        for field, read in (("seniority", seniority_in_title), ("department", department_in_title)):
            if not cleaned.get(field) and not cleaned.get(f"{field}_text") and (found := read(cleaned["title"])):
                cleaned[field] = found
        has_seniority = cleaned.get("seniority") or cleaned.get("seniority_text")
        if not has_seniority and (found := meaning("title", cleaned["title"], learnt)):
            cleaned["seniority"] = found
    return cleaned


def domains_of(cleaned: Mapping[str, Any]) -> list[str]:
    """The web domains that the cleaned values of a company state: those listed and that of its website."""
    listed = list(cleaned.get("domains", []))
    website = domain_of(cleaned["website"]) if cleaned.get("website") else ""
    return list(dict.fromkeys([*listed, website] if website else listed))


def _clean(
    model: type[models.Model],
    kind: str,
    fields: tuple[str, ...],
    values: Mapping[str, Any],
    learnt: Learnt | None,
    extra: frozenset[str] | set[str] = frozenset(),
) -> dict[str, Any]:
    errors: dict[str, list[str]] = {}
    cleaned: dict[str, Any] = {}
    for field, value in values.items():
        if field in extra:
            continue
        if field not in fields:
            errors[field] = [f"{field} cannot be set here."]
            continue
        try:
            text = _one_text(model, field, value)
            cleaned[field] = _CHECKS[field](text) if text and field in _CHECKS else text
            limit = _longest(model, field)
            if limit and len(cleaned[field]) > limit:
                raise ValueError(f"This is {len(cleaned[field])} characters long; {limit} is the most.")
        except ValueError as error:
            errors[field] = [str(error)]
    if errors:
        raise ValidationError(errors)
    for field, vocabulary in CONTROLLED[kind].items():
        text = cleaned.get(field, "")
        if text:
            digits = _GROUPS.sub("", text.removesuffix(".0"))
            code = (
                range_of(int(digits))
                if field == "size" and digits.isdecimal() and len(digits) < 10
                else vocabulary.resolve(text) or meaning(field, text, learnt)
            )
            cleaned[field], cleaned[f"{field}_text"] = (code, "") if code else ("", text[:255])
    return cleaned


@cache
def _longest(model: type[models.Model], field: str) -> int | None:
    return getattr(model._meta.get_field(field), "max_length", None)


def _one_text(model: type[models.Model], field: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise ValueError("This must be text.")
    text = str(value)
    if text.isascii() and text.isprintable():  # most are: nothing to take out and no line to join
        return text.strip()
    if not is_text(text):
        raise ValueError("This holds characters that are no text.")
    text = without_invisible(text)
    if field in MULTI_LINE:
        return text.replace("\r\n", "\n").strip()
    return " ".join(text.split()) if any(character in text for character in "\n\r\t\v\f") else text.strip()


def _clean_list(field: str, value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise ValidationError({field: ["This must be a list of texts."]})
    try:
        items = [_one_text(Company, field, item) for item in value]
    except ValueError as error:
        raise ValidationError({field: [str(error)]}) from None
    if field == "domains":
        bad = [item for item in items if item and not domain_of(item)]
        if bad:
            raise ValidationError({field: [f"{bad[0]!r} is no web domain, such as example.com."]})
        items = [domain_of(item) for item in items if item]
    kept = list(dict.fromkeys(item for item in items if item))
    if len(kept) > SEVERAL or any(len(item) > 253 for item in kept):
        raise ValidationError({field: [f"At most {SEVERAL} entries of at most 253 characters."]})
    return kept


_CHECKS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(URLS, clean_url),
    "email": clean_email,
    "phone": clean_phone,
}
