"""Words that somebody may have meant: those of names that are one slip away from what was typed."""

from collections import defaultdict
from collections.abc import Iterable

from dealmecca.lib.slips import is_long_enough, is_one_slip, with_one_letter_less
from dealmecca.search.models import Spelling


def near_words(typed: Iterable[str]) -> dict[str, list[str]]:
    """For each word typed, the words of names one slip away, those with the same first letter first. One query."""
    keys = {word: with_one_letter_less(word) for word in typed if is_long_enough(word)}
    if not keys:
        return {}
    rows: dict[str, set[str]] = defaultdict(set)
    wanted = set().union(*keys.values())
    for shorter, word in Spelling.objects.filter(shorter__in=wanted).values_list("shorter", "word"):
        rows[shorter].add(word)
    found = {}
    for word, shorter_ones in keys.items():
        near = {one for key in shorter_ones for one in rows[key] if is_one_slip(word, one)}
        if near:
            found[word] = sorted(near, key=lambda one: (one[0] != word[0], len(one) != len(word), one))
    return found
