"""Slips of the finger: one letter too many, too few, another, or two that changed places."""

SHORTEST = 4  # shorter words have too many neighbours to mean any of them
LONGEST = 24


def is_long_enough(word: str) -> bool:
    """To mean another word by a slip."""
    return SHORTEST <= len(word) <= LONGEST and not word.isdigit()


def with_one_letter_less(word: str) -> set[str]:
    """The word and everything that is left of it without one letter: two words one slip apart share an entry."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether one insertion, deletion, substitution or exchange of neighbours makes one of the other; equal is not."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    rest, other = typed[at:], meant[at:]
    if len(typed) == len(meant):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other if len(typed) > len(meant) else rest == other[1:]
