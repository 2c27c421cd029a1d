"""Text keys: what is written finds itself, whatever its case, accents and punctuation."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.text_keys import (
    MAX_QUERY_WORDS,
    MAX_WORD_LENGTH,
    MAX_WORDS,
    QueryWord,
    fold,
    name_key,
    plain_words,
    query_words,
    search_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'Oréal", ["loreal", "l", "oreal"]),
        ("AT&T", ["att", "at", "t"]),
        ("72andSunny", ["72andsunny"]),
        ("1-800-Flowers", ["1800flowers", "1", "800", "flowers"]),
        ("7-Eleven", ["7eleven", "7", "eleven"]),
        ("Coca-Cola", ["cocacola", "coca", "cola"]),
        ("Halden & Pike", ["halden", "pike"]),
        ("3M 3m", ["3m"]),
        ("O’Reilly", ["oreilly", "o", "reilly"]),
        ("ʻOkina", ["okina"]),
        ("snake_case", ["snakecase", "snake", "case"]),
        ("東京 한국 が", ["東京", "한국", "が", "東京한국が"]),
        ("J. B. Hunt", ["j", "b", "hunt", "jb"]),
        ("AT & T", ["at", "t", "att"]),
        ("VP of IT", ["vp", "of", "it"]),
        ("a\x00b", ["ab", "a", "b"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        (" — !!! ", []),
    ],
)
def test_the_words_under_which_a_text_is_found(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L'Oréal Paris", "loreal paris"),
        ("J.B. Hunt", "jb hunt"),
        ("AT&T", "att"),
        ("Halden  &  Pike", "halden pike"),
        ("Straße Æther Øst Łódź Đà ıİ", "strasse aether ost lodz da ii"),
        ("ﬁne ½", "fine 12"),
        ("!!!", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_name_of_punctuation_alone_keeps_a_key() -> None:
    assert name_key(" !!!  ") == "!!!"
    assert name_key("L'Oréal Paris") == "loreal paris"


def test_plain_words_split_at_all_punctuation() -> None:
    assert plain_words("A.O. Smith-Jones") == ["a", "o", "smith", "jones"]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("loreal", "L'Oréal", True),
        ("l'oreal", "LOreal", True),
        ("att", "AT&T", True),
        ("AT & T", "AT&T", True),
        ("coca cola", "Coca-Cola", True),
        ("coca-cola", "Coca Cola", True),
        ("flow", "1-800-Flowers", True),
        ("cola", "Colgate", False),
        ("coca-pepsi", "Coca-Cola", False),
    ],
)
def test_what_finds_what(query: str, text: str, found: bool) -> None:
    words = search_words(text)
    assert all(word.matches(words) for word in query_words(query)) is found


def test_query_words_are_few_and_never_without_parts() -> None:
    assert query_words("7-Eleven! — eleven") == [
        QueryWord("7eleven", ("7", "eleven")),
        QueryWord("eleven", ("eleven",)),
    ]
    assert len(query_words(" ".join(str(number) for number in range(100)))) == MAX_QUERY_WORDS
    assert query_words("- ' \x00") == []


@settings(deadline=None)
@given(st.text(max_size=300))
def test_every_chunk_of_a_text_finds_the_text(text: str) -> None:
    words = search_words(text)
    if len(words) == MAX_WORDS:
        return
    for chunk in text.split():
        for word in query_words(chunk):
            assert word.matches(words)


@settings(deadline=None)
@given(st.text(st.sampled_from("aZé9'&.- —ß"), max_size=200))
def test_every_beginning_of_a_word_finds_it(text: str) -> None:
    words = search_words(text)
    for word in words:
        for length in range(1, len(word) + 1):
            assert all(each.matches(words) for each in query_words(word[:length]))


@settings(deadline=None)
@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert search_words(fold(text))[:1] == search_words(text)[:1]


def test_folding_every_letter_there_is_twice_changes_nothing() -> None:
    every = " ".join(chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs"))
    assert fold(fold(every)) == fold(every)


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=0x17F)))
def test_case_and_accents_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())
    assert fold("".join(character + "\u0301" if character.isalpha() else character for character in text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_words_are_small_letters_and_digits_and_few(text: str) -> None:
    words = search_words(text)
    assert all(word.isalnum() and word == word.casefold() and len(word) <= MAX_WORD_LENGTH for word in words)
    assert all(
        character in "abcdefghijklmnopqrstuvwxyz0123456789" for character in "".join(words) if character < "\x80"
    )
    assert len(words) == len(set(words)) <= MAX_WORDS
    for word in query_words(text):
        assert word.parts
        assert all(part.isalnum() for part in (word.joined, *word.parts))


def test_a_long_text_has_capped_words() -> None:
    words = search_words("x" * 100_000 + " " + "é-" * 100_000)
    assert words[0] == "x" * MAX_WORD_LENGTH
    assert len(search_words(" ".join(str(number) for number in range(10_000)))) == MAX_WORDS
    assert len(query_words("a-" * 100_000)[0].parts) <= MAX_QUERY_WORDS
