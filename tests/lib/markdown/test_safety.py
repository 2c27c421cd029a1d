"""Whatever is written: no script, no handler, no dangerous address leaves, as a second parser sees it."""

import nh3
import pytest
from markdown_it import MarkdownIt

from dealmecca.lib.markdown import Mention, read
from dealmecca.lib.markdown.parsing import parser
from dealmecca.lib.markdown.rendering import as_written, clean
from tests.lib.markdown.judge import harm_in
from tests.lib.markdown.nasty import documents

pytestmark = pytest.mark.once

SHARES, EACH = 20, 5_000
NAMES = {
    Mention("user", "known"): ("Ana <script>x</script>", "/members/known"),
    Mention("company", "known"): ('K" onclick="x', "javascript:alert(1)"),
}


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_of_100_000_documents_does_harm(share: int) -> None:
    for text in documents(seed=share, count=EACH):
        html = read(text).html(NAMES)
        assert not (harm := harm_in(html)), (text, html, harm)


def test_each_of_the_two_gates_is_enough_alone() -> None:
    """Should one of them fail one day: the parser that reads no HTML, and the list of what may leave."""
    careless = MarkdownIt("commonmark", {"html": True})
    for text in documents(seed=1_000, count=1_500):
        storable = text.encode("utf-8", "ignore").decode()
        assert not harm_in(clean(careless.render(storable))), text
        assert not harm_in(clean(storable)), text
        assert not harm_in(clean(as_written(storable))), text
        env = {"names": {}, "top_heading": 2}
        without_rel = parser().render(storable, env)
        harm = [found for found in harm_in(without_rel) if not found.startswith("<code class=language-")]
        assert not harm, text


def test_the_judge_sees_what_neither_gate_stopped() -> None:
    """Rendered as a careless site would: nearly half of the documents would do harm."""
    careless = MarkdownIt("commonmark", {"html": True})
    careless.validateLink = lambda url: True  # type: ignore[method-assign]
    harmful = sum(bool(harm_in(careless.render(text))) for text in documents(seed=0, count=1_000))
    assert harmful > 400


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<p style='color:red'>",
        "<svg>",
        "<a href='javascript:x'>",
        "<a href=' java\tscript:x'>",
        "<a href='//evil.example'>",
        "<a href='/\\evil.example'>",
        "<a href='https://a@evil.example'>",
        "<a href='data:text/html,x'>",
        "<img src=x>",
        "<iframe src='https://a.example'>",
        "<form action='https://a.example'>",
        "<!-- x -->",
        "<!DOCTYPE html>",
        "<h1>",
        "<p id=csrf>",
        "<a class=btn>",
        "<a href='https://a.example' rel='x'>",
    ],
)
def test_the_judge_finds(html: str) -> None:
    assert harm_in(html)


def test_the_judge_lets_the_rest_pass() -> None:
    fine = '<h2>a</h2><p><a class="mention" href="/c/1" rel="nofollow ugc noopener">b</a> &lt;script&gt;</p>'
    assert harm_in(fine) == []
    assert harm_in(nh3.clean("<b>x</b>", tags={"p"})) == []
