"""Families of texts that make Markdown parsers slow: each a function of how many characters it may have."""

from collections.abc import Callable

Family = Callable[[int], str]


def _again(piece: str) -> Family:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _around(opening: str, closing: str) -> Family:
    return lambda size: (
        opening * (size // (len(opening) + len(closing))) + closing * (size // (len(opening) + len(closing)))
    )


def _growing_runs(size: int) -> str:
    return " ".join("`" * length for length in range(1, int((2 * size) ** 0.5)))[:size]


def _growing_quotes(size: int) -> str:
    return "\n".join(">" * depth + " a" for depth in range(1, int((2 * size) ** 0.5)))[:size]


def _nested_list(size: int) -> str:
    return "\n".join(" " * (2 * depth) + "- a" for depth in range(int(size**0.5)))[:size]


def _lazy_quote(size: int) -> str:
    return (">" * 90 + "a\n" + "a\n" * (size // 2))[:size]


def _square_table(size: int) -> str:
    columns = min(size // 40, 200)
    return (f"|{'a|' * columns}\n|{'-|' * columns}\n" + "b\n" * size)[:size]


def _wide_table(size: int) -> str:
    return f"|{'a|' * (size // 6)}\n|{'-|' * (size // 6)}\n|{'b|' * (size // 6)}"[:size]


def _definitions(size: int) -> str:
    many = range(size // 24)
    return "".join(f"[r{n}]: https://a.example\n" for n in many)[: size // 2] + "".join(f"[r{n}]" for n in many)


FAMILIES: dict[str, Family] = {
    "quote signs": _again(">"),
    "quotes in quotes": _growing_quotes,
    "quotes that go on": _lazy_quote,
    "quoted lines": _again("> a\n"),
    "quotes and lists": _again("> - "),
    "lists in lists": _nested_list,
    "list items": _again("- a\n"),
    "numbers": _again("1. "),
    "opening brackets": _again("["),
    "nested brackets": _around("[", "]"),
    "nested links": _around("[", "](https://a.example)"),
    "links left open": _again("[a]("),
    "links with titles left open": _again('[a](https://b.example "'),
    "links with brackets": _again("[a](((("),
    "pictures": _again("!["),
    "stars": _again("*a "),
    "stars in words": _again("a**b"),
    "nested emphasis": _around("*a ", " b*"),
    "emphasis that does not close": _again("*a **b "),
    "stars and underscores": _again("*_"),
    "runs of three": _again("*a***b_"),
    "strikes": _again("~~a"),
    "backticks": _again("`"),
    "growing backticks": _growing_runs,
    "backticks of two lengths": _again("`a``b"),
    "fences": _again("```\n"),
    "definitions": _definitions,
    "a definition left open": lambda size: "[" + "c\n" * (size // 2),
    "a title left open": lambda size: '[a]: b "' + "c\n" * (size // 2),
    "cells": _again("|a"),
    "tables": _again("|a|b|\n|-|-|\n"),
    "a square table": _square_table,
    "a wide table": _wide_table,
    "tags": _again("<a"),
    "comments": _again("<!--"),
    "sections of data": _again("<![CDATA["),
    "entities": _again("&amp;"),
    "entities left open": _again("&#1"),
    "ampersands": _again("&"),
    "escapes": _again("\\*"),
    "addresses": _again("<https://a.example>"),
    "pasted addresses": _again("https://a.example "),
    "one long address": lambda size: "https://a.example/" + ")" * size,
    "mail addresses": lambda size: "<" + "a" * (size // 2) + "@" + "a." * (size // 4) + ">",
    "mentions": _again("@[a](user:b)"),
    "mentions left open": _again("@["),
    "mentions in mentions": _again("@[@[a](user:b)](user:c)"),
    "headings": _again("# a\n"),
    "underlined headings": _again("a\n=\n"),
    "one letter a line": _again("a\n"),
    "one long line": _again("word "),
    "spaces": _again(" "),
    "empty lines": _again("\n"),
    "zero bytes": _again("\0"),
    "accents": _again("a\u0301"),
}
