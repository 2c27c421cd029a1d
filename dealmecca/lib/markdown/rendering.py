"""Tokens to HTML, and the one gate through which all of it goes."""

from collections.abc import Mapping, Sequence

import nh3
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dealmecca.lib.markdown.links import is_allowed
from dealmecca.lib.markdown.mentions import GONE, Mention
from dealmecca.lib.visible_text import without_invisible

Names = Mapping[Mention, tuple[str, str]]  # the label and the address of today; "" where none may be opened

_ALIGNED = {"text-align:right": "r", "text-align:center": "c"}
_TAGS = """a blockquote br code em h2 h3 h4 h5 h6 hr li ol p pre s span strong table tbody td th thead tr ul"""


class Renderer(RendererHTML):
    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<{_heading(tokens[idx], env)}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{_heading(tokens[idx], env)}>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _cell(tokens[idx])

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _cell(tokens[idx])

    def mention(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        label, address = called(tokens[idx], env["names"])
        if not address or tokens[idx].meta["in_link"]:
            return f'<span class="mention">{escapeHtml(label)}</span>'
        return f'<a class="mention" href="{escapeHtml(address)}">{escapeHtml(label)}</a>'


def called(token: Token, names: Names) -> tuple[str, str]:
    """What a mention is called today, never what its writer called it."""
    found: Mention = token.meta["mention"]
    return names.get(found) or (GONE[found.kind], "")


def clean(html: str) -> str:
    """Whatever came before: only these tags and attributes leave, and links only where a text may lead."""
    return without_invisible(_gate.clean(html))


def as_written(text: str) -> str:
    """The text itself, its lines kept."""
    paragraphs = (escapeHtml(part).replace("\n", "<br>\n") for part in paragraphs_of(text))
    return "".join(f"<p>{part}</p>\n" for part in paragraphs)


def paragraphs_of(text: str) -> list[str]:
    return [part.strip("\n") for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n") if part.strip()]


def _heading(token: Token, env: EnvType) -> str:
    return f"h{min(int(token.tag[1]) - 1 + int(env['top_heading']), 6)}"


def _cell(token: Token) -> str:
    align = _ALIGNED.get(str(token.attrs.get("style", "")))
    return f'<{token.tag} class="{align}">' if align else f"<{token.tag}>"


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """An address without a host is one of our own pages, which mentions lead to."""
    if name != "href" or is_allowed(value):
        return value
    return value if value.startswith("/") and not value.startswith(("//", "/\\")) else None


_gate = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},  # "*": else titles and languages pass
    allowed_classes={"a": {"mention"}, "span": {"mention"}, "th": {"r", "c"}, "td": {"r", "c"}},
    link_rel="nofollow ugc noopener",
    url_schemes={"http", "https", "mailto"},
    attribute_filter=_attribute,
)
