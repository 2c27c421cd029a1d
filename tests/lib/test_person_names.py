"""Names of people: split without a loss, and compared the way a person would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.person_names import names_compatible, person_key, split_full_name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Jane Doe", "Jane", "Doe"),
        ("SMITH, John A.", "John A.", "SMITH"),
        ("Maria de la Cruz-Smith Jr.", "Maria", "de la Cruz-Smith Jr."),
        ("John Smith III", "John", "Smith III"),
        ("Smith, John, Jr.", "John", "Smith Jr."),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Mary Ann O'Neil", "Mary Ann", "O'Neil"),
        ("J. R. R. Tolkien", "J. R. R.", "Tolkien"),
        ("Dr. Jane Doe, CFA", "Dr. Jane", "Doe CFA"),
        ("John (Jack) Kennedy", "John (Jack)", "Kennedy"),
        ("Jane Smith (née Jones)", "Jane", "Smith (née Jones)"),
        ("'Ann Lee'", "Ann", "Lee"),
        ("Mr. Bean", "Mr.", "Bean"),
        ("Cher", "Cher", ""),
        ("De Niro", "De Niro", ""),
        ("  josé   garcía ", "josé", "garcía"),
        ("", "", ""),
    ],
)
def test_a_full_name_is_split_as_written(text: str, first: str, last: str) -> None:
    assert split_full_name(text) == (first, last)


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("Dr. John de la O'Neil Jr. III , ( ) \" & van CFA".split())).map(" ".join)
)
def test_no_letter_is_lost(text: str) -> None:
    first, last = split_full_name(text)
    assert letters(first + last) == letters(text)
    assert first or not last


def test_a_very_long_text_is_split_all_the_same() -> None:
    assert split_full_name("x " * 5000 + "y") == (("x " * 5000).strip(), "y")


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        ("Dr. John A.", "O'Neil, Jr.", "john a oneil jr"),
        ("JOSÉ", "García-López", "jose garcia lopez"),
        ("John", "Smith II", "john smith ii"),
        ("John", "Smith 2nd", "john smith ii"),
        ("Jane", "Doe, Ph.D., CFA", "jane doe"),
        ("Cher", "", "cher"),
        ("", "Junior", "junior"),
        ("", "", ""),
    ],
)
def test_the_key_ignores_what_is_not_the_name(first: str, last: str, key: str) -> None:
    assert person_key(first, last) == key


def test_the_split_makes_no_difference_to_the_key() -> None:
    assert person_key("Mary Ann", "Lee") == person_key("Mary", "Ann Lee")


@pytest.mark.parametrize(
    ("one", "other", "compatible"),
    [
        (("John", "Smith"), ("JOHN", "Smith"), True),
        (("John", "Smith"), ("J.", "Smith"), True),
        (("John", "Smith"), ("John A.", "Smith"), True),
        (("John A.", "Smith"), ("John B.", "Smith"), False),
        (("John", "Smith"), ("Jane", "Smith"), False),
        (("Robert", "Smith"), ("Bob", "Smith"), True),
        (("Bob", "Smith"), ("Rob", "Smith"), True),
        (("Liz", "Smith"), ("Elizabeth", "Smith"), True),
        (("Christopher", "Smith"), ("Christine", "Smith"), False),
        (("R. Scott", "Smith"), ("Scott", "Smith"), True),
        (("Ann-Marie", "Smith"), ("Annmarie", "Smith"), True),
        (("Mary Ann", "Smith"), ("Mary Beth", "Smith"), False),
        (("Maria", "Cruz-Smith"), ("Maria", "Smith"), True),
        (("Maria", "de la Cruz"), ("Maria", "de la Vega"), False),
        (("Maria", "García López"), ("Maria", "García Ruiz"), False),
        (("Josephine", "O'Neil"), ("Josephine", "ONeil"), True),
        (("John", "S."), ("John", "Smith"), True),
        (("John", "Smith"), ("John", "Smith Jr."), False),
        (("John", "Smith Jr"), ("John", "Smith, Junior"), True),
        (("John", "Smith II"), ("John", "Smith III"), False),
        (("John", "Smith Sr."), ("John", "Smith"), True),
        (("John", "Smith Sr."), ("John", "Smith Jr."), False),
        (("Dr. Jane", "Doe CFA"), ("Jane", "Doe"), True),
        (("Jane", ""), ("Jane", "Doe"), True),
        (("", "Doe"), ("Jane", "Doe"), True),
        (("Jane", ""), ("", "Doe"), False),
        (("", ""), ("Jane", "Doe"), False),
    ],
)
def test_who_may_be_the_same_person(one: tuple[str, str], other: tuple[str, str], compatible: bool) -> None:
    assert names_compatible(*one, *other) is compatible
    assert names_compatible(*other, *one) is compatible


WORDS = st.text(max_size=12) | st.sampled_from(["Jr.", "John", "J", "de", "O'Neil", "Dr.", "III", "Bob"])


@settings(deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_compatibility_is_mutual_and_a_name_agrees_with_itself(first: str, last: str, other: str, another: str) -> None:
    assert names_compatible(first, last, other, another) == names_compatible(other, another, first, last)
    if person_key(first, last):
        assert names_compatible(first, last, first, last)


def letters(text: str) -> list[str]:
    return sorted(character for character in text if character.isalnum())
