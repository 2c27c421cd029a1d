"""Invented company names in the ring of the trade: agencies named after people, advertisers after birds and places."""

import random
from collections.abc import Callable, Sequence

from dealmecca.operations.demo import words
from dealmecca.operations.demo.trades import Trade

HOLDINGS = (
    "Northlane Group", "Aldermoor Holdings", "Halyard Communications", "Oriel Worldwide", "Sable & Finch Group",
    "Palisander", "Merrowgate Group", "Tessera One",
)  # fmt: skip
NETWORKS = (
    "Cobalt Row", "Amber Quarter", "Parallel North", "Tandem & Tide", "Saltbox Media", "Ochre House", "Copperplate",
    "Signalbox", "Open Quarter", "Harbor & Helm", "Violet Hour", "Second Orbit", "Blueprint Row", "Ninefold",
    "Semaphore Media", "Tidal Plain", "Lattice & Vine", "Plainsong", "Longitude Row", "Ember Union",
    "Greyfriars Media", "Foundry Nine", "Windlass", "Marginalia", "Seventh Terrace", "Verdigris",
    "Pavilion Media Brands", "Stanchion", "Octave Union", "Half Moon Row",
)  # fmt: skip


_COMPOUNDS = tuple(
    head + tail
    for head in words.COMPOUND_HEADS
    for tail in words.COMPOUND_TAILS
    if head[-1] != tail[0] and (head + tail).casefold() not in words.DENIED
)


class CompanyNames:
    """Hands out names, never the same one twice, whatever their capitals."""

    def __init__(self, rng: random.Random, taken: Sequence[str] = ()) -> None:
        self._rng = rng
        self._taken = {name.casefold() for name in taken}
        self._awkward = rng.sample(words.AWKWARD, len(words.AWKWARD))

    def holding(self) -> str:
        return self._new(lambda: f"{self._stem()} {self._pick(('Group', 'Holdings', 'Worldwide', 'Partners'))}")

    def network(self) -> str:
        return self._new(lambda: f"{self._pick(words.COLOURS)} {self._pick(words.NOUNS)}")

    def agency(self) -> str:
        return self._new(self._agency)

    def advertiser(self, trade: Trade) -> str:
        """About one in sixty is awkward to type, match or sort."""
        if self._awkward and self._rng.random() < 1 / 60:
            return self.numbered(self._awkward.pop())
        return self._new(lambda: self._advertiser(trade))

    def brand(self, parent: str, trade: Trade) -> str:
        """A product of `parent` ("Kestrel Sparkling" of Kestrel Cola), or a name of its own."""
        family = parent.split()[0]
        if self._rng.random() < 0.45 and len(family) > 4 and family.isalpha():
            name = f"{family} {self._pick(trade.product_nouns)}"
            if name.casefold() not in self._taken:
                return self.numbered(name)
        return self._new(lambda: f"{self._stem()} {self._pick(trade.product_nouns)}")

    def named(self, nouns: Sequence[str]) -> str:
        """A stem and one of these nouns: publishers, ad tech, consultancies."""
        return self._new(lambda: f"{self._stem()} {self._pick(nouns)}")

    def numbered(self, name: str) -> str:
        """This very name, or "… 2" when it is taken."""
        return self._new(lambda: name)

    def _agency(self) -> str:
        first, second, third = self._rng.sample(words.SURNAMES, 3)
        forms: tuple[tuple[int, Callable[[], str]], ...] = (
            (40, lambda: f"{first} & {second}"),
            (8, lambda: f"{first} {second}"),
            (6, lambda: f"{first}, {second} & {third}"),
            (4, lambda: f"{first}+{second}"),
            (
                9,
                lambda: (
                    f"{first} {self._pick(('Media', '& Partners', 'Collective', '& Co.', 'Brothers', '& Daughters'))}"
                ),
            ),
            (10, lambda: f"{self._stem()} Media"),
            (12, lambda: f"{self._pick(words.COLOURS)} {self._pick(words.NOUNS)}"),
            (9, lambda: f"{self._pick(words.ORDINALS)} {self._pick(words.NOUNS)}"),
            (4, lambda: self._pick(words.EVOCATIVE)),
            (5, lambda: f"{self._stem()} {self._pick(('Collective', 'Works', 'Lab', 'Union', 'Media Arts'))}"),
            (3, lambda: f"{self._pick(('Studio', 'Room', 'Number', 'Gate'))} {self._rng.randrange(2, 99)}"),
        )
        return self._rng.choices([form for _, form in forms], [weight for weight, _ in forms])[0]()

    def _advertiser(self, trade: Trade) -> str:
        noun = self._pick(trade.company_nouns)
        chance = self._rng.random()
        if chance < 0.08:
            return self._pick(words.COINED)
        if chance < 0.12:
            return f"{self._pick(words.SURNAMES)}'s {noun}"
        if chance < 0.17:
            first, second = self._rng.sample(words.SURNAMES, 2)
            return f"{first} & {second} {noun}"
        return f"{self._stem()} {noun}"

    def _stem(self) -> str:
        chance = self._rng.random()
        if chance < 0.22:
            return self._pick(words.FOUND)
        if chance < 0.44:
            return self._pick(words.COINED)
        if chance < 0.5:
            return self._pick(words.EVOCATIVE)
        if chance < 0.56:
            return self._pick(words.SURNAMES)
        return self._pick(_COMPOUNDS)

    def _pick(self, choices: Sequence[str]) -> str:
        return choices[int(self._rng.random() * len(choices))]

    def _new(self, draw: Callable[[], str]) -> str:
        name = draw()
        for _ in range(20):
            if name.casefold() not in self._taken:
                break
            name = draw()
        base, number = name, 2
        while name.casefold() in self._taken:
            name, number = f"{base} {number}", number + 1
        self._taken.add(name.casefold())
        return name
