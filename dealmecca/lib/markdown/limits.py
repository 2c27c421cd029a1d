"""How much a text may ask for: its size, and steps of the parser, counted while it works.

Every rule of the parser is linear, but some signs cost fifty times what a letter costs: 20,000 brackets took 0.26 s,
nested quotes 0.8 s, a table of 200 columns 1 s. So steps are counted, not seconds: a text that takes more than
MOST_STEPS, or lies deeper than DEEPEST, is shown as it was written. 40,000 letters of prose take about 2,400 steps, a
table of 370 rows 8,000; the slowest of 55 hostile families took 62 ms (two cores that others used, Python 3.11).
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType

LONGEST_POST = 40_000  # characters; what is longer is shown as it was written
LONGEST_COMMENT = 15_000
MOST_STEPS = 12_000
DEEPEST = 10  # quotes within quotes; a list within a list counts twice
LINK = 8  # steps of one link, whose address is taken apart and put together again

_COST = {"[": 5, "<": LINK, "&": 3, "!": 2, "*": 3, "_": 3, "~": 3, "`": 2, "\n": 2}  # of what begins here; of others 1
_LINE = 2
_SPENT = "steps"


class TooMuch(Exception):
    """The text asks for more than is given; it is shown as it was written."""


def spend(env: EnvType, steps: int) -> None:
    """Raises TooMuch."""
    env[_SPENT] = spent = env.get(_SPENT, 0) + steps
    if spent > MOST_STEPS:
        raise TooMuch


def add_limits(parser: MarkdownIt) -> None:
    """Count from now on; first of all rules, and of those that may end a paragraph, a list or a quote."""
    ends: dict[str, list[str]] = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "limits", _line, ends)  # type: ignore[arg-type]
    parser.core.ruler.after("block", "limits", _blocks)
    parser.inline.ruler.before("text", "limits", _sign)


def _line(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    spend(state.env, _LINE)
    if state.level > DEEPEST or len(state.tokens) > MOST_STEPS:
        raise TooMuch
    return False


def _blocks(state: StateCore) -> None:
    spend(state.env, len(state.tokens))


def _sign(state: StateInline, _silent: bool) -> bool:
    env = state.env  # what `spend` does, without calling it: this runs for each sign
    env[_SPENT] += _COST.get(state.src[state.pos], 1)
    if env[_SPENT] > MOST_STEPS:
        raise TooMuch
    return False
