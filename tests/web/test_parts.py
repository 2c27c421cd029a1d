"""The tags and filters of every page."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone

import dealmecca
from dealmecca.search.criteria import Count
from dealmecca.web.parts.charts import share_bar
from dealmecca.web.parts.icons import drawing
from dealmecca.web.parts.identity import initials, name_and_place, place, score_ring
from dealmecca.web.parts.words import age, change, dial, tally, web_link

PACKAGE = Path(dealmecca.__file__).parent


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_every_icon_that_a_template_names_is_there() -> None:
    named = set()
    for path in PACKAGE.rglob("templates/**/*.html"):
        named |= set(re.findall(r"""{% icon "([a-z0-9-]+)""", path.read_text()))
        named |= set(re.findall(r"""icon_name="([a-z0-9-]+)""", path.read_text()))
    assert named
    for name in named:
        assert drawing(name)


def test_a_missing_icon_says_where_to_add_it() -> None:
    with pytest.raises(LookupError, match="assets/icons.txt"):
        render('{% icon "no-such-icon" %}')


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maren Oduya", "MO"),
        ("Halden & Pike", "HP"),
        ("3M", "3M"),
        ("Cher", "CH"),
        ("Ana-Lucía de la Cruz", "AC"),
        ("!", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_level_is_bars_a_number_and_words() -> None:
    badge = render("{% level_badge 4 %}")
    assert badge.count('class="on"') == 4
    assert "Level 4 of 5, Expert verified" in badge
    assert "Premium verified" in render("{% level_pill 3 %}")


def test_a_score_that_was_never_computed_is_no_ring() -> None:
    assert score_ring(0) == ""
    assert ">86<" in score_ring(86).replace("</span>86", ">86")


def test_the_place_is_not_said_twice() -> None:
    office = SimpleNamespace(name="Halden & Pike Chicago", city="Chicago", state="IL", country="United States")
    assert place(office) == "Chicago, IL"
    assert name_and_place(office) == "Halden & Pike Chicago"
    assert (
        name_and_place(SimpleNamespace(name="Kestrel", city="Paris", state="", country="France"))
        == "Kestrel, Paris, France"
    )
    assert name_and_place(SimpleNamespace(name="Kestrel", city="", state="", country="")) == "Kestrel"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=10), "12 Nov"),
    ],
)
def test_ages_are_short(ago: timedelta, words: str) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert age(now - ago, now) == words


def test_other_years_are_named_and_the_exact_moment_is_at_hand() -> None:
    moment = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
    shown = render("{% when moment %}", moment=moment)
    assert ">1 Mar 2024<" in shown
    assert 'datetime="2024-03-01T09:30:00+00:00"' in shown
    assert render("{% when moment %}", moment=None) == ""
    assert timezone.is_aware(moment)


def test_counts_say_when_they_stopped_counting() -> None:
    assert tally(Count(1_000, True), "person,people") == "1,000+ people"
    assert tally(Count(1), "person,people") == "1 person"
    assert tally(0, "person,people") == "0 people"


def test_a_change_escapes_what_people_wrote() -> None:
    assert change("<b>", "new") == "<del>&lt;b&gt;</del> <ins>new</ins>"
    assert change("", "new") == "<ins>new</ins>"
    assert "now empty" in change("old", None)


@pytest.mark.parametrize(
    ("stored", "link"),
    [
        ("haldenpike.example", "https://haldenpike.example"),
        ("http://haldenpike.example/x", "http://haldenpike.example/x"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)//", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_stored_web_addresses_never_become_code(stored: str, link: str) -> None:
    assert web_link(stored) == link


def test_telephone_numbers_become_links() -> None:
    assert dial("+1 (312) 555-0118") == "tel:+13125550118"
    assert dial("312.555.0118") == "tel:+13125550118"
    assert dial("+44 20 7946 0018 ext. 12") == "tel:+442079460018"
    assert dial("555 0118 x7") == "tel:5550118"


class Sample(forms.Form):
    email = forms.CharField(label="Email", help_text="The one at work.")


def test_a_refused_field_is_tied_to_its_hint_and_its_error() -> None:
    form = Sample({"email": ""})
    form.is_valid()
    shown = render("{% form_problems form %}{% field form.email autocomplete='off' %}", form=form)
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_email-hint id_email-error"' in shown
    assert 'id="id_email-error"' in shown
    assert '<a href="#id_email">Email</a>' in shown
    assert 'autocomplete="off"' in shown


def test_the_parts_of_a_bar_add_up_and_small_ones_stay_visible() -> None:
    bar = share_bar(1_204, 318, 0, 1)
    assert 'class="a" x="0.0%" width="79.1%"' in bar
    assert 'class="c"' not in bar
    assert 'class="d" x="99.4%" width="0.6%"' in bar
    assert share_bar(0, 0, 0, 0).count("<rect") == 1
