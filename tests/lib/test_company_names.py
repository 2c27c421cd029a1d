"""Company names: one company under all its names, and never two companies under one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.company_names import company_key


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (["Coca-Cola Company (The)", "The Coca-Cola Company", "coca cola", "COCA-COLA CO."], "cocacola"),
        (["AT&T", "AT & T Inc.", "AT and T, Inc"], "atandt"),
        (["Alphabet Inc. (Class A)", "Alphabet Inc. (Class C)", "Alphabet, Inc."], "alphabet"),
        (["A. O. Smith", "A.O. Smith Corporation", "AO Smith Corp."], "aosmith"),
        (["72andSunny", "72 and Sunny", "72 & Sunny LLC"], "72andsunny"),
        (["1-800-Flowers", "1 800 Flowers", "1800Flowers"], "1800flowers"),
        (["7-Eleven", "7 Eleven, Inc."], "7eleven"),
        (["3M", "3M Company"], "3m"),
        (["L'Oréal", "L’OREAL S.A.", "Loreal"], "loreal"),
        (["Deere & Company", "Deere"], "deere"),
        (["Crispin Porter + Bogusky", "Crispin Porter & Bogusky"], "crispinporterandbogusky"),
        (["Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo"], "grupobimbo"),
        (["Rohde GmbH & Co. KG", "Rohde GmbH", "Rohde"], "rohde"),
        (["Nestlé S.A.", "Nestle SA", "NESTLÉ"], "nestle"),
        (["Barilla S.p.A.", "Barilla SpA"], "barilla"),
        (["SAP SE", "SAP AG", "SAP"], "sap"),
        (["Telstra Pty Ltd", "Telstra Pty. Ltd.", "Telstra Limited"], "telstra"),
        (["Marriott Intl", "Marriott Int'l", "Marriott International"], "marriottinternational"),
        (["Acme,Inc.", "Acme Co.,Ltd.", "Acme Incorporated"], "acme"),
        (["Halden Inc. (Chicago)", "Halden (Chicago)"], "haldenchicago"),
        (["Benton, John B Jr"], "bentonjohnbjr"),
        (["The Limited"], "thelimited"),
        (["The Company"], "thecompany"),
        (["Limited"], "limited"),
        (["&Co"], "andco"),
        (["!!!"], "!!!"),
        ([""], ""),
    ],
)
def test_the_names_of_one_company_have_one_key(names: list[str], key: str) -> None:
    assert [company_key(name) for name in names] == [key] * len(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Halden & Pike", "Halden Pike Foundation"),
        ("Halden & Pike", "Halden & Pike Foundation"),
        ("Halden & Pike", "Halden Pike"),
        ("Disney", "Disney+"),
        ("A&E", "AE"),
        ("Eli Lilly", "Lilly (Eli)"),
        ("Halden (Chicago)", "Halden (Boston)"),
        ("Halden Media", "Halden Media Group"),
        ("Day Spa", "Day"),
        ("AS Roma", "Roma"),
        ("The Limited", "Limited Too"),
        ("3M", "M"),
        ("7-Eleven", "Eleven"),
        ("Private Media", "Media"),
        ("Benton, John B Jr", "Benton, John B"),
    ],
)
def test_different_companies_have_different_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@settings(deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from("The Inc. & Co ( ) Halden AG Limited GmbH KG Class A , +".split())).map(" ".join)
)
def test_no_name_loses_its_key(name: str) -> None:
    key = company_key(name)
    assert bool(key) == bool(name.strip())
    assert key == key.casefold() or not any(character.isalnum() for character in key)


@settings(deadline=None)
@given(st.lists(st.sampled_from("Halden Pike & L'Oréal 3M Disney+ Inc. Company (The) and LLC".split())).map(" ".join))
def test_case_and_spaces_make_no_difference(name: str) -> None:
    assert company_key(f"  {name.upper()} ") == company_key(name) == company_key(name.lower().replace(" ", "  "))
