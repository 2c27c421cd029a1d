"""A second opinion on rendered HTML, by another parser and with lists of its own: what in it could do harm."""

import re
from html.parser import HTMLParser

_TAGS = frozenset(
    "a p br hr h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s table thead tbody tr th td span".split()
)
_ATTRIBUTES = {"a": {"href", "rel", "class"}, "ol": {"start"}, "span": {"class"}, "th": {"class"}, "td": {"class"}}
_CLASSES = {"a": {"mention"}, "span": {"mention"}, "th": {"r", "c"}, "td": {"r", "c"}}
_ADDRESS = re.compile(r"https?://[^/\\@]+(?:[/?#].*)?|mailto:[^@]+@.*|/[^/\\].*", re.IGNORECASE | re.DOTALL)
_IGNORED_BY_BROWSERS = dict.fromkeys([*range(0x21), 0x7F, 0xAD, *range(0x200B, 0x2010), 0xFEFF])


class Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.harm.append(f"<{tag}>")
        for name, value in attributes:
            value = value or ""
            if name not in _ATTRIBUTES.get(tag, ()):
                self.harm.append(f"<{tag} {name}={value}>")
            elif name == "href" and not _ADDRESS.fullmatch(value.translate(_IGNORED_BY_BROWSERS)):
                self.harm.append(f"leads to {value}")
            elif name == "rel" and not {"nofollow", "ugc", "noopener"} <= set(value.split()):
                self.harm.append(f"rel is {value}")
            elif name == "class" and value and value not in _CLASSES.get(tag, ()):
                self.harm.append(f"<{tag} class={value}>")

    def handle_comment(self, data: str) -> None:
        self.harm.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.harm.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.harm.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.harm.append(f"<?{data}>")


def harm_in(html: str) -> list[str]:
    """Empty where nothing is."""
    judge = Judge()
    try:
        judge.feed(html)
        judge.close()
    except AssertionError as error:  # a marked section, "<![x[", that this parser gives up on
        judge.harm.append(str(error))
    return judge.harm
