"""Text as people see it: without characters that nobody sees or that no database stores."""

import unicodedata

# Nobody sees these, so two names would look alike, or a name like none; the direction marks turn what follows around.
# The joiners U+200C and U+200D stay: Persian names and emoji need them.
_INVISIBLE = dict.fromkeys(
    [
        *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\v\f\r\x85"),
        *(0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF),
    ]
)


def is_text(text: str) -> bool:
    """False for a zero byte and for half of a surrogate pair: no database stores them."""
    if text.isascii():
        return "\0" not in text
    return not any(character == "\0" or unicodedata.category(character) == "Cs" for character in text)


def without_invisible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_INVISIBLE)


def one_line(text: str) -> str:
    """What can be stored and seen of a text, its words parted by one space each."""
    return " ".join(without_invisible("".join(filter(is_text, text))).split())
