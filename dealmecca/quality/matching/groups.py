"""Pairs that hang together: none follows from two others; what is too large or contradicts itself is reviewed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

LARGEST = 3  # records that may become one without anybody looking


def groups_of(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Records that are connected by pairs, by one of them."""
    parent: dict[int, int] = {}

    def root(place: int) -> int:
        while parent.setdefault(place, place) != place:
            parent[place] = place = parent[parent[place]]
        return place

    for a, b in pairs:
        parent[root(a)] = root(b)
    found: dict[int, list[int]] = defaultdict(list)
    for place in parent:
        found[root(place)].append(place)
    return found


def for_review(
    sure: Sequence[tuple[int, int]], found: Iterable[tuple[int, int]], profile: Sequence[int]
) -> set[tuple[int, int]]:
    """Those of the sure pairs that somebody must look at.

    In a group above three a pair stays sure only if both are found alike with all the others that either is: a chain of
    people, each like the next, is no one person. In a group with two LinkedIn profiles no pair stays sure.
    """
    partners: dict[int, set[int]] = defaultdict(set)
    for a, b in found:
        partners[a].add(b)
        partners[b].add(a)
    doubtful: set[int] = set()
    large: set[int] = set()
    for members in groups_of(sure).values():
        if len({profile[place] for place in members if profile[place]}) > 1:
            doubtful.update(members)
        elif len(members) > LARGEST:
            large.update(members)
    return {(a, b) for a, b in sure if a in doubtful or (a in large and partners[a] - {b} != partners[b] - {a})}
