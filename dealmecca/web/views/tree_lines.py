"""A company's family as the page draws it: the way to the company open, long rows of siblings cut."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dealmecca.directory.models import Company
from dealmecca.directory.queries import TreeNode

SIBLINGS = 12
BELOW = 200  # offices and subsidiaries that one page lists


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


def drawn(node: TreeNode | None) -> list[str]:
    """The ids of the companies that the page draws: what `tree_lines` and `lines_below` want to be given."""
    return list(dict.fromkeys(_drawn(node))) if node else []


def tree_lines(node: TreeNode | None, companies: Mapping[str, Company]) -> TreeLine | None:
    return _line(node, "", companies) if node else None


def lines_below(node: TreeNode | None, companies: Mapping[str, Company]) -> Sequence[TreeLine]:
    """The offices and subsidiaries directly below the current company, at most BELOW of them."""
    current = _current(node)
    if current is None:
        return []
    return [_line(child, current.name, companies) for child in current.children[:BELOW] if child.id in companies]


def _drawn(node: TreeNode) -> Iterator[str]:
    yield node.id
    if node.is_current:
        yield from (child.id for child in node.children[:BELOW])
    if node.is_current or _leads_to_current(node):
        for child in _shown(node.children):
            yield from _drawn(child)


def _line(node: TreeNode, parent_name: str, companies: Mapping[str, Company]) -> TreeLine:
    """Children are drawn on the way to the current company and directly below it; other branches stay closed."""
    is_open = node.is_current or _leads_to_current(node)
    shown = _shown(node.children) if is_open else []
    left_out = len(node.children) - len(shown) if is_open else 0
    lines = [_line(child, node.name, companies) for child in shown if child.id in companies]
    name = _short_name(node.name, parent_name)
    return TreeLine(companies[node.id], name, node.people_below, node.is_current, lines, left_out)


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
    current = _current(node)
    return current.people_below - current.people if current else 0


def companies_below(node: TreeNode | None) -> int:
    """How many companies hang directly below the current one."""
    current = _current(node)
    return len(current.children) if current else 0


def _current(node: TreeNode | None) -> TreeNode | None:
    if node is None or node.is_current:
        return node
    return next((found for child in node.children if (found := _current(child))), None)
