"""How sure it is that a name is meant, by how it is written and what stands beside it. 0: it is not.

What decides was measured on posts about a directory of 3,000 names: whether the name is an ordinary word as well; a
capital inside a sentence is strong, at its beginning it is nothing without a verb, a possessive or a list; a stranger
with a capital beside it makes another name; acronyms count in capitals, unless all of the post is written small.
"""

from dealmecca.forum.linking.context import Context
from dealmecca.forum.linking.lexicon import Name
from dealmecca.forum.linking.words import (
    CALENDAR,
    DOES,
    HAS_WHAT,
    IS,
    IS_WHAT,
    PEOPLE_DO,
    SMALL,
    TRADE_CAPITALS,
    is_ordinary,
    is_somebody_or_somewhere,
)

_IS_SOMEBODY = {
    "on",
    "out",
    "here",
    "not",
    "gone",
    "back",
    "in",
    "away",
    "off",
    "late",
    "sick",
    "the",
    "a",
    "my",
    "our",
}
_NO_VERBS = {"nothing", "something", "anything", "everything", "need", "indeed", "speed"}


def evidence_of(name: Name, context: Context, at: int, end: int) -> float:
    surface = context.surface(at, end)
    letters = surface if surface.isalpha() else "".join(filter(str.isalpha, surface))
    if not letters:  # "84.51", "1800": a number is a name only where nothing else is meant
        return 0.0 if len(name.keys) == 1 else 0.6
    if context.is_a_place(end) or context.on_a_street(at, end):
        return 0.0
    is_one_word = len(name.keys) == 1 or (len(name.keys) == 2 and name.keys[1] == "s")
    if name.is_acronym:
        found = _acronym(name, context, surface, at, end)
    elif is_one_word and len(name.keys) == 2:  # "Wendy's", which may also be somebody who is out
        is_person = context.key(end) in _IS_SOMEBODY or context.stranger_before(at)
        found = 0.8 if context.pieces.capitals[at] and not is_person else 0.0
    elif is_one_word and is_somebody_or_somewhere(name.keys[0]):
        found = 0.7 if context.pieces.capitals[at] and _is_at_work(context, at, end, name.keys[0]) else 0.0
    elif not is_one_word:
        found = _several_words(name, context, at, end, letters)
    elif name.is_ordinary:
        found = _ordinary_word(name, context, at, end, letters)
    else:
        found = _rare_word(name, context, at, end, surface, letters)
    return found * 0.85 if name.is_short else found


def _acronym(name: Name, context: Context, surface: str, at: int, end: int) -> float:
    if surface != surface.upper():
        is_clear = context.is_all_small and not is_ordinary(name.keys) and len("".join(name.keys)) > 2
        return 0.6 if is_clear and not name.is_ordinary else 0.0
    if "".join(name.keys) in TRADE_CAPITALS:
        return 0.75 if _is_at_work(context, at, end) else 0.0
    if is_ordinary(name.keys) and _is_shouted(context, at):
        return 0.0
    if context.stranger_before(at) or context.stranger_after(end):
        return 0.55 if len(name.keys) > 1 or len(surface) > 3 else 0.0
    return 0.85


def _several_words(name: Name, context: Context, at: int, end: int, letters: str) -> float:
    written = zip(context.pieces.keys[at:end], context.pieces.capitals[at:end], strict=True)
    capitals = [is_capital or key.isdigit() for key, is_capital in written if key not in SMALL]
    if name.is_ordinary:
        if not all(capitals):
            return 0.6 if context.is_all_small and _is_at_work(context, at, end) else 0.0
        if context.is_headline(at):
            return 0.6
        return 0.7 if context.stranger_before(at) or context.stranger_after(end) else 0.85
    if all(capitals):
        return 0.95
    return 0.8 if len(letters) > 4 else 0.0


def _ordinary_word(name: Name, context: Context, at: int, end: int, letters: str) -> float:
    if not context.pieces.capitals[at]:
        return 0.0
    if letters.isupper() and len(letters) > 1 and not name.text.isupper():  # shouted
        return 0.55 if _is_at_work(context, at, end) and not context.is_headline(at) else 0.0
    if context.stranger_before(at) or (context.stranger_after(end) and not context.is_owner(end)):
        return 0.0
    if context.pieces.begins[at] or context.is_headline(at):
        return 0.75 if _is_at_work(context, at, end) else 0.0
    return 0.85


def _rare_word(name: Name, context: Context, at: int, end: int, surface: str, letters: str) -> float:
    if not context.pieces.capitals[at] and not surface[0].isdigit():
        if surface == name.text:  # adidas, eBay
            return 0.9
        if name.is_short or len(letters) < 4:
            return 0.62 if context.is_all_small and len(letters) > 2 else 0.0
        return 0.75
    if context.is_owner(end):
        return 0.0 if context.stranger_before(at) else 0.9
    if letters.isupper() and len(letters) > 3 and _is_shouted(context, at):
        return 0.65
    if context.is_headline(at):
        return 0.6
    if context.stranger_before(at) or context.stranger_after(end):
        return 0.0
    return 0.85 if context.pieces.begins[at] else 0.9


def _is_shouted(context: Context, at: int) -> bool:
    """Whether the words around are in capitals as well."""
    around = [place for place in (at - 2, at - 1, at + 1, at + 2) if context.key(place).isalpha()]
    return bool(around) and all(context.surface(place, place + 1).isupper() for place in around)


def _is_at_work(context: Context, at: int, end: int, somebody: str = "") -> bool:
    """Whether it owns, does something, or stands among companies; as `somebody`, not as people and days do."""
    if (
        (context.is_owner(end) and somebody not in CALENDAR)
        or context.lists_another(at, end)
        or context.is_list_item(at, end)
    ):
        return True
    after = context.key(end)
    if end < len(context.pieces) and context.between(end) != " ":
        return False
    if after in DOES:
        return not (somebody and after in PEOPLE_DO)
    if after in IS:
        what = context.key(end + 1)
        if after in ("has", "had") and what in HAS_WHAT:
            return True
        return what in IS_WHAT or (what.endswith(("ing", "ed")) and what not in _NO_VERBS)
    return context.is_all_small and context.key(at - 1) in ("for", "at", "with", "from", "by", "does", "did", "has")
