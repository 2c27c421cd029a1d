"""What an unknown word may mean: the best guess of words as lists write them."""

import pytest

from dealmecca.directory.guesses import guesses_for


@pytest.mark.parametrize(
    ("field", "text", "value", "how"),
    [
        ("industry", "Bev & Alc", "ALCOHOL", "likely"),
        ("industry", "Fin Serv", "FINANCIAL_SERVICES", "likely"),
        ("industry", "Automotiv", "AUTOMOTIVE", "very likely"),
        ("industry", "CPG / Toys", "CONSUMER_GOODS", "perhaps"),
        ("company_type", "Media Agcy", "AGENCY", "very likely"),
        ("seniority", "Sr. Vice Prez", "VP", "likely"),
        ("department", "Programatic", "PROGRAMMATIC", "very likely"),
        ("state", "Kalifornia", "CA", "very likely"),
        ("country", "Great Britan", "GB", "very likely"),
    ],
)
def test_the_best_guess(field: str, text: str, value: str, how: str) -> None:
    guesses = guesses_for(field, text)
    assert (guesses[0].value, guesses[0].how) == (value, how)
    scores = [guess.score for guess in guesses]
    assert scores == sorted(scores, reverse=True) and len(guesses) <= 5
    assert len({guess.value for guess in guesses}) == len(guesses)


def test_what_looks_like_nothing_gets_no_guess_and_learnt_words_are_names_as_well() -> None:
    assert guesses_for("industry", "xyzzy") == guesses_for("size", "???") == []
    (guess,) = guesses_for("industry", "Xyzzys", [("xyzzy", "PETS")])
    assert (guess.value, guess.like, guess.label) == ("PETS", "xyzzy", "Pets")
