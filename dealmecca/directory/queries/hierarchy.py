"""A company's family: who stands above it, and the whole tree with its people counted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

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
_FAMILY = f"{_BELOW} SELECT c.id, c.parent_id, c.name, c.city FROM below b JOIN companies c ON c.id = b.id"
_PEOPLE = f"{_BELOW} SELECT p.company_id, COUNT(*) FROM below b JOIN contacts p ON p.company_id = b.id GROUP BY 1"


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
    ids = [key for key in ids_above(company.pk) if key != company.pk]
    above = Company.objects.visible_to(viewer).in_bulk(ids)
    return [above[key] for key in ids if key in above]


def company_tree(*, viewer: User, company: Company) -> TreeNode | None:
    """The whole family from the topmost company down, or None when it stands alone. Three queries, however large."""
    if not Company.objects.visible_to(viewer).filter(pk=company.pk).exists():
        return None
    top = ids_above(company.pk)[0]
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, [top])
        rows = cursor.fetchall()
        if len(rows) < 2:
            return None
        cursor.execute(_PEOPLE, [top])
        people = dict(cursor.fetchall())
    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, parent_id, name, _ in sorted(rows, key=lambda row: (row[2], row[3], row[0])):
        children[parent_id].append((key, name))
    name = next(row[2] for row in rows if row[0] == top)
    return _node(top, name, children, people, company.pk)


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
    below = _BELOW.replace("id = %s", f"id IN ({', '.join(['%s'] * len(wanted))})", 1)
    with connection.cursor() as cursor:
        cursor.execute(f"{below} SELECT id FROM below ORDER BY steps, id", wanted)
        return list(dict.fromkeys(key for (key,) in cursor.fetchall()))


def _node(
    key: str, name: str, children: dict[str, list[tuple[str, str]]], people: dict[str, int], current: str
) -> TreeNode:
    below = [_node(child, child_name, children, people, current) for child, child_name in children.get(key, ())]
    own = people.get(key, 0)
    return TreeNode(key, name, below, own, own + sum(node.people_below for node in below), key == current)
