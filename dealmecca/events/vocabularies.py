"""What kinds of events the trade has."""

from dealmecca.lib.vocabulary import Term, Vocabulary

EVENT_TYPE = Vocabulary(
    "type of event",
    (
        Term("CONFERENCE", "Conference", ("summit", "congress", "forum")),
        Term("TRADE_SHOW", "Trade show", ("fair", "expo", "exhibition")),
        Term("UPFRONT", "Upfront or newfront", ("upfront", "upfronts", "newfront", "newfronts", "presentation")),
        Term("AWARDS", "Awards", ("award show", "gala", "awards dinner")),
        Term("NETWORKING", "Networking", ("mixer", "happy hour", "meetup", "reception", "party")),
        Term("WORKSHOP", "Workshop", ("training", "masterclass", "course")),
        Term("WEBINAR", "Webinar", ("online talk", "live stream", "virtual talk")),
        Term("OTHER", "Other", ("misc",)),
    ),
)
