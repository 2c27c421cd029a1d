"""Search against its plain meaning: a loop over the records, with names and words of many scripts, in every order."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import search_companies, search_contacts
from dealmecca.lib.text_keys import query_words, search_words
from dealmecca.search.criteria import SORTS, Criteria
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db

COMPANIES = [
    "AT&T", "P&G", "S&P Global", "Yahoo!", "E*TRADE", "3M", "H&M", "T-Mobile", "7-Eleven", "1-800-Flowers",
    "72andSunny", "J.B. Hunt", "L'Oréal", "Weiß & Söhne", "İstanbul Medya", "Łódź Łącznik", "電通", "株式会社博報堂",
    "شركة الإعلان", "Яндекс Реклама", "Ёлка", "Coca-Cola", "Ben & Jerry's", "C++ Studio", "100% Pure", "a_b",
    "Kestrel Cola", "Kestrel",
]  # fmt: skip
NAMES = [
    "Maren O'Neil", "Luca D'Angelo", "Anna van der Berg", "李 小龙", "محمد علي", "Юрий Ёжиков", "José Ñandú",
    "Zoë Łukasz", "Ilse Weiß", "Işıl İnce", "Ana-María López", "Bo 🦊 Fox", "Cher", "Tom Hale",
    "Hale Tomson", "Tom Halewood",
]  # fmt: skip
TITLES = ["CMO", "VP, Media & Data", "Director (Paid Social)", "", "Head of E-Commerce", "Ad-Ops Lead"]
CITIES = ["São Paulo", "München", "New York", "Saint-Étienne", "東京", ""]
WORDS = sorted({word for text in COMPANIES + NAMES + TITLES + CITIES for word in text.split()})
ODD = [*"&'\"*-%_\\(’éßİı|:", "OR", "NEAR", "\u00ad", "\u200d"]
Said = list[tuple[Contact, list[str]]]


@pytest.fixture
def people(ana: User) -> Said:
    """Everybody, with the words that their records hold."""
    dice = random.Random(11)
    companies = [
        (make_company(name, city=city, aliases=aliases), [name, city, *aliases])
        for name in COMPANIES
        for city, aliases in [(dice.choice(CITIES), dice.choice(([], ["Ärger Ltd"])))]
    ]
    people = []
    for name in NAMES * 3:
        (company, texts), title = dice.choice([*companies, (None, [])]), dice.choice(TITLES)
        words = [word for text in (name, title, *texts) for word in search_words(text)]
        people.append((make_contact(name, company, title=title), words))
    return people


@st.composite
def typed(draw: Callable[[Any], Any]) -> str:
    """A few words of the directory, cut short, changed in case and sprinkled with signs."""
    words = []
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)):
        cut = word[: draw(st.integers(1, len(word)))]
        words.append(
            draw(
                st.sampled_from(
                    [cut, cut.upper(), cut.lower(), draw(st.sampled_from(ODD)) + cut, cut + draw(st.sampled_from(ODD))]
                )
            )
        )
    return draw(st.sampled_from([" ", "  ", "-", "&", " & "])).join(words)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=typed(), sort=st.sampled_from(SORTS))
def test_pages_of_a_search_hold_what_a_loop_finds(people: Said, ana: User, text: str, sort: str) -> None:
    words = query_words(text)
    expected = {person.pk for person, said in people if words and all(word.matches(said) for word in words)}
    found: list[str] = []
    cursor = None
    while not found or cursor:
        page = search_contacts(viewer=ana, criteria=Criteria(text=text, sort=sort), limit=7, cursor=cursor)
        found += [person.pk for person in page.items]
        cursor = page.next_cursor
        if not page.items:
            break
    assert len(found) == page.count.value == len(expected)
    assert set(found) == expected


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_a_company_named_exactly_comes_first(people: Said, ana: User, change: Callable[[str], str]) -> None:
    for name in COMPANIES:
        found = search_companies(viewer=ana, criteria=Criteria(text=change(name))).items
        assert found and found[0].name == name
