"""Where a text may lead: addresses of the web and of mail, also those that are only pasted; pictures become links."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dealmecca.lib.markdown.limits import LINK, spend

# A host without "user@" before it: https://bank.example@elsewhere.example is written to be misread.
_ALLOWED = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]|$)|mailto:[^\s@?]+@[^\s@?]+(?:\?|$)", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
_PASTED = re.compile(r"(?<![\w/:@.])https?://[^\s<>\"“”`|]+", re.IGNORECASE)
_ENDS_SENTENCE = ".,;:!?'’*_~…"


def address_of(written: str) -> str:
    """Nothing that could end an attribute is left. The library's own way takes four times as long."""
    return _NOT_IN_ADDRESSES.sub(lambda sign: f"%{ord(sign[0]):02X}", written)


def is_allowed(address: str) -> bool:
    return bool(_ALLOWED.match(address))


def pictures_and_pasted_addresses(state: StateCore) -> None:
    """A rule of the parser, after all others. A link within a link stays text."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_with_links(token.children, state))


def _with_links(tokens: list[Token], state: StateCore) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "image":
            text = "".join(part.content for part in token.children or ()) or "picture"
            yield from [_text(text)] if depth else _link(str(token.attrs.get("src", "")), text)
        elif token.type == "text" and not depth and "://" in token.content:
            yield from _pasted(token.content, state)
        else:
            yield token


def _pasted(text: str, state: StateCore) -> Iterator[Token]:
    last = 0
    for found in _PASTED.finditer(text):
        spend(state.env, LINK)
        address = _without_end(found[0])
        target = state.md.normalizeLink(address)
        if not state.md.validateLink(target):
            continue
        if found.start() > last:
            yield _text(text[last : found.start()])
        yield from _link(target, address)
        last = found.start() + len(address)
    if last < len(text):
        yield _text(text[last:])


def _without_end(address: str) -> str:
    """Without the signs that end a sentence, and a bracket that was opened before the address."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _ENDS_SENTENCE or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _link(address: str, text: str) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": address}), _text(text), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def add_links(parser: MarkdownIt) -> None:
    parser.core.ruler.push("links", pictures_and_pasted_addresses)
