"""What members write, as safe HTML and as plain text: Markdown with mentions, no HTML of their own, bounded work.

document = read("Ask @[Ana](user:c1) about **CTV**.")
document.mentions  # (Mention("user", "c1"),)
document.html({Mention("user", "c1"): ("Ana Reyes", "/members/c1")})  # who is not there is gone
"""

from dealmecca.lib.markdown.documents import Block, Document, Names, read, read_once
from dealmecca.lib.markdown.limits import LONGEST_COMMENT, LONGEST_POST
from dealmecca.lib.markdown.mentions import Mention, mention_token

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_POST",
    "Block",
    "Document",
    "Mention",
    "Names",
    "mention_token",
    "read",
    "read_once",
]
