"""What leaves this server of an anonymous post names nobody."""

import time

import pytest

from dealmecca.forum.reading.name_free import name_free

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("Dana Whitfield wrote this, dana did.", "[name] wrote this, [name] did."),
        ("DANA  WHITFIELD and Whitfield's desk", "[name] and [name]'s desk"),
        ("Danan and Whitfields are others", "Danan and Whitfields are others"),
        ("mail dana.w+x@cleo.example now", "mail [mail] now"),
        ("dana (at) cleo (dot) example", "[mail]"),
        ("call (312) 555-0100, 312.555.0100 or +44 20 7946 0958", "call [phone], [phone] or [phone]"),
        ("see https://linkedin.com/in/dana and www.cleo.example/dana", "see [link] and [link]"),
        ("linkedin.com/in/dana-w", "[link]"),
        ("I am @dana_w there", "I am [handle] there"),
        ("ask @[Dana](user:c1) and @[Kestrel](company:c2)", "ask [member] and @[Kestrel](company:c2)"),
        ("We spent $1,400,000 on 25-54 in Q3 2026, up 4.5%.", "We spent $1,400,000 on 25-54 in Q3 2026, up 4.5%."),
        ("Any idea?\n\nCheers,\nDee", "Any idea?\n\n"),
        ("Any idea?\n- Dee W.", "Any idea?\n"),
        ("- CTV buying\n- OOH planning for the fall", "- CTV buying\n- OOH planning for the fall"),
    ],
)
def test_who_somebody_is_does_not_leave(text: str, free: str) -> None:
    assert name_free(text, ["Dana Whitfield"]) == free


def test_a_name_of_two_letters_is_no_word_to_take_out_everywhere() -> None:
    assert name_free("I do know Jo Li, jo.", ["Jo Li"]) == "I do know [name], jo."


def test_without_names_nothing_but_patterns_goes() -> None:
    assert name_free("Dana said so.") == "Dana said so."


@pytest.mark.parametrize("unit", ["a@", "1-", "1 ", "@[", "a.", "www.", "a (at) ", "- a\n", "Cheers,\n", "(", "dana "])
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def took(length: int) -> float:
        text = (unit * length)[:length]
        best = 9.0
        for _ in range(3):
            begun = time.thread_time()
            name_free(text, ["Dana Whitfield"])
            best = min(best, time.thread_time() - begun)
        return best

    assert took(40_000) < 8 * took(10_000) + 0.01
