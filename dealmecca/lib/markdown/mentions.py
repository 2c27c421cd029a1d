"""Mentions: `@[Label](company:ID)`, so that a name can change, or go, after somebody wrote it."""

import re
from typing import NamedTuple

from markdown_it.rules_inline import StateInline

KINDS = ("company", "contact", "user")
GONE = {"company": "removed company", "contact": "removed contact", "user": "removed member"}
_LONGEST_LABEL = 200
_MENTION = re.compile(
    rf"@\[([^\[\]\n]{{1,{_LONGEST_LABEL}}})\]\(({'|'.join(KINDS)}):([A-Za-z0-9_-]{{1,64}})\)"
)  # every part is bounded, so that many beginnings cost no more than many letters


class Mention(NamedTuple):
    """Whom a text names. What the writer called them is not here: it is never shown."""

    kind: str
    id: str


def mention_token(label: str, kind: str, record_id: str) -> str:
    """What the completion writes into the text."""
    plain = " ".join(label.translate({ord("["): "(", ord("]"): ")"}).split())
    return f"@[{plain[:_LONGEST_LABEL]}]({kind}:{record_id})"


def mention(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: what is code by then, or escaped, is no mention."""
    if state.src[state.pos] != "@":
        return False
    found = _MENTION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        token.content = found[1]
        token.meta = {"mention": Mention(found[2], found[3]), "in_link": state.linkLevel > 0}
    state.pos = found.end()
    return True
