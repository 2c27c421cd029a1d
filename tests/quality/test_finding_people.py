"""Who is one person twice, who has moved, and who only looks alike: the traps one by one, then a made-up directory."""

from typing import Any

import pytest

from bench.duplicates import slips
from bench.duplicates.people import draw
from bench.duplicates.scoring import person_rows, score
from dealmecca.quality.matching.finding import DUPLICATE, MOVE, find_people
from dealmecca.quality.matching.people import PersonRow
from dealmecca.quality.matching.weights import SURE

pytestmark = pytest.mark.once

FIRM, CITY, MAIL = "Halden Pike Media", "Chicago", "haldenpike.example"


def person(id: str, first: str, last: str, local: str = "", **more: Any) -> PersonRow:
    row = PersonRow(id, first, last, email=f"{local}@{MAIL}" if local else "", company=FIRM, city=CITY)
    return row._replace(**more)


def colleagues(count: int = 12) -> list[PersonRow]:
    """Others at the firm, on its switchboard, so that its domain and number are known for what they are."""
    given = "Ife Oda Ulla Wes Xan Yui Zoe Abe Bo Cy Dov Eva".split()
    family = "Rao Tran Vale Bell Okafor Strand Novak Abara Brandt Lund Moss Quill".split()
    return [
        person(f"other{n}", given[n], family[n], f"{given[n]}.{family[n]}".lower(), phone="312 555 0100")
        for n in range(count)
    ]


def verdict(a: PersonRow, b: PersonRow) -> tuple[str, float]:
    """What is said of two people among their colleagues."""
    elsewhere = [
        PersonRow(f"there{n}", f"Una{n}", f"Kell{n}", f"una{n}@corvin.example", company="Corvin Group", city="Austin")
        for n in range(4)
    ]
    found = find_people([*colleagues(), *elsewhere, a, b])
    return next(((pair.label, pair.confidence) for pair in found if {pair.id_a, pair.id_b} == {a.id, b.id}), ("", 0.0))


SAME = {
    "a slip": (person("a", "Margit", "Sandoval", "margit.sandoval"), person("b", "Margit", "Sandovla")),
    "a short name": (person("a", "Robert", "Sandoval", "rsandoval"), person("b", "Bob", "Sandoval", phone="1")),
    "swapped": (person("a", "Margit", "Sandoval", "msandoval"), person("b", "Sandoval", "Margit")),
    "a new surname": (person("a", "Margit", "Sandoval", "margit.s"), person("b", "Margit", "Quist", "margit.s")),
    "without accents": (person("a", "Jürgen", "Müller", "jurgen"), person("b", "Juergen", "Mueller")),
    "a middle initial": (person("a", "Margit", "Sandoval", "margit"), person("b", "Margit L.", "Sandoval")),
    "a private address": (
        person("a", "Margit", "Sandoval", "margit", phone="773 555 0142"),
        person("b", "Margit", "Sandoval", email="margit77@gmail.com", phone="+1 (773) 555-0142"),
    ),
    "the firm's initials": (
        person("a", "Margit", "Sandoval", "margit.sandoval"),
        person("b", "Margit", "Sandoval", company="HPM", city=""),
    ),
    "the same profile": (
        person("a", "Margit", "Sandoval", linkedin="https://www.linkedin.com/in/margit-s/"),
        person("b", "Maggie", "Quist", linkedin="http://uk.linkedin.com/in/Margit-S?trk=x"),
    ),
}
OTHERS = {
    "john2@ beside john@": (person("a", "John", "Sandoval", "john"), person("b", "John", "Sandoval", "john2")),
    "john.jr@ beside john@": (person("a", "John", "Sandoval", "john"), person("b", "John", "Sandoval", "john.jr")),
    "father and son": (
        person("a", "John", "Sandoval", "john.sandoval", phone="773 555 0142"),
        person("b", "John", "Sandoval Jr.", phone="773 555 0142"),
    ),
    "the second and none": (person("a", "John", "Sandoval II"), person("b", "John", "Sandoval")),
    "a role mailbox": (person("a", "Margit", "Sandoval", "info"), person("b", "Petra", "Quist", "info")),
    "a placeholder": (
        person("a", "Margit", "Sandoval", email="noemail@noemail.com", phone="000-000-0000"),
        person("b", "Marta", "Quist", email="noemail@noemail.com", phone="000-000-0000"),
    ),
    "a switchboard": (
        person("a", "Mary", "Sandoval", "mary.sandoval", phone="312 555 0100"),
        person("b", "Mary", "Quist", "mary.quist", phone="312 555 0100"),
    ),
    "siblings at one firm": (
        person("a", "Louis", "Sandoval", "louis", phone="773 555 0142"),
        person("b", "Louise", "Sandoval", "louise", phone="773 555 0142"),
    ),
    "another office": (
        person("a", "John", "Sandoval", "john.sandoval", phone="312 555 0100"),
        person("b", "John", "Sandoval", phone="312 555 0100", city="New York"),
    ),
    "the same name elsewhere": (
        person("a", "John", "Sandoval", "john.sandoval"),
        person("b", "John", "Sandoval", email="john.sandoval@corvin.example", company="Corvin Group"),
    ),
    "two middle initials": (
        person("a", "John A.", "Smith", "john.a.smith", phone="773 555 0142"),
        person("b", "John B.", "Smith", "john.b.smith", phone="773 555 0143"),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_person(case: str) -> None:
    label, confidence = verdict(*SAME[case])
    assert label == DUPLICATE
    assert confidence > 0.75


@pytest.mark.parametrize("case", OTHERS)
def test_two_people(case: str) -> None:
    assert verdict(*OTHERS[case]) == ("", 0.0)


@pytest.mark.parametrize(
    "kept", [{"linkedin": "https://www.linkedin.com/in/margit-s"}, {"phone": "773 555 0142"}], ids=["profile", "phone"]
)
def test_a_move_is_no_duplicate(kept: dict[str, str]) -> None:
    label, confidence = verdict(
        person("a", "Margit", "Sandoval", "margit", **kept),
        person("b", "Margit", "Sandoval", email="margit@corvin.example", company="Corvin Group", city="Austin", **kept),
    )
    assert label == MOVE
    assert confidence > 0.9


def test_a_group_with_two_profiles_is_never_sure() -> None:
    rows = [
        person("a", "Margit", "Sandoval", "margit", linkedin="linkedin.com/in/margit-one"),
        person("b", "Margit", "Sandoval", "margit"),
        person("c", "Margit", "Sandoval", "margit", linkedin="linkedin.com/in/margit-two"),
    ]
    found = find_people([*colleagues(), *rows])
    assert len(found) >= 2
    assert all(pair.confidence < SURE for pair in found)


def test_a_chain_of_more_than_three_is_never_sure() -> None:
    """Each like the next, the ends unlike: nobody is made out of them."""
    rows = [
        person("a", "Margit", "Sandoval", "margit.s", phone="773 555 0111"),
        person("b", "Margit", "Sandoval", "margit.s", phone="773 555 0122"),
        person("c", "Margit", "Sandoval", "msandoval", phone="773 555 0122"),
        person("d", "Margit", "Sandoval", "msandoval", phone="773 555 0133"),
    ]
    found = find_people([*colleagues(), *rows])
    assert {frozenset((pair.id_a, pair.id_b)) for pair in found} >= {frozenset("ab"), frozenset("bc"), frozenset("cd")}
    assert all(pair.confidence < SURE for pair in found) or len(found) == 6


def test_a_domain_on_which_anybody_has_an_address_is_no_firm() -> None:
    """Nobody has told us of this provider: its users work at firms that agree on other domains."""
    firms = [f"Firm{letter} Group" for letter in "abcdefgh"]
    rows = [
        PersonRow(
            f"{firm}{n}", f"Una{firm[4]}", f"Kell{n}{firm[4]}", f"una{n}@{firm[:5].lower()}.example", company=firm
        )
        for firm in firms
        for n in range(3)
    ]
    rows += [
        PersonRow(f"p{firm}", f"Ole{firm[4]}", f"Vik{firm[4]}", f"ole{firm[4]}@anymail.example", company=firm)
        for firm in firms
    ]
    rows += [
        PersonRow("a", "Margit", "Sandoval", "margit@anymail.example", company="Firma Group"),
        PersonRow("b", "Margit", "Sandoval", "margit@anymail.example", company="Firmb Group"),
    ]
    assert [(pair.id_a, pair.id_b, pair.label) for pair in find_people(rows)] == [("a", "b", MOVE)]


def test_nobody_and_one_person_are_no_pair() -> None:
    assert find_people([]) == []
    assert find_people([person("a", "Margit", "Sandoval")]) == []


@pytest.mark.parametrize(
    ("rates", "spoil", "f1"), [(slips.WORKSHOP, slips.workshop, 0.975), (slips.HELD_OUT, slips.held_out, 0.945)]
)
def test_a_made_up_directory(rates: slips.Rates, spoil: slips.Spoil, f1: float) -> None:
    drawn = draw(3_000, 7, rates, spoil)
    scored = score(find_people(person_rows(drawn)), drawn.duplicates, drawn.moves)
    assert scored.f1 >= f1
    assert scored.sure_precision >= 0.99
    assert scored.moves_as_duplicates <= 2
    assert scored.move_f1 >= 0.95
