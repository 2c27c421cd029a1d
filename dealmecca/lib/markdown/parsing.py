"""The parser, set up once: CommonMark with tables and strikethrough, without what surprises or what nobody needs."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dealmecca.lib.markdown.limits import LONGEST_POST, TooMuch, add_limits
from dealmecca.lib.markdown.links import add_links, address_of, is_allowed
from dealmecca.lib.markdown.mentions import mention
from dealmecca.lib.markdown.rendering import Renderer

# No HTML. Four spaces make no code and a line of hyphens no heading: both happen to people who paste. Definitions of
# links ("[1]: https://…") would let one end of a text decide what another means, and cost the most.
_LEFT_OUT = ["html_block", "html_inline", "code", "lheading", "reference"]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return is_allowed(url)

    def normalizeLink(self, url: str) -> str:
        return address_of(url)

    def normalizeLinkText(self, url: str) -> str:
        return url  # as it was written: "xn--…" shown as letters is how one host passes for another


@cache
def parser() -> MarkdownIt:
    made = _Parser("commonmark", {"html": False, "breaks": True, "maxNesting": 12}, renderer_cls=Renderer)
    made.enable(["table", "strikethrough"]).disable(_LEFT_OUT)
    made.inline.ruler.before("link", "mention", mention)
    add_links(made)
    add_limits(made)
    return made


def tokens_of(text: str) -> list[Token] | None:
    """None: the text asks for more than is given, and is shown as it was written."""
    if len(text) > LONGEST_POST:
        return None
    try:
        return parser().parse(text, {})
    except TooMuch:
        return None
