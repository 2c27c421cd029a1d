"""What members write, on a page."""

from django.template import Context, Template

from dealmecca.lib.markdown import Mention, read

NAMES = {Mention("user", "c1"): ("Ana & Co", "/members/c1")}


def test_a_text_is_shown_as_html_that_is_not_escaped_again() -> None:
    page = Template("{% written document names %}").render(
        Context({"document": read("**Ask** @[x](user:c1) <script>"), "names": NAMES})
    )
    assert page.startswith('<div class="written"><p><strong>Ask</strong> <a class="mention" href="/members/c1"')
    assert ">Ana &amp; Co</a> &lt;script&gt;</p>" in page


def test_its_headings_stand_below_those_of_the_page() -> None:
    page = Template("{% written document names 3 %}").render(Context({"document": read("# a"), "names": {}}))
    assert "<h3>a</h3>" in page
