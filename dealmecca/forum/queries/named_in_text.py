"""Whom a text names, found while somebody waits: by the keys of its words, since no web process holds every name.

The machine that reads posts holds them all, and finds a little more: initials that nobody wrote down as an alias, and
people by a nickname.
"""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, CompanyAlias, Contact
from dealmecca.forum.linking import Lexicon, Named, link
from dealmecca.forum.linking.lexicon import SHORTEST_SHORT_FORM
from dealmecca.forum.linking.pieces import Pieces, pieces_of
from dealmecca.forum.linking.spans import LONGEST_POST
from dealmecca.forum.linking.words import SMALL, is_ordinary, is_somebody_or_somewhere

LONGEST_NAME = 6  # words
RARE_WORDS = 40  # of a text; those after are looked up as whole names alone
AT_ONCE = 900  # keys in one statement, which is less than any database takes
_COLUMNS = ("pk", "name", "city", "parent")


def companies_named_in(text: str, *, viewer: User) -> list[str]:
    """Ids of the companies that a plain text names, by name, alias or short form, and of the employers of people.

    Each once. At most five statements for a text of 180 names; two more for each further 180.
    """
    text = text[:LONGEST_POST]
    pieces = pieces_of(text)
    starts = _starts(pieces)
    if not starts:
        return []
    named = _candidates(viewer, pieces, starts)
    found = [span.company_id for span in link(text, Lexicon(named))] if named else []
    people = {" ".join(pieces.keys[at : at + length]) for at in starts for length in (2, 3)}
    rows = Contact.objects.visible_to(viewer).exclude(company=None)
    found += _looked_up(rows, "name_key", people, "company")
    return list(dict.fromkeys(found))


def _starts(pieces: Pieces) -> list[int]:
    """Where a name may begin: at a capital or a digit, or anywhere in a text that is all small."""
    is_small = pieces.are_small()
    return [
        at
        for at, key in enumerate(pieces.keys)
        if (pieces.capitals[at] or key[0].isdigit() or is_small) and not (is_small and key in SMALL)
    ]


def _candidates(viewer: User, pieces: Pieces, starts: list[int]) -> list[Named]:
    """The companies that are called as some words of the text, or begin with a rare one of them."""
    keys = {"".join(pieces.keys[at : at + length]) for at in starts for length in range(1, LONGEST_NAME + 1)}
    rare = sorted(
        key
        for key in {pieces.keys[at] for at in starts if pieces.capitals[at]}
        if len(key) >= SHORTEST_SHORT_FORM and not is_ordinary((key,)) and not is_somebody_or_somewhere(key)
    )
    visible = Company.objects.visible_to(viewer)
    ids = set(_looked_up(visible, "name_key", keys, "pk"))
    ids |= set(_looked_up(CompanyAlias.objects.filter(company__in=visible), "name_key", keys, "company"))
    if rare:
        begins = reduce(or_, (Q(name_key__gte=word, name_key__lt=f"{word}{{") for word in rare[:RARE_WORDS]))
        ids |= set(visible.filter(begins).values_list("pk", flat=True)[:AT_ONCE])
    aliases: dict[str, list[str]] = defaultdict(list)
    for company, name in CompanyAlias.objects.filter(company__in=ids).values_list("company", "name"):
        aliases[company].append(name)
    rows = visible.filter(pk__in=ids).order_by("pk").values_list(*_COLUMNS)
    return [Named(pk, name, tuple(aliases[pk]), city, parent or "") for pk, name, city, parent in rows]


def _looked_up(rows: Any, field: str, keys: set[str], column: str) -> list[str]:
    ordered = sorted(keys)
    found: list[str] = []
    for first in range(0, len(ordered), AT_ONCE):
        wanted = {f"{field}__in": ordered[first : first + AT_ONCE]}
        found += rows.filter(**wanted).order_by().values_list(column, flat=True)[:AT_ONCE]
    return found
