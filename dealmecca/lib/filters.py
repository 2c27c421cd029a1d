"""Filters as a list page shows them: boxes to tick with counts, and a chip for each that is in force."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 6


@dataclass(frozen=True)
class Option:
    """One box to tick: `name` and `value` go into the address."""

    name: str
    value: str
    label: str
    count: int
    is_selected: bool
    is_single: bool = False
    level: int | None = None

    @property
    def id(self) -> str:
        return f"f-{self.name}-{self.value or 'any'}"


@dataclass(frozen=True)
class Block:
    """One facet: the first options, and the rest behind a fold."""

    name: str
    title: str
    options: Sequence[Option]
    is_open: bool = True

    @property
    def first(self) -> Sequence[Option]:
        return self.options if len(self.options) <= SHOWN + 2 else self.options[:SHOWN]

    @property
    def rest(self) -> Sequence[Option]:
        return () if len(self.options) <= SHOWN + 2 else self.options[SHOWN:]

    @property
    def is_rest_open(self) -> bool:
        return any(option.is_selected for option in self.rest)


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    url: str
