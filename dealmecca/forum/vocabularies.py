"""The forum's own words: kinds of posts, urgency, deal sizes, reasons to report, looks of categories."""

from dealmecca.lib.vocabulary import Term, Vocabulary

POST_TYPE = Vocabulary(
    "kind of post",
    (
        Term("POST", "Post"),
        Term("QUESTION", "Question", ("ask",)),
        Term("POLL", "Poll", ("vote",)),
        Term("LIST", "List", ("ranking",)),
    ),
)
URGENCY = Vocabulary(
    "urgency",
    (
        Term("LOW", "Whenever"),
        Term("MEDIUM", "Normal"),
        Term("HIGH", "This week", ("soon",)),
        Term("URGENT", "Urgent", ("today", "now")),
    ),
)
DEAL_SIZE = Vocabulary(
    "deal size",
    (
        Term("UNDER_25K", "Under $25k"),
        Term("25K_100K", "$25k to $100k"),
        Term("100K_500K", "$100k to $500k"),
        Term("500K_1M", "$500k to $1m"),
        Term("OVER_1M", "Over $1m"),
    ),
)
STATE = Vocabulary(
    "state",
    (
        Term("VISIBLE", "Visible"),
        Term("HELD", "Waits for a moderator"),
        Term("REMOVED", "Removed by a moderator"),
        Term("DELETED", "Deleted by its author"),
    ),
)
SOURCE = Vocabulary(
    "source", (Term("AUTHOR", "Its author"), Term("MACHINE", "Found in the text"), Term("PERSON", "A reader"))
)
TAG_KIND = Vocabulary("kind of tag", (Term("TOPIC", "Topic"), Term("MEDIA", "Media type")))
FLAG_REASON = Vocabulary(
    "reason",
    (
        Term("PRIVATE", "Tells something private"),
        Term("RUDE", "Attacks somebody"),
        Term("WRONG", "Is not true"),
        Term("SPAM", "Advertises or is spam"),
        Term("OFF_TOPIC", "Stands in the wrong place"),
        Term("OTHER", "Something else"),
    ),
)
DECISION = Vocabulary("decision", (Term("OPEN", "Open"), Term("UPHELD", "Acted upon"), Term("DISMISSED", "Dismissed")))
MODERATION = Vocabulary(
    "what a moderator did",
    (
        Term("APPROVE", "Approved"),
        Term("REMOVE", "Removed"),
        Term("LOCK", "Locked"),
        Term("UNLOCK", "Unlocked"),
        Term("PIN", "Pinned"),
        Term("UNPIN", "Unpinned"),
        Term("FEATURE", "Featured"),
        Term("UNFEATURE", "No longer featured"),
        Term("MOVE", "Moved"),
        Term("RETITLE", "Given another title"),
        Term("DISMISS", "Reports dismissed"),
    ),
)
CATEGORY_COLOURS = Vocabulary(
    "colour",
    (
        Term("petrol", "Petrol"),
        Term("green", "Green"),
        Term("amber", "Amber"),
        Term("orange", "Orange"),
        Term("red", "Red"),
        Term("violet", "Violet"),
        Term("blue", "Blue"),
        Term("grey", "Grey"),
    ),
)
CATEGORY_ICONS = Vocabulary(
    "icon",
    (
        Term("arrow-left-right", "Arrows"),
        Term("file-text", "Page"),
        Term("users", "People"),
        Term("newspaper", "Newspaper"),
        Term("circle-help", "Question mark"),
        Term("handshake", "Handshake"),
        Term("calendar", "Calendar"),
        Term("briefcase", "Briefcase"),
        Term("message-square", "Bubble"),
    ),
)
