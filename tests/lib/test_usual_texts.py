"""Texts of plain letters take a shorter way: it must end where the long one does, which other characters force."""

from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.contact_points import clean_email
from dealmecca.lib.text_keys import closed_up, fold, search_words
from dealmecca.lib.visible_text import is_text, without_invisible

PLAIN = st.text("abXY 09.&-'\t", max_size=30)
often = settings(max_examples=60)


@often
@given(PLAIN)
def test_words_are_the_same_beside_a_character_that_says_nothing(text: str) -> None:
    for words_of in (fold, closed_up):
        assert words_of(text) == words_of(f"{text} ’")
    assert search_words(text) == search_words(f"{text} ’")


@often
@given(st.text(max_size=12))
def test_what_is_seen_of_a_text_does_not_depend_on_its_neighbour(text: str) -> None:
    assert without_invisible(f"{text}é") == without_invisible(text) + "é"
    assert is_text(f"{text}é") == is_text(text)


@often
@given(
    st.text("aZ0._+-", max_size=70), st.text("aB1.-", max_size=40), st.sampled_from(["", ".example", ".test", ".123"])
)
def test_an_address_is_good_where_the_library_says_so(mailbox: str, host: str, end: str) -> None:
    address = f"{mailbox}@{host}{end}"
    stripped = address.strip(".")
    try:
        expected = validate_email(stripped, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        expected = ""
    try:
        found = clean_email(address)
    except ValueError:
        found = ""
    assert found == expected
