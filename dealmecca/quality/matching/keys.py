"""The keys of a person: two people are compared when they share one."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from dealmecca.quality.matching.blocking import Keys
from dealmecca.quality.matching.columns import Numbers
from dealmecca.quality.matching.people import People, folded_given


def keys_of(people: People, firm: Numbers) -> Keys:
    """(places, keys, the size from which on a block says nothing) for each kind of key."""
    texts = people.names.texts
    first = np.array([ord(text[0]) if text else 0 for text in texts], dtype=np.int64)
    given_letter, family_letter = first[people.given], first[people.family]
    is_own_mail = (people.mail > 0) & (people.mail_kind % 2 == 0)
    places, full = _of_each_name(people, _name_keys)
    lettered, initials = _of_each_name(people, _initials)
    at_firm = firm[lettered] > 0
    return [
        _where(is_own_mail, people.mail, 30),
        _where(people.profile > 0, people.profile, 30),
        (places, full, 60),
        _where(people.phone > 0, people.phone * 4096 + given_letter % 4096, 40),
        _where(people.phone > 0, people.phone * 4096 + family_letter % 4096, 40),
        _where(is_own_mail & (_lengths(people) >= 5), people.letters, 25),
        (lettered[at_firm], (firm[lettered] * 100_000 + initials)[at_firm], 100),
        _where((firm > 0) & (people.first_word > 0), firm * len(texts) + people.first_word, 40),
        _where((firm > 0) & (people.family > 0), firm * len(texts) + people.family, 40),
        _where(
            (people.city > 0) & (people.family > 0) & (given_letter > 0),
            (people.city * 4096 + given_letter % 4096) * len(texts) + people.family,
            40,
        ),
    ]


def _where(wanted: np.ndarray, keys: Numbers, most: int) -> tuple[Numbers, Numbers, int]:
    places = np.flatnonzero(wanted)
    return places, keys[places], most


def _lengths(people: People) -> Numbers:
    return np.array([len(text) for text in people.locals.texts], dtype=np.int64)[people.letters]


def _of_each_name(people: People, keys_of_name: Callable[[str, str], Iterable[str]]) -> tuple[Numbers, Numbers]:
    """(places, keys) for people by their names; each different name is read once."""
    texts = people.names.texts
    different, back = np.unique(people.given * len(texts) + people.family, return_inverse=True)
    number_of: dict[str, int] = {}
    keys: list[int] = []
    counts: list[int] = []
    for one in different.tolist():
        found = set(keys_of_name(texts[one // len(texts)], texts[one % len(texts)]))
        keys.extend(number_of.setdefault(key, len(number_of)) for key in found)
        counts.append(len(found))
    sizes = np.array(counts, dtype=np.int64)
    starts = (np.cumsum(sizes) - sizes)[back]
    sizes = sizes[back]
    places = np.repeat(np.arange(len(people)), sizes)
    offsets = np.arange(len(places)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return places, np.array(keys, dtype=np.int64)[np.repeat(starts, sizes) + offsets]


def _name_keys(given: str, family: str) -> Iterator[str]:
    """Both names in alphabetical order, each given name as the full ones it may stand for: finds swapped names."""
    if not given or not family:
        return
    for part in {family.replace(" ", ""), *family.split()}:
        for full in folded_given(given):
            yield " ".join(sorted((full, part)))
    if " " not in family:
        for full in folded_given(family):
            yield " ".join(sorted((given.replace(" ", ""), full)))


def _initials(given: str, family: str) -> Iterator[str]:
    """The first letters of any given and any family name, in alphabetical order."""
    for one in given.split()[:3] or [""]:
        for other in family.split()[:3] or [""]:
            yield "".join(sorted((one[:1], other[:1])))
