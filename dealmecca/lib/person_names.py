"""Names of people: taken apart without losing a letter, and compared without mixing up father and son."""

from dataclasses import dataclass
from itertools import pairwise

from nameparser import HumanName

from dealmecca.lib.nicknames import are_nicknames
from dealmecca.lib.text_keys import plain_words

_LONGEST_PARSED = 200
_GENERATIONS = {
    "jr": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "senior": "sr", "snr": "sr", "ii": "ii", "2nd": "ii",
    "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv", "v": "v", "5th": "v",
}  # fmt: skip
_HONORIFICS = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "hon", "rev"}
_CREDENTIALS = {"cfa", "cpa", "mba", "phd", "md", "esq", "pmp", "jd", "ma", "msc", "bsc", "dds", "rn", "mph", "cma"}
_PARTICLES = {"de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "van", "von", "bin", "al", "el"}


def split_full_name(text: str) -> tuple[str, str]:
    """(first, last) with the letters as written and none lost: "SMITH, John A." gives ("John A.", "SMITH").

    Titles stay with the first name, suffixes with the last ("Cruz Jr."), a single name is a first name ("Cher").
    """
    text = " ".join(text.replace("\x00", " ").split())
    if len(text) > _LONGEST_PARSED:
        return _split_at_last_word(text)
    name = HumanName(text)
    nickname = f"({name.nickname})" if name.nickname else ""
    first = " ".join(part for part in (name.title, name.first, name.middle, nickname) if part)
    last = " ".join(part for part in (name.last, name.suffix) if part)
    if not (first or last) or not (name.first or name.last):
        return _split_at_last_word(text.strip("'\"’‘“”"))  # all of it in quotation marks is no nickname
    if not first:
        # "De Niro" alone is a last name only to a parser; "Mr. Bean" has his title and comes out whole above.
        first, last = last, ""
    if _letters(first + last) == _letters(text):
        return first, last
    plain, bracket, note = text.partition(" (")  # "Jane Smith (née Jones)"
    first, last = _split_at_last_word(plain)
    return first, last + bracket + note


def is_generation(text: str) -> bool:
    """Whether this suffix tells father from son ("Jr.", "III"), as a degree does not."""
    return "".join(plain_words(text)) in _GENERATIONS


@dataclass(frozen=True, slots=True)
class NameParts:
    """Words of the first and of the last name, without titles and degrees, and the generation ("jr", "iii", "")."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    generation: str


def name_parts(first: str, last: str) -> NameParts:
    """Both names taken apart for comparing; "Sr" is as good as nothing."""
    given, family, generation = _parts(first, last)
    return NameParts(tuple(given), tuple(family), generation.removeprefix("sr"))


def person_key(first: str, last: str) -> str:
    """Equal keys, one name as written: case, accents, punctuation, titles, degrees and the split make no difference.

    Middle names and Jr, II, III do: "Dr. John A. O'Neil, Jr." is "john a oneil jr".
    """
    given, family, generation = _parts(first, last)
    return " ".join([*given, *family, *([generation] if generation else [])])


def names_compatible(a_first: str, a_last: str, b_first: str, b_last: str) -> bool:
    """Whether two names may well be one person's, for when something else (an email address) already says so.

    The last names are equal, or one is part of the other (hyphens, maiden names), or its initial. The first names are
    equal, one the other's initial, or nicknames of one name; middle names do not contradict. Jr, II and III must agree,
    none of them included; Sr is as good as nothing. A missing first or last name agrees with any, a missing name with
    none.
    """
    a_given, a_family, a_generation = _parts(a_first, a_last)
    b_given, b_family, b_generation = _parts(b_first, b_last)
    if a_generation.removeprefix("sr") != b_generation.removeprefix("sr"):
        return False
    if not (a_given or a_family) or not (b_given or b_family):
        return False
    if not ((a_given and b_given) or (a_family and b_family)):
        return False
    return _families_agree(a_family, b_family) and _given_names_agree(a_given, b_given)


def _parts(first: str, last: str) -> tuple[list[str], list[str], str]:
    """Words of the first and the last name, without titles and degrees, and the generation ("jr", "iii", "")."""
    given, family = _name_words(first), _name_words(last)
    while len(given) > 1 and given[0] in _HONORIFICS:
        given = given[1:]
    if given and given[0] in _HONORIFICS and family:
        given = []
    generation = ""
    for words in (given, family):
        while len(words) > 1 and (words[-1] in _GENERATIONS or (words is family and words[-1] in _CREDENTIALS)):
            generation = _GENERATIONS.get(words.pop(), "") or generation
    return given, family, generation


def _name_words(text: str) -> list[str]:
    """Apostrophes join ("O'Neil" is one word), everything else between letters separates; degrees lose their points."""
    if text.isascii() and text.replace(" ", "").isalnum():  # most names
        return text.lower().split()
    for apostrophe in "'’‘`´ʼʻ":
        text = text.replace(apostrophe, "")
    words = []
    for chunk in text.replace("-", " ").split():
        joined = "".join(plain_words(chunk))
        if joined in _CREDENTIALS or joined in _GENERATIONS:
            words.append(joined)
        else:
            words.extend(plain_words(chunk))
    return words


def _families_agree(a: list[str], b: list[str]) -> bool:
    if not a or not b or "".join(a) == "".join(b):
        return True
    if len("".join(a)) == 1 or len("".join(b)) == 1:
        return a[0][0] == b[0][0]  # "Smith" and "S."
    shared = (set(a) & set(b)) - _PARTICLES
    return any(len(word) > 1 for word in shared) and (set(a) <= set(b) or set(b) <= set(a))


def _given_names_agree(a: list[str], b: list[str]) -> bool:
    if not a or not b or "".join(a) == "".join(b):
        return True
    if len(a) > 1 and len(b) > 1:
        return _is_same_given_name(a[0], b[0]) and _is_same_given_name(a[1], b[1])
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if _is_same_given_name(shorter[0], longer[0]):
        return True
    # "R. Scott Smith" is called Scott
    return any(len(initial) == 1 and _is_same_given_name(shorter[0], name) for initial, name in pairwise(longer))


def _is_same_given_name(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return a == b or are_nicknames(a, b)


def _split_at_last_word(text: str) -> tuple[str, str]:
    first, _, last = text.rpartition(" ")
    return (first, last) if first else (last, "")


def _letters(text: str) -> list[str]:
    return sorted(character for character in text if character.isalnum())
