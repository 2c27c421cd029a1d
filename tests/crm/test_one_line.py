"""What one line of text is understood as."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.crm.one_line import understand
from dealmecca.crm.vocabularies import INTERACTION_KIND, OUTCOME

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "kind", "outcome", "due"),
    [
        ("called Maren about Q3 CTV, no answer, follow up tue", "CALL", "NO_ANSWER", date(2026, 11, 24)),
        ("Left a voicemail, call back Monday", "CALL", "LEFT_MESSAGE", date(2026, 11, 30)),
        ("emailed the deck, call back friday", "EMAIL", "", date(2026, 11, 27)),
        ("lunch, very interested, follow up 12 Dec with curves", "MEETING", "INTERESTED", date(2026, 12, 12)),
        ("met at a conference, wants a proposal, send rates in 2 weeks", "EVENT", "PROPOSAL_ASKED", date(2026, 12, 7)),
        ("sent her a LinkedIn message, no reply", "LINKEDIN_MESSAGE", "NO_ANSWER", None),
        ("texted him", "TEXT", "", None),
        ("ran into Priya, not now, check in next quarter", "IN_PERSON", "NOT_NOW", date(2027, 1, 1)),
        ("spoke, not interested", "CALL", "NOT_INTERESTED", None),
        ("she booked a meeting, f/u next week", "MEETING", "MEETING_SET", date(2026, 11, 30)),
        ("follow up on 2026-12-01", "", "", date(2026, 12, 1)),
        ("follow up feb 29", "", "", date(2028, 2, 29)),
        ("follow up eom", "", "", date(2026, 11, 30)),
        ("ping next tue", "", "", date(2026, 12, 1)),
        ("Budget went up on sparkling", "", "", None),
    ],
)  # fmt: skip
def test_a_line_says_what_happened_and_what_is_next(line: str, kind: str, outcome: str, due: date | None) -> None:
    said = understand(line, today=MONDAY)
    assert (said.kind, said.outcome, said.due_on) == (kind, outcome, due)


@pytest.mark.parametrize(
    "line",
    ["we met on tuesday", "called 10 months ago", "follow up soon", "follow up 31 feb", "follow up 2020-01-01",
     "send 9999-12-31", "due 13/13", "follow up"],
)  # fmt: skip
def test_no_day_is_made_up(line: str) -> None:
    assert understand(line, today=MONDAY).due_on is None


def test_an_hour_counts_only_where_it_is_one() -> None:
    assert understand("call back mon 3pm", today=MONDAY).due_time == time(15)
    assert understand("call back mon at 9:30", today=MONDAY).due_time == time(9, 30)
    assert understand("call back mon 3", today=MONDAY).due_time is None
    assert understand("call back mon 25:00", today=MONDAY).due_time is None


def test_what_to_do_is_what_was_written() -> None:
    said = understand("good call, follow up fri with reach curves, then lunch", today=MONDAY)
    assert said.to_do == "Follow up with reach curves"


@settings(max_examples=150)
@given(
    words=st.lists(
        st.sampled_from(["called", "follow", "up", "tue", "in", "99", "weeks", "12", "dec", "no", "answer", "at", ":",
                         "-", "/", "3pm", "next", "couple", "of", "met", "sent", "é", "\0", "31/2", "2026-02-30"]),
        max_size=40,
    ),
    today=st.dates(date(2001, 1, 1), date(2090, 1, 1)),
)  # fmt: skip
def test_whatever_is_written_it_answers_in_its_own_words(words: list[str], today: date) -> None:
    said = understand(" ".join(words), today=today)
    assert said.kind in ("", *INTERACTION_KIND.codes) and said.outcome in ("", *OUTCOME.codes)
    assert said.due_on is None or said.due_on >= today


def test_a_page_of_minutes_takes_no_time() -> None:
    said = understand("follow up " * 20_000 + "met " * 20_000, today=MONDAY)
    assert said.due_on is None
