"""Markdown as members write it: what is shown, what is plain text, whom it mentions."""

import pytest

from dealmecca.lib.markdown import LONGEST_POST, Mention, mention_token, read

ANA, KESTREL = Mention("user", "c1"), Mention("company", "c2")
NAMES = {ANA: ("Ana Reyes", "/members/c1"), KESTREL: ("Kestrel & Co", "/companies/c2")}
REL = 'rel="nofollow ugc noopener"'


def html(text: str) -> str:
    return read(text).html(NAMES).strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <s>d</s> <code>e</code></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("# Big\n\n###### small", "<h2>Big</h2>\n<h6>small</h6>"),
        ("Thanks\n---", "<p>Thanks</p>\n<hr>"),
        ("    pasted", "<p>pasted</p>"),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("4. a", '<ol start="4">\n<li>a</li>\n</ol>'),
        ("```js\na<b\n```", "<pre><code>a&lt;b\n</code></pre>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("[1]: https://a.example", f'<p>[1]: <a href="https://a.example" {REL}>https://a.example</a></p>'),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert html(text) == shown


def test_a_table_keeps_its_sides_without_a_style() -> None:
    shown = html("| Who | Spend |\n|:--|--:|\n| Kestrel | 4 |")
    assert '<th class="r">Spend</th>' in shown and '<td class="r">4</td>' in shown
    assert "<td>Kestrel</td>" in shown


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("[a](https://x.example/p)", "https://x.example/p", "a"),
        ('[a](https://x.example "told")', "https://x.example", "a"),
        ("<https://x.example>", "https://x.example", "https://x.example"),
        ("<ana@x.example>", "mailto:ana@x.example", "ana@x.example"),
        ("https://x.example/a_b_c", "https://x.example/a_b_c", "https://x.example/a_b_c"),
        ("![a *chart*](https://x.example/i.png)", "https://x.example/i.png", "a chart"),
        ("![](https://x.example/i.png)", "https://x.example/i.png", "picture"),
        ("[a](https://x.example/%22)", "https://x.example/%22", "a"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://bücher.example/ß", "https://bücher.example/ß", "https://bücher.example/ß"),
    ],
)
def test_links(text: str, address: str, words: str) -> None:
    assert html(text) == f'<p><a href="{address}" {REL}>{words}</a></p>'


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("(see https://x.example/a)", "</a>)</p>"),
        ("https://x.example/a_(b)", "a_(b)</a></p>"),
        ("https://x.example/a.", "</a>.</p>"),
        ("“https://x.example”", "</a>”</p>"),
        ("https://x.example/?a=1&b=2, and", "?a=1&amp;b=2</a>, and</p>"),
    ],
)
def test_a_pasted_address_ends_where_its_reader_would_end_it(text: str, end: str) -> None:
    assert html(text).endswith(end)


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](/admin/)",
        "[a](//x.example)",
        "[a](https://bank.example@x.example)",
        "[a](data:text/html,x)",
        "[a](https:x.example)",
        "<javascript:x>",
        "x://a.example",
        "https://",
    ],
)
def test_where_no_text_may_lead(text: str) -> None:
    assert "<a" not in html(text)


def test_a_link_within_a_link_stays_text() -> None:
    shown = html("[see @[x](user:c1) https://y.example ![p](https://z.example)](https://a.example)")
    assert shown.count("<a ") == 1
    assert '<span class="mention">Ana Reyes</span>' in shown


def test_a_mention_is_called_what_it_is_called_today() -> None:
    shown = html("Ask @[Somebody Else](user:c1) about @[Evil](company:c2).")
    assert shown == (
        f'<p>Ask <a class="mention" href="/members/c1" {REL}>Ana Reyes</a> about '
        f'<a class="mention" href="/companies/c2" {REL}>Kestrel &amp; Co</a>.</p>'
    )


def test_who_is_gone_is_named_by_their_kind_alone() -> None:
    text = "@[Ben](user:x) @[Bo](contact:x) @[Acme](company:x)"
    assert read(text).text() == "removed member removed contact removed company"
    assert "Ben" not in read(text).html()


@pytest.mark.parametrize(
    "text",
    [
        "`@[a](user:c1)`",
        "```\n@[a](user:c1)\n```",
        "\\@[a](user:c1)",
        "@[a](admin:c1)",
        "@[a](user:)",
        "@[a](user:c 1)",
        "@[](user:c1)",
        "@[a]\n(user:c1)",
        f"@[{'a' * 201}](user:c1)",
        f"@[a](user:{'c' * 65})",
        "![@[a](user:c1)](https://x.example)",
    ],
)
def test_what_is_no_mention(text: str) -> None:
    assert read(text).mentions == ()
    assert "Ana Reyes" not in read(text).html(NAMES)


def test_mentions_are_listed_once_in_the_order_of_the_text() -> None:
    text = "> @[b](company:c2)\n\n- @[a](user:c1) and @[B](company:c2)\n\n|@[x](contact:c3)|\n|-|"
    assert read(text).mentions == (KESTREL, ANA, Mention("contact", "c3"))


@pytest.mark.parametrize("label", ["Ana [PR] Reyes", "a\nb", "]](user:c9)", "x" * 500])
def test_the_completion_writes_what_is_read_as_one_mention(label: str) -> None:
    assert read(f"Ask {mention_token(label, 'user', 'c1')}!").mentions == (ANA,)


def test_plain_text_has_no_signs_and_the_names_of_today() -> None:
    text = "# *Big* news\n@[x](user:c1) said\n> **no**\n\n1. one\n2. [two](https://x.example)\n\n|a|b|\n|-|-|\n|c|d|"
    assert read(text).text(NAMES) == "Big news\nAna Reyes said\nno\none\ntwo\na | b\nc | d"
    kinds = [block.kind for block in read(text + "\n```\nx\n```").blocks()]
    assert kinds == ["heading", "paragraph", "quote", "item", "item", "row", "row", "code"]


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("Kestrel moved.", 40, "Kestrel moved."),
        ("Kestrel Cola moved its money", 20, "Kestrel Cola moved…"),
        ("Kestrel Cola moved, again", 20, "Kestrel Cola moved…"),
        ("a" * 50, 10, "aaaaaaaaa…"),
        ("> they said\n\nI say", 40, "I say"),
        ("> they said", 40, "they said"),
        ("", 40, ""),
    ],
)
def test_an_excerpt_is_one_line_of_the_writers_own_words(text: str, length: int, cut: str) -> None:
    assert read(text).excerpt(length) == cut
    assert len(cut) <= length


def test_what_is_too_much_is_shown_as_it_was_written() -> None:
    text = "*a* [b](https://x.example)\n\n<script>\n" + "[" * LONGEST_POST
    document = read(text)
    assert document.is_as_written and document.mentions == ()
    assert document.html().startswith("<p>*a* [b](https://x.example)</p>\n<p>&lt;script&gt;<br>\n[[[")
    assert document.text().startswith("*a* [b](https://x.example)\n<script>\n[[[")
    assert read(">" * 30 + " deep").text() == ">" * 30 + " deep"


def test_what_nobody_sees_does_not_turn_the_text_around() -> None:
    assert html("a\u202eb &#8238;c \ud800d\0") == "<p>ab c d\ufffd</p>"
    assert read("a\u202eb &#8238;c").text() == "ab c"


def test_headings_stand_below_the_one_they_are_under() -> None:
    assert read("# a").html(top_heading=4) == "<h4>a</h4>\n"
    assert read("# a").html(top_heading=1) == "<h2>a</h2>\n"
    assert read("##### a").html(top_heading=4) == "<h6>a</h6>\n"
