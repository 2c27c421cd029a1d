"""What members of the demo ask and answer in the forum. Invented throughout; {…} is filled by forum.py."""

# category, kind, title, text, tags, media types
OPENERS = (
    ("account-moves", "POST", "{account} moves upfront planning to January?",
     "Hearing from two desks that {account@} pulls the brief forward by three weeks and briefs {agency@} before "
     "Christmas. That would put the RFP window in the first half of February, not March.\n\nIf you have seen it in "
     "writing, please say so. If it is only talk, say that too.", "Upfronts,Planning", "CTV"),
    ("account-moves", "POST", "{account} review: three shops left",
     "Finalists present the week of the 7th. **The incumbent is still in.** Media only, creative stays where it is.",
     "Reviews", ""),
    ("who-handles-what", "QUESTION", "Who plans out of home for {account} since May?",
     "My old contact bounced. I think {agency@} took it, need a name or at least a desk.", "Contacts", "Out of home"),
    ("who-handles-what", "QUESTION", "Does {person} still sign off CTV for {account}?",
     "{person@} did until the summer. Before I send the deck: is it still the same desk?", "Contacts", "CTV"),
    ("deals", "QUESTION", "Payment terms at {agency}, who got 45 days?",
     "Our last two insertion orders came back at 90. Looking for anyone who negotiated better since summer.\n\n"
     "- What did you give for it?\n- Was it the agency or the client who moved?", "Payment terms", ""),
    ("deals", "LIST", "Which desks at {agency} answer within a day",
     "One entry a desk, vote for those that really do. Please no names of people.", "Service", ""),
    ("rfps", "POST", "{account} brief is out: streaming video, second quarter",
     "Due on the 20th. They ask for incremental reach over linear, by *household*, and no user-level data.\n\n"
     "> No added value, please put everything into the rate.\n\nThat line is new.", "RFPs", "CTV"),
    ("rfps", "QUESTION", "How do you answer “brand suitability” for {account}?",
     "Third brief this month that wants a page on it. Do you send the vendor's report or write your own?", "RFPs", ""),
    ("questions", "QUESTION", "CTV make-goods: what do you accept as proof?",
     "Log files, a third party, or a screenshot and a smile? Collecting answers for a short guide.", "Make-goods",
     "CTV"),
    ("questions", "POLL", "When does {agency} really decide about the first quarter?",
     "Ask for the month in which you got the signature, not the handshake.", "Planning", ""),
    ("industry-news", "POST", "{agency} puts audio and video under one head",
     "From January one team buys both for {account@} and others. Expect one brief where there were two.",
     "Reorganisations", "Audio"),
    ("events", "POST", "Who goes to the spring planning days?",
     "Two seats left at our table, with somebody of {agency@} on it. First come.", "Meetings", ""),
    ("jobs", "POST", "{agency} hires three planners for {account}",
     "Programmatic, senior, two offices. The posting says hybrid; the people there say four days.", "Hiring",
     "Programmatic"),
)  # fmt: skip
CHOICES = {
    "POLL": ("October", "November", "December", "Later than that"),
    "LIST": ("Video, Chicago", "Audio, New York", "Out of home, Austin", "Search, anywhere"),
}
REPLIES = (
    "In writing since Friday. The date on the {account@} page is right.",
    "Same here, from another desk.",
    "Only talk so far. I would not move inventory for it.",
    "Thank you. Does that include everything, or only video?",
    "Video only. The rest stays on the old calendar.",
    "Ask {person@}, she knows or knows who does.",
    "We got the same heads-up. They want audience proposals, no rate cards yet.",
    "Two offices disagree about it, so wait a week.",
    "It moved with the team: {agency@} kept the people.",
    "We gave 3 % for it, and it was the client who moved.",
    "Not in our market. What is yours?",
    "They said so last year, too.",
    "Log files, always. A screenshot is not a proof.",
    "I would answer both questions in one page and leave the rest out.",
    "Confirmed on a call this morning.",
    "That was true until March. Since then it is another desk.",
    "Do you have that from the agency or from the client?",
    "From the agency. The client says nothing until the board has met.",
    "Good to know, that saves me a trip.",
    "Same deadline for radio?",
    "Radio has ten more days.",
    "I sent mine without, and nobody asked.",
)
