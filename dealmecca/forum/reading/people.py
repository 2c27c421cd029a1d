"""People of the directory in a text: by first and last name, kept or dropped by what stands around them.

A name is not yet a person: "Will Young people watch linear?", "Madison Park", two of the name at two agencies. So both
names need their capitals, a third one beside them makes another name, words that mean something else need a sign that
somebody is meant, and namesakes go by the company that the text names, or are left alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dealmecca.forum.linking import Lexicon, Span
from dealmecca.forum.linking.context import Context
from dealmecca.forum.linking.pieces import Piece, keys_of, pieces_of
from dealmecca.forum.linking.spans import LONGEST_POST
from dealmecca.forum.linking.words import PLACE_WORDS, is_ordinary, is_somebody_or_somewhere
from dealmecca.lib.nicknames import are_nicknames

SURE_ENOUGH = 0.5
_GENERATIONS = frozenset("jr sr ii iii iv".split())
_LONGEST_LAST = 3
_BETWEEN = frozenset([" ", "-", "'", "’", ". ", "\u00a0", "."])
_TITLES = frozenset(
    """vp svp evp avp director manager planner buyer head chief cmo ceo coo cro cfo president supervisor associate
    lead strategist executive coordinator partner specialist analyst founder""".split()
)
_BEFORE = frozenset(
    """with ask asked met meet meeting email emailed call called contact contacted dm cc hi hired ping pinged spoke
    hires replaced replaces named names promoted promotes congrats congratulations thanks thank know knows reach
    cmo ceo vp svp evp director planner buyer""".split()
)
_AFTER = frozenset(
    """runs ran said says left joined joins moved handles handled leads led took takes told who replied confirmed
    started owns buys plans asked wants knows went answered covers oversees reports""".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A contact as the reader knows them."""

    id: str
    first_name: str
    last_name: str
    company_id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """`start` and `end` count code points of the text; `confidence` is above 0 and below 1."""

    start: int
    end: int
    contact_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Entry:
    person: Person
    first: tuple[str, ...]


class People:
    """Everybody by their last name; whoever has only one name is nobody here."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_last: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        for person in people:
            first, last = keys_of(person.first_name), keys_of(person.last_name)
            if last and last[-1] in _GENERATIONS:
                last = last[:-1]
            if first and 0 < len(last) <= _LONGEST_LAST and len("".join(last)) > 1:
                self._by_last[last].append(_Entry(person, first))

    def called(self, keys: Sequence[str]) -> list[tuple[int, list[_Entry], bool]]:
        """(pieces, people, by nickname) for each way in which these pieces begin with somebody's name."""
        found = []
        for middle in (0, 1):
            for length in range(_LONGEST_LAST, 0, -1):
                end = 1 + middle + length
                if len(keys) < end:
                    continue
                entries = self._by_last.get(tuple(keys[1 + middle : end]), ())
                if middle:
                    entries = [entry for entry in entries if len(keys[1]) == 1 or keys[1] in entry.first]
                exact = [entry for entry in entries if entry.first[0] == keys[0]]
                near = [] if exact else [entry for entry in entries if are_nicknames(keys[0], entry.first[0])]
                if exact or near:
                    found.append((end, exact or near, not exact))
        return found


def people_in(text: str, people: People, lexicon: Lexicon, companies: Sequence[Span]) -> list[PersonSpan]:
    """In the order of the text, none within another and none within a company's name."""
    text = text[:LONGEST_POST]
    pieces = pieces_of(text)
    reader = _Reader(Context(text, pieces, lexicon), pieces, companies, lexicon)
    spans: list[PersonSpan] = []
    at = 0
    while at < len(pieces):
        taken = 0
        if pieces[at].is_capital or reader.context.is_all_small:
            keys = [piece.key for piece in pieces[at : at + 2 + _LONGEST_LAST]]
            for length, entries, is_nickname in people.called(keys):
                found = reader.judged(at, at + length, [entry.person for entry in entries], is_nickname)
                if found and found.confidence >= SURE_ENOUGH:
                    spans.append(found)
                    taken = length
                    break
        at += taken or 1
    return spans


class _Reader:
    """One text with its companies, and what it says about a name at a place in it."""

    def __init__(self, context: Context, pieces: Sequence[Piece], companies: Sequence[Span], lexicon: Lexicon) -> None:
        self.context, self.pieces, self.companies, self.lexicon = context, pieces, companies, lexicon
        self._below: dict[str, list[str]] = defaultdict(list)
        told = {span.company_id for span in companies}
        for company in lexicon.companies.values():
            if company.parent_id in told:
                self._below[company.parent_id].append(company.id)
        self._sentence: list[int] = []
        number = 0
        for piece in pieces:
            number += piece.begins_sentence
            self._sentence.append(number)
        self._starts = {piece.start: place for place, piece in enumerate(pieces)}
        self._named: dict[int, set[str]] = defaultdict(set)  # companies by sentence
        for span in companies:
            if span.start in self._starts:
                self._named[self._sentence[self._starts[span.start]]] |= self._family(span.company_id)
        self._all = set().union(*self._named.values())

    def judged(self, at: int, end: int, people: list[Person], is_nickname: bool) -> PersonSpan | None:
        pieces, context = self.pieces, self.context
        start, stop = pieces[at].start, pieces[end - 1].end
        if not self._is_one_name(at, end) or context.is_a_place(end) or context.stranger_after(end):
            return None
        if any(span.start < stop and start < span.end for span in self.companies):
            return None
        near, there = self._named[self._sentence[at]], self._all
        person = self._one_of(people, near, there, end)
        if person is None:
            return None
        ordinary = [is_ordinary((pieces[at].key,)), all(is_ordinary((piece.key,)) for piece in pieces[at + 1 : end])]
        is_place = pieces[end - 1].key in PLACE_WORDS and is_somebody_or_somewhere(pieces[at].key)
        sure = 0.4 if all(ordinary) or is_place else 0.65 if any(ordinary) else 0.75
        sure += 0.2 if person.company_id and person.company_id in near else 0.12 * (person.company_id in there)
        sure += 0.12 * self._has_title(person, end) + 0.1 * self._is_somebody(at, end)
        sure -= 0.2 * self._goes_on(end) + 0.1 * is_nickname + 0.3 * context.stranger_before(at)
        sure -= 0.35 * self._is_elsewhere(person, end) + 0.3 * context.is_all_small
        sure -= 0.2 * (context.is_headline(at) and person.company_id not in there)
        return PersonSpan(start, stop, person.id, round(min(sure, 0.97), 2))

    def _is_one_name(self, at: int, end: int) -> bool:
        """Whether capitals, and the signs between, make one name of the pieces."""
        for place in range(at + 1, end):
            before = self.pieces[place - 1]
            if self.context.between(place) not in _BETWEEN:
                return False
            if self.pieces[place].begins_sentence and len(before.key) > 1:
                return False
        return self.pieces[end - 1].is_capital or self.context.is_all_small

    def _one_of(self, people: list[Person], near: set[str], there: set[str], end: int) -> Person | None:
        """Of namesakes the one whose company, or else whose title, is told."""
        if len(people) == 1:
            return people[0]
        for known in (near, there):
            fitting = [person for person in people if person.company_id in known]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        fitting = [person for person in people if self._has_title(person, end, own=True)]
        return fitting[0] if len(fitting) == 1 else None

    def _has_title(self, person: Person, end: int, own: bool = False) -> bool:
        after = {piece.key for piece in self.pieces[end : end + 5] if not piece.begins_sentence}
        words = {word for word in keys_of(person.title) if len(word) > 1} - {"of", "and", "the", "media"}
        return bool(after & words) or (not own and bool(after & _TITLES))

    def _is_somebody(self, at: int, end: int) -> bool:
        before = self.context.key(at - 1) if at and not self.pieces[at].begins_sentence else ""
        if before in _BEFORE or self.context.is_owner(end):
            return True
        follows = end < len(self.pieces) and not self.pieces[end].begins_sentence
        return follows and self.context.between(end) == " " and self.context.key(end) in _AFTER

    def _goes_on(self, end: int) -> bool:
        """Whether one more capital follows, as in the name of a show: "Dean Martin Christmas". Titles may."""
        if end >= len(self.pieces) or self.context.between(end) != " ":
            return False
        after = self.pieces[end]
        is_company = any(span.start == after.start for span in self.companies)
        return after.is_capital and not after.begins_sentence and after.key not in _TITLES and not is_company

    def _is_elsewhere(self, person: Person, end: int) -> bool:
        """ "Ana Reyes at Tallgrass", where the one of the directory works for somebody else."""
        if self.context.key(end) not in ("at", "from", "of") or end + 1 >= len(self.pieces):
            return False
        next_word = self.pieces[end + 1]
        named = [span for span in self.companies if span.start == next_word.start]
        return bool(named) and bool(person.company_id) and person.company_id not in self._family(named[0].company_id)

    def _family(self, company_id: str) -> set[str]:
        """A company, the one above it, and those below it: people of an office are called by the agency's name."""
        own = self.lexicon.companies[company_id].parent_id if company_id in self.lexicon.companies else ""
        return {company_id, *self._below.get(company_id, ()), *([own] if own else [])}
