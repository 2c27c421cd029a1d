"""One text, read once: its HTML, its plain text, what it is made of, and whom it mentions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from markdown_it.token import Token

from dealmecca.lib.markdown.mentions import Mention
from dealmecca.lib.markdown.parsing import parser, tokens_of
from dealmecca.lib.markdown.rendering import Names, as_written, called, clean, paragraphs_of
from dealmecca.lib.visible_text import without_invisible

_BREAKS = ("softbreak", "hardbreak")


class Block(NamedTuple):
    """`kind`: paragraph, heading, item (of a list), row (of a table), quote or code."""

    kind: str
    text: str


NOBODY: Names = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Document:
    source: str
    tokens: tuple[Token, ...] | None

    @property
    def is_as_written(self) -> bool:
        """Whether it asks for more than is given, so that signs are shown as signs. Worth telling its writer."""
        return self.tokens is None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """In the order of the text, each once; none within code."""
        found = (token.meta["mention"] for token in self._inline() if token.type == "mention")
        return tuple(dict.fromkeys(found))

    def html(self, names: Names = NOBODY, *, top_heading: int = 2) -> str:
        """Safe whatever was written. `top_heading` is the level of "#": below the heading that it stands under."""
        if self.tokens is None:
            return clean(as_written(self.source))
        env = {"names": names, "top_heading": max(top_heading, 2)}
        return clean(parser().renderer.render(self.tokens, parser().options, env))

    def blocks(self, names: Names = NOBODY) -> list[Block]:
        """The text without its signs, in parts; none is empty."""
        blocks = [Block(kind, without_invisible(text).strip()) for kind, text in self._blocks(names)]
        return [block for block in blocks if block.text]

    def text(self, names: Names = NOBODY) -> str:
        """For search, mail and summaries: one line for each line that is seen."""
        return "\n".join(block.text for block in self.blocks(names))

    def excerpt(self, length: int, names: Names = NOBODY) -> str:
        """The beginning on one line, at most `length` characters; what is quoted, and code, only where it is all."""
        blocks = self.blocks(names)
        own = [block for block in blocks if block.kind not in ("quote", "code")] or blocks
        words = " ".join(" ".join(block.text for block in own).split())
        if len(words) <= length:
            return words
        cut = words[: length - 1]
        whole = cut.rpartition(" ")[0] if words[length - 1] != " " else cut
        return f"{(whole if len(whole) > length // 2 else cut).rstrip(' ,;:–-')}…"

    def _inline(self) -> Iterator[Token]:
        for token in self.tokens or ():
            yield from token.children or ()

    def _blocks(self, names: Names) -> Iterator[tuple[str, str]]:
        if self.tokens is None:
            yield from (("paragraph", part) for part in paragraphs_of(self.source))
            return
        around: list[str] = []
        row: list[str] = []
        for token in self.tokens:
            if token.nesting:
                around = [*around, token.tag] if token.nesting > 0 else around[:-1]
            if token.type == "inline":
                text = _text(token.children or (), names)
                if "table" in around:
                    row.append(text)
                else:
                    yield _kind(around), text
            elif token.type == "tr_close":
                yield _kind(around, "row"), " | ".join(row)
                row = []
            elif token.type == "fence":
                yield "code", token.content


def read(text: str) -> Document:
    """Never raises, whatever the text is; linear in it."""
    storable = text.encode("utf-8", "ignore").decode()  # halves of surrogate pairs are in no file and no database
    tokens = tokens_of(storable)
    return Document(storable, None if tokens is None else tuple(tokens))


@lru_cache(maxsize=512)
def read_once(text: str) -> Document:
    """`read`, kept while it is asked for: parsing the texts of a page takes longer than finding them."""
    return read(text)


def _kind(around: list[str], otherwise: str = "paragraph") -> str:
    if "blockquote" in around:
        return "quote"
    if "li" in around:
        return "item"
    return "heading" if around[-1:] and around[-1][0] == "h" else otherwise


def _text(tokens: Iterable[Token], names: Names) -> str:
    parts = []
    for token in tokens:
        if token.type == "mention":
            parts.append(called(token, names)[0])
        else:
            parts.append("\n" if token.type in _BREAKS else token.content)
    return "".join(parts)
