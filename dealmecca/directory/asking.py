"""A list of people or companies as a search that is charged: what counts as the same, and what its receipt says."""

from dealmecca.billing.metering import Asked, asked_in_filters, asked_in_words
from dealmecca.directory.search_query import Kind
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.text_keys import fold
from dealmecca.search.criteria import Criteria

NOUNS: dict[Kind, str] = {"contact": "People", "company": "Companies"}
LEVEL = "Verification level {} or better"
YES_OR_NO = {
    ("has_email", True): "Has email",
    ("has_email", False): "No email",
    ("has_phone", True): "Has phone",
    ("has_phone", False): "No phone",
}


def asked(kind: Kind, criteria: Criteria, *, cursor: str | None = None, is_open: bool = False) -> Asked | None:
    """None for the first page of everything: a look, not a search. Order, page and page length are not part of it."""
    is_further = bool(cursor) or is_open
    filters = criteria.filters()
    if not filters:
        if criteria.text.strip():
            return asked_in_words(criteria.text, is_further=is_further)
        return asked_in_filters(kind, {}, f"{NOUNS[kind]}: all, page by page", is_further=True) if cursor else None
    words = [f"“{criteria.text}”"] if criteria.text.strip() else []
    what = f"{NOUNS[kind]}: {', '.join([*words, *_labels(criteria)])}"
    return asked_in_filters(kind, {"text": fold(criteria.text), **filters}, what, is_further=is_further)


def asked_for_both(text: str, *, cursor: str | None) -> Asked | None:
    """The list of both kinds by words alone."""
    if text.strip():
        return asked_in_words(text, is_further=bool(cursor))
    return asked_in_filters("both", {}, "People and companies: all, page by page", is_further=True) if cursor else None


def _labels(criteria: Criteria) -> list[str]:
    labels = []
    for name, value in criteria.filters().items():
        if name in BY_FIELD:
            labels += [BY_FIELD[name].label(code) for code in value]
        elif name == "company":
            labels.append("of one company" if len(value) == 1 else f"of {len(value)} companies")
        elif name == "min_verification_level":
            labels.append(LEVEL.format(value))
        elif isinstance(value, tuple):
            labels += [item.title() if name == "city" else item for item in value]
        else:
            labels.append(YES_OR_NO[name, value])
    return labels
