"""A company's family as the page draws it: the way to the company open, long rows of siblings cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from dealmecca.directory.models import Company
from dealmecca.directory.queries import TreeNode

SIBLINGS = 12


@dataclass(frozen=True)
class TreeLine:
    """One company with what hangs below it; `left_out` counts siblings below it that are not drawn.

    `name` is how its parent's page calls it: "Chicago" below Halden & Pike, for Halden & Pike Chicago.
    """

    company: Company
    name: str
    people: int
    is_current: bool
    children: Sequence["TreeLine"]
    left_out: int


def tree_lines(node: TreeNode | None) -> TreeLine | None:
    return _line(node, "") if node else None


def lines_below(node: TreeNode | None) -> Sequence[TreeLine]:
    """The offices and subsidiaries directly below the current company, every one of them."""
    if node is None:
        return []
    if node.is_current:
        return [_line(child, node.company.name) for child in node.children]
    return next((lines for child in node.children if (lines := lines_below(child))), [])


def _line(node: TreeNode, parent_name: str) -> TreeLine:
    """Children are drawn on the way to the current company and directly below it; other branches stay closed."""
    is_open = node.is_current or _leads_to_current(node)
    shown = _shown(node.children) if is_open else []
    left_out = len(node.children) - len(shown) if is_open else 0
    lines = [_line(child, node.company.name) for child in shown]
    name = _short_name(node.company.name, parent_name)
    return TreeLine(node.company, name, node.people_below, node.is_current, lines, left_out)


def _short_name(name: str, parent_name: str) -> str:
    """What is left of a name that begins with the parent's, if that is a word or more."""
    rest = name.removeprefix(parent_name) if parent_name else ""
    short = rest.lstrip(" ,-–")
    return short if short != rest and short[:1].isupper() else name


def _shown(children: Sequence[TreeNode]) -> list[TreeNode]:
    """The first siblings, and the one that leads to the current company wherever it stands."""
    if len(children) <= SIBLINGS + 1:
        return list(children)
    first = list(children[:SIBLINGS])
    return first + [child for child in children[SIBLINGS:] if child.is_current or _leads_to_current(child)]


def _leads_to_current(node: TreeNode) -> bool:
    return any(child.is_current or _leads_to_current(child) for child in node.children)


def people_below(node: TreeNode | None) -> int:
    """How many people work in the offices and subsidiaries of the current company."""
    if node is None:
        return 0
    if node.is_current:
        return node.people_below - node.people
    return sum(people_below(child) for child in node.children)


def companies_below(node: TreeNode | None) -> int:
    """How many companies hang directly below the current one."""
    if node is None:
        return 0
    if node.is_current:
        return len(node.children)
    return sum(companies_below(child) for child in node.children)
