"""Places: what one cell names, and which names are one place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.places import (
    Place,
    city_key,
    country_key,
    country_label,
    same_place,
    split_location,
    state_key,
    state_label,
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Saint Paul, Minnesota", Place("Saint Paul", "Minnesota")),
        ("Washington, D.C.", Place("Washington", "D.C.")),
        ("Washington DC", Place("Washington", "DC")),
        ("Washington", Place("Washington")),
        ("New York", Place("New York")),
        ("New York City, New York", Place("New York City", "New York")),
        ("Dublin, Ireland", Place("Dublin", "", "Ireland")),
        ("Zurich, Switzerland", Place("Zurich", "", "Switzerland")),
        ("Hamilton, Bermuda", Place("Hamilton", "", "Bermuda")),
        ("London, UK", Place("London", "", "UK")),
        ("London, England, United Kingdom", Place("London", "England", "United Kingdom")),
        ("Paris, Île-de-France, France", Place("Paris", "Île-de-France", "France")),
        ("Singapore", Place("Singapore", "", "Singapore")),
        ("France", Place("", "", "France")),
        ("California", Place("", "California")),
        ("California, USA", Place("", "California", "USA")),
        ("Chicago IL", Place("Chicago", "IL")),
        ("CHICAGO IL 60601-1234", Place("CHICAGO", "IL")),
        ("Chicago IL, USA", Place("Chicago", "IL", "USA")),
        ("1 Main St, Springfield, IL 62701", Place("Springfield", "IL")),
        ("12 High Street, Dublin, Ireland", Place("Dublin", "", "Ireland")),
        ("Atlanta, Georgia", Place("Atlanta", "Georgia")),
        ("Wilmington, DE", Place("Wilmington", "DE")),
        ("Mountain View, CA", Place("Mountain View", "CA")),
        ("San Francisco, CA, US", Place("San Francisco", "CA", "US")),
        ("Toronto, ON, CA", Place("Toronto", "ON", "CA")),
        ("Toronto ON M5V 2T6", Place("Toronto", "ON")),
        ("Sydney NSW", Place("Sydney", "NSW")),
        ("Perth, WA, Australia", Place("Perth", "WA", "Australia")),
        ("West Falls Church, Virginia[2]", Place("West Falls Church", "Virginia")),
        ("Anytown, Nowhereshire", Place("Anytown", "Nowhereshire")),
        ("Remote", Place()),
        (" N/A ", Place()),
        (" , ", Place()),
        ("", Place()),
    ],
)
def test_one_cell_is_taken_apart(text: str, place: Place) -> None:
    assert split_location(text) == place


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("Paris , CA US France 12 60601 St. Georgia NY ON".split())).map(" ".join)
)
def test_nothing_is_invented(text: str) -> None:
    place = split_location(text)
    tidy = " ".join(text.split())
    assert all(part in tidy for part in (place.city, place.state, place.country)) or "[" in text
    assert same_place(place, place) is (True if place.city else None)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("MN", "MN"),
        ("Minnesota", "MN"),
        ("minn.", "MN"),
        ("D.C.", "DC"),
        ("N. Carolina", "NC"),
        ("Québec", "QC"),
        ("New South Wales", "NSW"),
        ("Western Australia", "AU-WA"),
        ("WA", "WA"),
        ("Bavaria", "bavaria"),
        ("", ""),
    ],
)
def test_a_state_has_one_key(text: str, key: str) -> None:
    assert state_key(text) == key


def test_a_country_decides_between_states_of_one_code() -> None:
    assert [state_key("WA", country) for country in ("", "USA", "Australia", "Ireland")] == ["WA", "WA", "AU-WA", "wa"]


def test_keys_have_labels_and_labels_have_keys() -> None:
    assert [state_label(text) for text in ("MN", "AU-WA", "minn.", "Bavaria", "")] == [
        "Minnesota", "Western Australia", "Minnesota", "Bavaria", "",
    ]  # fmt: skip
    assert [country_key(text) for text in ("U.S.A.", "United States", "UK", "Côte d’Ivoire", "Atlantis", "")] == [
        "US", "US", "GB", "CI", "atlantis", "",
    ]  # fmt: skip
    assert [country_label(text) for text in ("US", "uk", "Atlantis", "")] == [
        "United States",
        "United Kingdom",
        "Atlantis",
        "",
    ]
    assert all(state_key(state_label(code)) == code for code in ("NY", "ON", "NSW", "AU-NT", "DC"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "Saint Louis"),
        ("Ft. Worth", "fort worth"),
        ("Mt Vernon", "Mount Vernon"),
        ("New York City", "New York"),
        ("NYC", "New York"),
        ("Winston-Salem", "Winston Salem"),
        ("Coeur d’Alene", "Coeur dAlene"),
        ("Zürich", "ZURICH"),
        ("Washington D.C.", "Washington"),
    ],
)
def test_a_city_has_one_key(one: str, other: str) -> None:
    assert city_key(one) == city_key(other)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Place("New York City", "New York"), Place("New York", "NY", "USA"), True),
        (Place("Chicago"), Place("Chicago", "IL"), True),
        (Place("Chicago"), Place("Boston"), False),
        (Place("Portland", "OR"), Place("Portland", "Maine"), False),
        (Place("Dublin", "", "Ireland"), Place("Dublin", "OH"), False),
        (Place("", "IL"), Place("", "NY"), False),
        (Place("", "IL"), Place("", "Illinois"), None),
        (Place("", "", "France"), Place("Paris"), None),
        (Place("London", "England"), Place("London", "Greater London"), True),
        (Place(), Place("Boston"), None),
    ],
)
def test_whether_two_places_are_one(one: Place, other: Place, answer: bool | None) -> None:
    assert same_place(one, other) is answer
    assert same_place(other, one) is answer
