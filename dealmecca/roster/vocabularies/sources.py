"""How somebody knows what they say."""

from dealmecca.lib.vocabulary import Term, Vocabulary

# Codes are stored; `weight` in roster/confidence.py says how much each counts.
HOW = Vocabulary(
    "source",
    (
        Term("SPOKE", "Spoke with them", ("phone", "call", "called", "spoke", "conversation", "met", "meeting")),
        Term("EMAIL", "They wrote it", ("email", "mail", "message", "reply", "signature", "out of office")),
        Term("COLLEAGUE", "A colleague of theirs said so", ("colleague", "referral", "told", "word of mouth")),
        Term("PROFILE", "Their public profile", ("profile", "linkedin", "website", "company website", "org chart")),
        Term("PRESS", "Trade press", ("press", "news", "article", "press release", "announcement")),
        Term("WORKED", "Worked with them on it", ("campaign", "deal", "rfp", "worked together", "booked")),
        Term("FILE", "From a file", ("import", "csv", "spreadsheet", "list")),
        Term("OTHER", "Another way", ("unknown", "other source")),
    ),
)
