"""How sellers and buyers meet, what came of it, and how far they have come: kinds, outcomes, steps of the pipeline."""

from dealmecca.lib.vocabulary import Term, Vocabulary

INTERACTION_KIND = Vocabulary(
    "kind of interaction",
    (
        Term("CALL", "Call", ("phone", "phone call", "telephone")),
        Term("EMAIL", "Email", ("mail", "e-mail message")),
        Term("MEETING", "Meeting", ("video call", "met")),
        Term("LINKEDIN_MESSAGE", "LinkedIn message", ("LinkedIn", "InMail")),
        Term("TEXT", "Text", ("SMS", "text message", "WhatsApp")),
        Term("IN_PERSON", "In person", ("face to face", "visit")),
        Term("EVENT", "Event", ("conference", "trade show")),
        Term("OTHER", "Other", ("note of contact",)),
    ),
)
OUTCOME = Vocabulary(
    "outcome",
    (
        Term("REACHED", "Reached", ("spoke", "connected")),
        Term("NO_ANSWER", "No answer", ("no reply", "no response")),
        Term("LEFT_MESSAGE", "Left a message", ("left message", "voicemail")),
        Term("INTERESTED", "Interested", ("positive",)),
        Term("NOT_NOW", "Not now", ("later", "bad timing")),
        Term("NOT_INTERESTED", "Not interested", ("declined", "negative")),
        Term("MEETING_SET", "Meeting set", ("meeting booked",)),
        Term("PROPOSAL_ASKED", "Asked for a proposal", ("proposal asked", "RFP")),
    ),
)
STATUS = Vocabulary(
    "step of the pipeline",
    (
        Term("NEW", "New"),
        Term("CONTACTED", "Contacted"),
        Term("MEETING", "Meeting"),
        Term("PROPOSAL", "Proposal"),
        Term("WON", "Won"),
        Term("LOST", "Lost"),
    ),
)
AS_WRITTEN = ("", "As written")
# What a form offers for the next step, besides a day of one's own.
DUE = (
    AS_WRITTEN, ("none", "None"), ("tomorrow", "Tomorrow"), ("monday", "Next Monday"), ("two_weeks", "In two weeks"),
    ("month", "In a month"),
)  # fmt: skip
