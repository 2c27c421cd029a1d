"""A company's family: who stands above it, and the whole tree with its people counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company

DEEPEST = 20  # levels a hierarchy may have
_ABOVE = f"""
WITH RECURSIVE above(id, parent_id, steps) AS (
    SELECT id, parent_id, 0 FROM companies WHERE id = %s
    UNION ALL
    SELECT c.id, c.parent_id, a.steps + 1 FROM companies c JOIN above a ON c.id = a.parent_id WHERE a.steps < {DEEPEST}
)
SELECT id FROM above ORDER BY steps DESC
"""
_BELOW = f"""
WITH RECURSIVE below(id, parent_id, steps) AS (
    SELECT id, parent_id, 0 FROM companies WHERE id = %s
    UNION ALL
    SELECT c.id, c.parent_id, b.steps + 1 FROM companies c JOIN below b ON c.parent_id = b.id WHERE b.steps < {DEEPEST}
)
"""
# The people of each branch that a tree tells of, and how many of them are its own: an open company stands alone, a
# closed one for all below it.
_PEOPLE = f"""
WITH RECURSIVE below(id, branch, is_open, steps) AS (
    SELECT id, id, id IN (WAY), 0 FROM companies WHERE id = %s OR parent_id IN (WAY)
    UNION ALL
    SELECT c.id, b.branch, b.is_open, b.steps + 1 FROM companies c JOIN below b ON c.parent_id = b.id
    WHERE NOT b.is_open AND b.steps < {DEEPEST}
)
SELECT branch, SUM(people), SUM(CASE WHEN id = branch THEN people ELSE 0 END) FROM (
    SELECT id, branch, (SELECT COUNT(*) FROM contacts WHERE company_id = below.id) AS people FROM below
) AS counted GROUP BY branch
"""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A company in its hierarchy; `people` counts its own contacts, `people_below` those of its offices too."""

    id: str
    name: str
    children: list["TreeNode"]
    people: int
    people_below: int
    is_current: bool


def parents_of(*, viewer: User, company: Company) -> list[Company]:
    """The companies above this one, topmost first."""
    ids = way_to(company)[:-1]
    above = Company.objects.visible_to(viewer).in_bulk(ids) if ids else {}
    return [above[key] for key in ids if key in above]


def company_tree(*, viewer: User, company: Company, way: Sequence[str] = ()) -> TreeNode | None:
    """The family from the topmost company down, or None when it stands alone. Two queries, however large, and one more
    for `way`, the way to the company.

    The way down to the company and what is directly below it have children; other branches are counted, but closed.
    """
    way = way or way_to(company)
    open_rows = Company.objects.visible_to(viewer).filter(Q(parent__in=way) | Q(pk=way[0]))
    named = open_rows.order_by("name", "city", "pk").values_list("pk", "name", "parent_id")
    names = {key: (name, parent_id) for key, name, parent_id in named}
    if len(names) < 2:
        return None
    below, people = _people(way)
    for key, (_, parent_id) in names.items():
        if key not in way:
            below[parent_id] += below[key]
    for upper, lower in reversed(list(pairwise(way))):
        below[upper] += below[lower]
    nodes = {
        key: TreeNode(key, name, [], people[key], below[key], key == company.pk) for key, (name, _) in names.items()
    }
    for key, (_, parent_id) in names.items():
        if key != way[0]:
            nodes[parent_id].children.append(nodes[key])
    return nodes.get(way[0])


def _people(way: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """By company on the way or directly below it: the people of its branch, and its own. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE.replace("WAY", ", ".join(["%s"] * len(way))), [*way, way[0], *way])
        rows = cursor.fetchall()
    branch = Counter({key: int(people) for key, people, _ in rows})
    return branch, Counter({key: int(own) for key, _, own in rows})


def way_to(company: Company) -> list[str]:
    """The company and those above it, topmost first. One query, none for one that has nothing above it."""
    return ids_above(company.pk) if company.parent_id else [company.pk]


def ids_above(company_id: str) -> list[str]:
    """The company and those above it, topmost first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [company_id])
        return [key for (key,) in cursor.fetchall()]


def ids_below(company_ids: Iterable[str]) -> list[str]:
    """These companies and all their offices and subsidiaries, topmost first. One query, however many."""
    wanted = list(dict.fromkeys(company_ids))
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{_below(len(wanted))} SELECT id FROM below ORDER BY steps, id", wanted)
        return list(dict.fromkeys(key for (key,) in cursor.fetchall()))


def all_below(company_ids: Iterable[str]) -> RawSQL:
    """The same as a subquery for `…__in`: ten thousand ids need not travel to us and back."""
    wanted = list(company_ids)
    return RawSQL(f"{_below(len(wanted))} SELECT id FROM below", wanted)


def _below(count: int) -> str:
    return _BELOW.replace("id = %s", f"id IN ({', '.join(['%s'] * count)})", 1)
