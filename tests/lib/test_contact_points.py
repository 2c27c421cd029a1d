"""Email addresses, phone numbers and web addresses: kept when they are some, refused in a sentence when not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.contact_points import (
    clean_email,
    clean_phone,
    clean_url,
    domain_of,
    is_free_mail,
    is_placeholder_email,
    is_role_mailbox,
    phone_href,
)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Jane.Doe@Agency.COM", "jane.doe@agency.com"),
        ("Jane Doe <jane@agency.example>", "jane@agency.example"),
        ("<jane@agency.test>", "jane@agency.test"),
        ("mailto:jane@agency.com?subject=Hi", "jane@agency.com"),
        (" jane@agency.com; ", "jane@agency.com"),
        ("o'neil+tag@agency.co.uk", "o'neil+tag@agency.co.uk"),
        ("jürgen@bücher.de", "jürgen@bücher.de"),
    ],
)
def test_an_address_is_found_and_made_small(text: str, email: str) -> None:
    assert clean_email(text) == email
    assert clean_email(email) == email


@pytest.mark.parametrize(
    "text", ["", "n/a", "jane", "jane@agency", "jane@@agency.com", "a b@agency.com", "a@b.com, c@d.com"]
)
def test_what_is_no_address_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“.*” (is not an email address|holds more than one email address)\."):
        clean_email(text)


def test_mailboxes_that_several_people_read() -> None:
    shared = ["info@x.com", "SALES@x.com", "info2@x.com", "sales.ny@x.com", "press-office@x.com", "contact+1@x.com"]
    personal = ["jane@x.com", "jane.sales@x.com", "john2@x.com", "art@x.com", "pr.jones@x.com", "infante@x.com"]
    assert all(is_role_mailbox(email) for email in shared)
    assert not any(is_role_mailbox(email) for email in personal)


def test_addresses_typed_to_get_past_a_mandatory_field() -> None:
    fillers = [
        "noemail@x.com",
        "no.email@x.com",
        "none@x.com",
        "n/a@x.com",
        "xxx@x.com",
        "test1@x.com",
        "a@noemail.com",
    ]
    assert all(is_placeholder_email(email) for email in fillers)
    assert not any(is_placeholder_email(email) for email in ["jane@x.example", "jane@x.test", "testa@x.com", "@", ""])


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("(212) 555-0123", "(212) 555-0123", "+12125550123"),
        ("212.555.0123 x12", "212.555.0123 x12", "+12125550123"),
        ("1-800-FLOWERS", "1-800-FLOWERS", "+18003569377"),
        ("+44  20 7946 0958", "+44 20 7946 0958", "+442079460958"),
        ("0044 20 7946 0958", "0044 20 7946 0958", "+442079460958"),
        ("2125550123.0", "2125550123", "+12125550123"),
        ("tel:+12125550123", "+12125550123", "+12125550123"),
        ("020 7946 0958", "020 7946 0958", ""),
        ("555-0123", "555-0123", ""),
    ],
)
def test_a_phone_number_stays_as_written(text: str, shown: str, href: str) -> None:
    assert clean_phone(text) == shown
    assert phone_href(shown) == href


def test_a_national_number_needs_its_region() -> None:
    assert phone_href("020 7946 0958", region="GB") == "+442079460958"


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "abc", "12345", "000-000-0000", "999-999-9999", "123-456-7890", "212-555-0123 / 212-555-0199", "1e10"],
)
def test_what_nobody_can_dial_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“.*”.*phone number.*\.$"):
        clean_phone(text)
    assert phone_href(text) == ""


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.agency.com", "https://www.agency.com"),
        ("HTTP://Agency.COM/", "http://agency.com"),
        ("//agency.com/About", "https://agency.com/About"),
        ("agency.com:8080/x", "https://agency.com:8080/x"),
        ("https://agency.com/a?utm_source=x&b=1&gclid=2#c", "https://agency.com/a?b=1#c"),
        ("https://agency.com/?utm_source=x", "https://agency.com"),
        ("linkedin.com/in/jane-doe", "https://linkedin.com/in/jane-doe"),
        ("https://bücher.de/ü", "https://bücher.de/ü"),
        ("http://127.0.0.1/x", "http://127.0.0.1/x"),
        ("agency.example", "https://agency.example"),
    ],
)
def test_a_web_address_is_completed_and_tidied(text: str, url: str) -> None:
    assert clean_url(text) == url
    assert clean_url(url) == url


@pytest.mark.parametrize(
    "text",
    [
        "", "agency", "javascript:alert(1)", "JAVASCRIPT:alert(1)//x.com", "java\nscript:alert(1)", "\x01javascript:x",
        "data:text/html,x", "vbscript:x", "mailto:a@b.com", "ftp://agency.com", "http://user:secret@agency.com",
        "http://agency.com\\@evil.com", "http://agency.com:99999", "http://agency..com", "http://localhost", "a b.com",
        "http://[::1", "https://", "x" * 3000 + ".com",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?s)^“.*” is not a web address[.:]"):
        clean_url(text)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("http://www.foo.co.uk/x?y@z", "foo.co.uk"),
        ("jane@mail.agency.example", "agency.example"),
        ("foo.blogspot.com", "foo.blogspot.com"),
        ("https://Foo.com:80", "foo.com"),
        ("127.0.0.1", ""),
        ("localhost", ""),
        ("co.uk", ""),
        ("not a domain", ""),
        ("", ""),
    ],
)
def test_the_domain_that_somebody_registered(text: str, domain: str) -> None:
    assert domain_of(text) == domain


def test_free_mail_says_nothing_about_a_company() -> None:
    assert is_free_mail("gmail.com")
    assert is_free_mail("Mail.Yahoo.com")
    assert not is_free_mail("agency.com")


TEXTS = (
    st.text(max_size=60)
    | st.text("abc@.:/?&=1+ <>-_é\x00", max_size=40)
    | st.from_regex(r"[a-z]{1,9}(:|://)[\w.@:/?#&=%+-]*")
)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_a_clean_value_or_a_sentence(text: str) -> None:
    for clean in (clean_email, clean_phone, clean_url):
        try:
            value = clean(text)
        except ValueError as error:
            assert str(error).startswith("“")
            continue
        assert value
        assert "\x00" not in value
        assert clean(value) == value, "cleaning what is clean changes nothing, or every import would report changes"
    phone_href(text)
    domain_of(text)
    is_role_mailbox(text)
    is_placeholder_email(text)


@settings(deadline=None)
@given(TEXTS)
def test_no_link_ever_runs_a_script(text: str) -> None:
    try:
        url = clean_url(text)
    except ValueError:
        return
    assert url.startswith(("http://", "https://"))
    assert not any(character <= " " for character in url)
