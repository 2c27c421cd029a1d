"""What the machine adds to a text, offline: a summary, tags of the trade, companies and people of the directory.

reading = read_text(body, title=title, lexicon=Lexicon(…), people=People(…))
reading.summary, reading.tags, reading.companies, reading.contacts  # spans are places in reading.text
"""

from dealmecca.forum.reading.people import People, Person, PersonSpan
from dealmecca.forum.reading.readings import VERSION, Reading, read_text
from dealmecca.forum.reading.tags import FoundTag, tags_in

__all__ = ["VERSION", "FoundTag", "People", "Person", "PersonSpan", "Reading", "read_text", "tags_in"]
