"""Summaries of long texts: sentences of their own, and which."""

import pytest

from dealmecca.forum.linking import Lexicon, Named
from dealmecca.forum.reading import People, read_text
from dealmecca.forum.reading.sentences import sentences_of
from dealmecca.forum.reading.summary import summary_of

pytestmark = pytest.mark.once

POST = """Hi all, hope everybody had a good summer.

Kestrel Cola moved its CTV money away from Halden & Pike in July, and nobody on our side was told before the orders
stopped. We had a signed order for the fall, about $400,000 across connected TV and streaming audio, and it simply went
quiet. I called three planners that I know there. Two of them no longer work on the account, and the third one said that
a consultant is now running a media review for the U.S. business.

> We are pausing all commitments until further notice, says the client of CTV and CTV and CTV money.

- what I know about CTV money and Kestrel Cola is in this list and it goes on for long enough

What I heard since is that the review covers CTV, online video and out of home, but not linear TV, which stays where it
is until the end of the contract. Dr. Amari from procurement signs off, not the CMO. It is unusual. The shortlist is
said to be four agencies. Final presentations are on Oct. 14 in Chicago.

```
CTV money of Kestrel Cola is code here and never a sentence of a summary.
```

It may be that they bring programmatic in-house, as their competitor did last year. I would like to have my order back.

Does anyone know who runs CTV buying for Kestrel Cola today, and who the consultant is? Thanks in advance!"""


def summary(text: str) -> str:
    lexicon = Lexicon([Named("k", "Kestrel Cola"), Named("hp", "Halden & Pike")])
    return read_text(text, title="Who runs CTV?", lexicon=lexicon, people=People([])).summary.text


def test_a_long_post_is_summed_up_by_what_happened_and_what_is_asked() -> None:
    assert summary(POST) == (
        "Kestrel Cola moved its CTV money away from Halden & Pike in July, and nobody on our side was told before the "
        "orders stopped. Does anyone know who runs CTV buying for Kestrel Cola today, and who the consultant is?"
    )


def test_a_text_of_150_words_is_its_own_summary() -> None:
    assert summary("word " * 149 + "end.") == ""
    assert summary("Kestrel Cola moved. " * 20) == ""


def test_every_sentence_of_a_summary_stands_in_the_text_and_none_twice() -> None:
    long = POST.replace("```", "") + "\n\n" + POST
    chosen = sentences_of(summary(long))
    assert 2 <= len(chosen) <= 3 and len(set(chosen)) == len(chosen)
    assert all(sentence in " ".join(long.split()) for sentence in chosen)


def test_quotes_lists_and_code_are_nobodys_summary() -> None:
    quoted = "\n\n".join(f"> {line}" for line in POST.split("\n\n") if line[0] not in ">-`")
    assert summary(quoted) == ""


def test_how_sure_it_is_says_how_much_of_the_text_it_holds() -> None:
    found = summary_of([POST.split("\n\n")[1], *POST.split("\n\n")[4:5], *POST.split("\n\n")[6:]])
    assert 0 < found.confidence < 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("Dr. Amari met Mr. O. Stone at 9 a.m. in D.C. now.", ["Dr. Amari met Mr. O. Stone at 9 a.m. in D.C. now."]),
        ("It went to Halden Inc. They won.", ["It went to Halden Inc.", "They won."]),
        ("CPMs rose 4.5 percent. Then 3.", ["CPMs rose 4.5 percent.", "Then 3."]),
        ("She said “never.” Then she left.", ["She said “never.”", "Then she left."]),
        ("We waited... and waited. Done.", ["We waited... and waited.", "Done."]),
        ("e.g. TV, vs. Radio. See www.a.example. Fine.", ["e.g. TV, vs. Radio.", "See www.a.example.", "Fine."]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("a" * 30 + " " + "b" * 40 + "\nwent on. Next", ["a" * 30 + " " + "b" * 40 + " went on.", "Next"]),
        ("It was I. We knew.", ["It was I.", "We knew."]),
        ("", []),
        ("...", ["..."]),
    ],
)  # fmt: skip
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences
