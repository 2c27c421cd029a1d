"""The directory's names as one tree of pieces, so that a text is read once however many names there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dealmecca.forum.linking.pieces import keys_of
from dealmecca.forum.linking.words import SMALL, TRADE_CAPITALS, is_ordinary, is_somebody_or_somewhere, ordinary_words
from dealmecca.lib.company_names import without_legal_form

END = ""  # in a node of the tree: the names that end there
SHORTEST_SHORT_FORM = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A company as the linker knows it. `is_ordinary` None: found out from the words of the name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    city: str = ""
    parent_id: str = ""
    is_ordinary: bool | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One way of writing one company. `is_short`: derived here, never written by anybody who keeps the directory."""

    company: Named
    text: str
    keys: tuple[str, ...]
    is_ordinary: bool
    is_acronym: bool
    is_short: bool = False


class Lexicon:
    """`tree` holds every name by its pieces; `loud` the pieces that alone name somebody and are no ordinary word, or
    are not made of plain letters, `seconds` those that are the second of any name: two small sets that spare most of a
    text the walk in a big tree."""

    def __init__(self, companies: Iterable[Named]) -> None:
        self.companies = {company.id: company for company in companies}
        self.tree: dict[str, Any] = {}
        self.cities = {company.id: keys_of(company.city) for company in self.companies.values()}
        written = [name for company in self.companies.values() for name in _written(company)]
        claimed = {name.keys for name in written}
        for name in [*written, *_short_forms(self.companies.values(), claimed)]:
            self._add(name)
        self.loud = {key for key, node in self.tree.items() if END in node and _is_loud(key, node[END])}
        self.seconds = {key for node in self.tree.values() for key in node if key != END}

    def find(self, keys: tuple[str, ...]) -> list[Name]:
        """The names that are written exactly so."""
        node = self.tree
        for key in keys:
            node = node.get(key, {})
        found: list[Name] = node.get(END, [])
        return found

    def goes_on(self, keys: tuple[str, ...]) -> bool:
        """Whether there are longer names that begin with this one."""
        node = self.tree
        for key in keys:
            node = node[key]
        return len(node) > (END in node)

    def _add(self, name: Name) -> None:
        node = self.tree
        for key in name.keys:
            node = node.setdefault(key, {})
        names = node.setdefault(END, [])
        if all(name.company.id != other.company.id for other in names):
            names.append(name)


def _is_loud(key: str, names: Iterable[Name]) -> bool:
    return not (key.isascii() and key.isalpha()) or not all(name.is_ordinary for name in names)


def _written(company: Named) -> list[Name]:
    """The name, with and without its legal form, and the aliases."""
    texts = [company.name, without_legal_form(company.name), *company.aliases]
    texts += [text[4:] for text in texts if text.casefold().startswith("the ")]
    found: dict[tuple[str, ...], Name] = {}
    for text in texts:
        keys = keys_of(text)
        if keys and len("".join(keys)) > 1:
            found.setdefault(keys, _name(company, text, keys))
    return list(found.values())


def _name(company: Named, text: str, keys: tuple[str, ...], is_short: bool = False) -> Name:
    words = all(is_ordinary((key,)) or (len(keys) > 1 and is_somebody_or_somewhere(key)) for key in keys)
    ordinary = words if company.is_ordinary is None or text != company.name else company.is_ordinary
    letters = "".join(sign for sign in text if sign.isalpha())
    is_acronym = letters.isupper() and len(letters) <= 5
    return Name(company, text, keys, ordinary or "".join(keys) in TRADE_CAPITALS, is_acronym, is_short)


def _short_forms(companies: Iterable[Named], claimed: set[tuple[str, ...]]) -> list[Name]:
    """ "Ostler" for Ostler Motors and "P&G" for Procter & Gamble: where it is rare, and nobody else's."""
    wanted: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    companies = list(companies)
    firsts = Counter(keys_of(without_legal_form(company.name))[:1] for company in companies)
    words = ordinary_words()
    cities = {keys_of(company.city) for company in companies}
    for company in companies:
        keys = keys_of(without_legal_form(company.name))
        if len(keys) < 2:
            continue
        first = keys[0]
        is_rare = firsts[(first,)] == 1 and not is_ordinary((first,)) and (first,) not in cities
        is_rare = is_rare and not is_somebody_or_somewhere(first) and keys[1] != "s"
        if is_rare and len(first) >= SHORTEST_SHORT_FORM and first.isalpha() and keys[1] != "and":
            wanted[(first,)].append(_name(company, company.name.split()[0], (first,), is_short=True))
        if len(keys) == 3 and keys[1] == "and":
            short = (keys[0][0], "and", keys[2][0])
            text = f"{keys[0][0]}&{keys[2][0]}".upper()
            wanted[short].append(Name(company, text, short, is_ordinary=False, is_acronym=True, is_short=True))
        initials = "".join(key[0] for key in keys if key not in SMALL)
        if 3 <= len(initials) <= 5 and initials not in words and initials not in TRADE_CAPITALS:
            text = initials.upper()
            wanted[(initials,)].append(
                Name(company, text, (initials,), is_ordinary=False, is_acronym=True, is_short=True)
            )
    return [names[0] for keys, names in wanted.items() if len(names) == 1 and keys not in claimed]
