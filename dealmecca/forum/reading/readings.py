"""Everything the machine adds to one text. It is the same for the same text and directory, and needs no network."""

from dataclasses import dataclass

from dealmecca.forum.linking import VERSION as LINKING
from dealmecca.forum.linking import Lexicon, Span, link
from dealmecca.forum.reading.people import People, PersonSpan, people_in
from dealmecca.forum.reading.summary import Summary, summary_of
from dealmecca.forum.reading.tags import FoundTag, tags_in
from dealmecca.lib.markdown import Names, read
from dealmecca.lib.markdown.documents import NOBODY

VERSION = f"reading-1 {LINKING}"


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is what was read: plain, without code. Spans are places in it, in code points."""

    text: str
    summary: Summary
    tags: tuple[FoundTag, ...]
    companies: tuple[Span, ...]
    contacts: tuple[PersonSpan, ...]
    version: str = VERSION


def read_text(source: str, *, lexicon: Lexicon, people: People, title: str = "", names: Names = NOBODY) -> Reading:
    """`source` is Markdown; `names` what its mentions are called today."""
    blocks = [block for block in read(source).blocks(names) if block.kind != "code"]
    text = "\n\n".join([*([title] if title else []), *(block.text for block in blocks)])
    companies = link(text, lexicon)
    tags = tags_in(text)
    about = {*(text[span.start : span.end] for span in companies), *(tag.name for tag in tags), title}
    prose = [block.text for block in blocks if block.kind == "paragraph"]
    contacts = people_in(text, people, lexicon, companies)
    return Reading(text, summary_of(prose, about), tuple(tags), tuple(companies), tuple(contacts))
