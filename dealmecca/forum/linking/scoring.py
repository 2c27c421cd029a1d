"""How well names are found in labelled sentences: a span counts when its place and its company are right."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dealmecca.forum.linking.lexicon import Lexicon
from dealmecca.forum.linking.spans import link


@dataclass
class Score:
    """`wrong` holds (the text, what was too many, what was missed) of each line that was not read right."""

    lines: int = 0
    right: int = 0
    extra: int = 0
    missed: int = 0
    wrong: list[tuple[str, list[str], list[str]]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right of all that were found; 1.0 where nothing was."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Right of all that are there; 1.0 where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(labelled: Iterable[tuple[str, set[tuple[int, int, str]]]], lexicon: Lexicon) -> Score:
    found = Score()
    for text, meant in labelled:
        spans = {(span.start, span.end, span.company_id) for span in link(text, lexicon)}
        found.lines += 1
        found.right += len(spans & meant)
        found.extra += len(spans - meant)
        found.missed += len(meant - spans)
        if spans != meant:
            found.wrong.append((text, _named(text, spans - meant), _named(text, meant - spans)))
    return found


def _named(text: str, spans: set[tuple[int, int, str]]) -> list[str]:
    return [f"{text[start:end]} ({company})" for start, end, company in sorted(spans)]
