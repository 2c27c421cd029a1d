"""Vocabularies: one value under all its names, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.vocabulary import Term, Vocabulary

SENIORITY = Vocabulary(
    "seniority",
    (
        Term("SENIOR_DIRECTOR", "Senior director", ("Sr Director",)),
        Term("VP", "Vice president", ("V.P.", "Vice-Pres")),
        Term("C_LEVEL", "C-level", ("Chief", "CEO")),
    ),
)
SIZE = Vocabulary(
    "size",
    (
        Term("1-10", "1–10 people", ("1-10 employees",)),
        Term("1001-5000", "1,001–5,000 people", ("1,001-5,000",)),
        Term("10001+", "More than 10,000 people"),
    ),
)
INDUSTRY = Vocabulary("industry", (Term("MEDIA", "Media & Entertainment"), Term("CAFE", "Cafés", ("Café",))))


@pytest.mark.parametrize(
    ("vocabulary", "text", "code"),
    [
        (SENIORITY, "VP", "VP"),
        (SENIORITY, " v.p ", "VP"),
        (SENIORITY, "VICE  PRESIDENT", "VP"),
        (SENIORITY, "vice-president", "VP"),
        (SENIORITY, "senior_director", "SENIOR_DIRECTOR"),
        (SENIORITY, "Sr. Director", "SENIOR_DIRECTOR"),
        (SENIORITY, "C Level", "C_LEVEL"),
        (SENIORITY, "", None),
        (SENIORITY, "!!!", None),
        (SENIORITY, "Vice", None),
        (INDUSTRY, "Media and Entertainment", "MEDIA"),
        (INDUSTRY, "media/entertainment", "MEDIA"),
        (INDUSTRY, "CAFE", "CAFE"),
        (SIZE, "1 - 10", "1-10"),
        (SIZE, "1 to 10", "1-10"),
        (SIZE, "110", None),
        (SIZE, "1001–5000", "1001-5000"),
        (SIZE, "1,001 – 5,000", "1001-5000"),
        (SIZE, "10,001+", "10001+"),
        (SIZE, "10015000", None),
    ],
)
def test_a_text_names_one_term_or_none(vocabulary: Vocabulary, text: str, code: str | None) -> None:
    assert vocabulary.resolve(text) == code


def test_labels_choices_and_order() -> None:
    assert SENIORITY.codes == ("SENIOR_DIRECTOR", "VP", "C_LEVEL")
    assert SENIORITY.choices[1] == ("VP", "Vice president")
    assert SENIORITY.label("VP") == "Vice president"
    assert SENIORITY.label("") == ""
    assert SENIORITY.label("gone") == "gone"
    assert [SENIORITY.position(code) for code in ("VP", "gone")] == [1, 3]


def test_the_nearest_terms_are_suggested_best_first() -> None:
    assert SENIORITY.nearest("Vice presidnet")[0] == "VP"
    assert SENIORITY.nearest("zzzzzz") == []


def test_one_name_for_two_terms_is_refused() -> None:
    with pytest.raises(ValueError, match="'chief'"):
        Vocabulary("x", (Term("CHIEF", "Chief"), Term("BOSS", "Boss", ("chief",))))
    with pytest.raises(ValueError, match="same code twice"):
        Vocabulary("x", (Term("CHIEF", "Chief"), Term("CHIEF", "Head")))
    with pytest.raises(ValueError, match="no letter"):
        Vocabulary("x", (Term("CHIEF", "!"),))


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert SENIORITY.resolve(text) in (None, *SENIORITY.codes)
    assert set(SIZE.nearest(text)) <= set(SIZE.codes)
