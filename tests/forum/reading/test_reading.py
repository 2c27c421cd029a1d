"""What the machine adds to a text: right on labelled sentences, the same every time, in time, never a crash."""

import csv
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmecca.forum.linking import Lexicon, link
from dealmecca.forum.linking.files import read_directory
from dealmecca.forum.reading import VERSION, People, Person, Reading, read_text, tags_in
from dealmecca.forum.reading.people import people_in
from dealmecca.forum.reading.tags import all_tags
from dealmecca.lib.markdown import LONGEST_POST
from tests.forum.reading.labelled import marked

pytestmark = pytest.mark.once
HERE = Path(__file__).parent
LEXICON = Lexicon(read_directory(HERE / "companies.csv"))
with (HERE / "people.csv").open(encoding="utf-8") as rows:
    PEOPLE = People([Person(**row) for row in csv.DictReader(rows)])


def read(text: str, title: str = "") -> Reading:
    return read_text(text, title=title, lexicon=LEXICON, people=PEOPLE)


def found(text: str) -> list[tuple[str, str]]:
    reading = read(text)
    return [(reading.text[span.start : span.end], span.contact_id) for span in reading.contacts]


def test_people_are_found_where_they_are_meant() -> None:
    right = extra = missed = 0
    for text, meant in marked(HERE / "labelled_people.txt"):
        spans = people_in(text, PEOPLE, LEXICON, link(text, LEXICON))
        told = {(span.start, span.end, span.contact_id) for span in spans}
        right, extra, missed = right + len(told & meant), extra + len(told - meant), missed + len(meant - told)
    assert right >= 30
    assert right / (right + extra) >= 0.97 and right / (right + missed) >= 0.93


def test_tags_are_found_where_they_are_meant() -> None:
    right = extra = missed = lines = 0
    for line in (HERE / "labelled_tags.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, _, names = line.partition(" =>")
        meant = {name.strip() for name in names.split(",") if name.strip()}
        told = {tag.name for tag in tags_in(text)}
        right, extra, missed = right + len(told & meant), extra + len(told - meant), missed + len(meant - told)
        lines += 1
    assert lines >= 100
    assert right / (right + extra) >= 0.95 and right / (right + missed) >= 0.93


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Will Young people watch?", []),
        ("I met Will Young, director at Kestrel Cola.", [("Will Young", "young")]),
        ("Ana Reyes left.", []),
        ("Ana Reyes of Tallgrass Bank left.", [("Ana Reyes", "anatg")]),
        ("Bob Stone called from Tallgrass Bank.", [("Bob Stone", "stone")]),
        ("```\nMaren Oduya\n```", []),
        ("🎧 **Maren** Oduya", [("Maren Oduya", "oduya")]),
    ],
)
def test_what_decides_about_a_person(text: str, people: list[tuple[str, str]]) -> None:
    assert found(text) == people


def test_a_company_or_a_title_beside_a_name_makes_it_surer() -> None:
    alone, beside = read("We saw Yuki Nakamura."), read("We saw Yuki Nakamura, associate director at Halden & Pike.")
    assert beside.contacts[0].confidence > alone.contacts[0].confidence >= 0.5


def test_a_tag_is_surer_the_more_ways_it_is_said() -> None:
    once, twice = tags_in("A CTV plan."), tags_in("A CTV plan, all connected TV.")
    assert twice[0].name == once[0].name == "CTV" and twice[0].confidence > once[0].confidence


def test_capitals_count_where_a_post_has_any() -> None:
    assert [tag.name for tag in tags_in("Ooh, what a plan!")] == []
    assert [tag.name for tag in tags_in("ooh plan for denver")] == ["Out of home"]


def test_every_tag_of_the_file_is_found_by_its_own_words() -> None:
    for kind, name, words in all_tags():
        assert kind in ("MEDIA", "TOPIC") and words
        for word in words:
            assert name in [tag.name for tag in tags_in(f"We talk about {word}, and so on")], word


def test_everything_is_read_at_once_and_carries_its_version() -> None:
    reading = read("@[x](company:c1) moved. Maren Oduya of Halden & Pike has CTV.", title="Tallgrass Bank in review")
    assert [span.company_id for span in reading.companies] == ["tallgrass", "hp"]
    assert [span.contact_id for span in reading.contacts] == ["oduya"]
    assert [tag.name for tag in reading.tags] == ["Agency review", "CTV"]
    assert reading.text.startswith("Tallgrass Bank in review\n\nremoved company moved.")
    assert reading.version == VERSION and len(VERSION) <= 40
    assert reading == read("@[x](company:c1) moved. Maren Oduya of Halden & Pike has CTV.", "Tallgrass Bank in review")


@given(st.text(alphabet=st.sampled_from("aWill Young CTV,.'-–\n#@’é😀`>*[]()radio budget0"), max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    reading = read(text, title=text[:40])
    assert all(0 <= span.start < span.end <= len(reading.text) for span in reading.contacts)
    assert all(one.end <= other.start for one, other in pairwise(reading.contacts))
    assert all(0.5 <= tag.confidence < 1 for tag in reading.tags)


@pytest.mark.parametrize(
    "unit",
    ["Will Young ", "ooh CTV radio ", "Ana M. Reyes, ", "a. ", "Who? ", "Kestrel Cola and ", "a\n\n", "B" * 70 + "\n"],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """Four times the text takes at most some eight times as long: a square would take sixteen."""

    def took(length: int) -> float:
        text = (unit * length)[:length]
        best = 9.0
        for _ in range(3):
            started = time.thread_time()
            read(text)
            best = min(best, time.thread_time() - started)
        return best

    assert took(LONGEST_POST // 2) < 8 * took(LONGEST_POST // 8) + 0.01
