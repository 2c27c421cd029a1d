"""Email addresses, phone numbers and web addresses: cleaned, judged and compared, all without a network."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

import phonenumbers
import tldextract
from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from dealmecca.lib.contact_words import FREE_MAIL_DOMAINS, NO_MAILBOX_DOMAINS, NO_MAILBOXES, ROLE_MAILBOXES

MAX_URL_LENGTH = 2000

_ANGLE_BRACKETS = re.compile(r"^[^<>]*<([^<>]*)>$")
_SPACES_AND_CONTROLS = re.compile(r"[\x00-\x20\x7f\\]")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))", re.IGNORECASE)  # "shop.example:8080" has none
_HOST = re.compile(r"(?=.{1,253}$)(?:(?!-)[\w-]{1,63}(?<!-)\.)+(?!-)[\w-]{2,63}(?<!-)")
_USUAL_EMAIL = re.compile(r"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@([A-Za-z0-9.-]+)")
_NO_DIGITS = re.compile(r"\D")
_NOT_IN_A_NUMBER = re.compile(r"[^\d\s()+./\-–—]")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid|igshid|trk)=", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:;?\s*(?:ext|extension|x|#)\s*\.?\s*=?\s*\d{1,7})\s*$", re.IGNORECASE)

_remembered = lru_cache(maxsize=4_096)  # a file of people names the same domains and sites again and again

# The snapshot of public suffixes inside the package: nothing is ever fetched. Blogs on a shared host stay apart.
_registrable = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def clean_email(text: str) -> str:
    """The address alone, all in small letters, so that equal addresses are equal text.

    (Mail servers may tell capitals before the @ apart; none that matters does.) Takes "mailto:", brackets and
    "Name <address>"; `.example` and `.test` are good, as nothing is ever looked up. Raises ValueError with a sentence.
    """
    address = text.strip()
    if match := _ANGLE_BRACKETS.match(address):
        address = match[1]
    if address.lower().startswith("mailto:"):
        address = address[len("mailto:") :].partition("?")[0]
    address = address.strip(" \t\r\n,;.'\"")
    if address.count("@") > 1:
        raise ValueError(f"{_shown(text)} holds more than one email address.")
    usual = _USUAL_EMAIL.fullmatch(address)
    if usual and len(usual[1]) <= 64 and len(address) <= 254 and (domain := _mail_domain(usual[2])):
        return f"{usual[1]}@{domain}".lower()
    try:
        return _validated(address).normalized.lower()
    except EmailNotValidError as error:
        raise ValueError(f"{_shown(text)} is not an email address. {error}") from None


def _validated(address: str) -> ValidatedEmail:
    return validate_email(address, check_deliverability=False, test_environment=True)


@_remembered
def _mail_domain(domain: str) -> str:
    """As an address with it comes out; "" where there is none. Many people share one."""
    try:
        return _validated(f"a@{domain}").domain
    except EmailNotValidError:
        return ""


@_remembered
def is_role_mailbox(email: str) -> bool:
    """Whether several people read it ("info@", "sales.ny@"): such an address identifies nobody."""
    local = _mailbox(email)
    words = re.split(r"[._-]", local)
    return "".join(words) in ROLE_MAILBOXES or (len(words[0]) > 3 and words[0] in ROLE_MAILBOXES)


def is_placeholder_email(email: str) -> bool:
    """Whether somebody typed it to get past a mandatory field ("noemail@", "n/a@", "test@")."""
    local = re.sub(r"[^a-z]", "", _mailbox(email))
    return local in NO_MAILBOXES or email.lower().rpartition("@")[2] in NO_MAILBOX_DOMAINS or set(local) == {"x"}


def clean_phone(text: str, region: str = "US") -> str:
    """The number as written, spaces tidied and a spreadsheet's ".0" taken off. Raises ValueError with a sentence.

    It must be a number that could be dialled from somewhere: a valid one, or seven to fifteen digits (a national number
    of another country, a new area code) that are not filler such as 000-000-0000. `phone_href` is stricter.
    """
    written = " ".join(text.replace("\x00", "").split()).removeprefix("tel:").strip()
    written = re.sub(r"^(\d+)\.0$", r"\1", written)
    problem = _phone_problem(written)
    if problem and _parsed_phone(written, region) is None:  # asked last: it takes ten times as long
        raise ValueError(f"{_shown(text)} {problem}")
    return written


def _phone_problem(written: str) -> str:
    """Why this cannot be dialled, unless it is a valid number after all; "" when it can."""
    main = without_extension(written)
    digits = _NO_DIGITS.sub("", main)
    if _NOT_IN_A_NUMBER.search(main) or not digits:
        return "is not a phone number."
    if not 7 <= len(digits) <= 15:
        return f"is not a phone number: it has {len(digits)} digits."
    if len(set(digits)) == 1 or digits in "012345678901234567890":
        return "only fills the field; it is nobody's phone number."
    return ""


def without_extension(number: str) -> str:
    """The part of a phone number that is dialled ("212 555 0123" of "212 555 0123 ext. 4")."""
    return _EXTENSION.sub("", number)


def phone_href(text: str, region: str = "US") -> str:
    """The number as +12125550123 (E.164, without its extension) for a tel: link and for comparing; "" if not valid."""
    number = _parsed_phone(text, region)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else ""


@_remembered
def clean_url(text: str) -> str:
    """An http or https address, "https://" put in front where nothing stands, tracking parameters taken off.

    Raises ValueError with a sentence for any other scheme ("javascript:"), for a password in it and for no real host.
    """
    written = text.strip()
    if not written or len(written) > MAX_URL_LENGTH or _SPACES_AND_CONTROLS.search(written):
        raise ValueError(f"{_shown(text)} is not a web address.")
    scheme = _SCHEME.match(written)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValueError(f"{_shown(text)} is not a web address: it must start with https:// or http://.")
    try:
        parts = urlsplit(written if scheme else "https://" + written.removeprefix("//"))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ValueError(f"{_shown(text)} is not a web address.") from None
    if "@" in parts.netloc or not (_is_ip_address(host) or _HOST.fullmatch(host)):
        raise ValueError(f"{_shown(text)} is not a web address: {_shown(parts.netloc)} is not the name of a site.")
    return urlunsplit(_tidied(parts, host, port))


@_remembered
def domain_of(url_or_email: str) -> str:
    """The domain that somebody registered, in small letters ("foo.co.uk" of "http://www.foo.co.uk/x"); "" if none."""
    text = re.sub(r"^(?:[a-z][a-z0-9+.-]*:)?//|^mailto:", "", url_or_email.strip().lower())
    host = re.split(r"[/?#]", text)[0].rpartition("@")[2].partition(":")[0].strip(".")
    if _is_ip_address(host) or not _HOST.fullmatch(host):
        return ""
    found = _registrable(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else ""
    return ".".join(host.split(".")[-2:])  # names for documentation and tests: "agency.example"


@_remembered
def is_free_mail(domain: str) -> bool:
    """Whether anybody can have a mailbox there, so that the domain says nothing about the company."""
    domain = domain.strip().lower()
    return domain in FREE_MAIL_DOMAINS or domain_of(domain) in FREE_MAIL_DOMAINS


def _mailbox(email: str) -> str:
    """What stands before the @, in small letters, without a "+tag" and final digits."""
    return re.sub(r"\d+$", "", email.strip().lower().rpartition("@")[0].partition("+")[0])


def _parsed_phone(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    text = text.strip()
    try:
        number = phonenumbers.parse("+" + text[2:] if text.startswith("00") else text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _tidied(parts: SplitResult, host: str, port: int | None) -> SplitResult:
    kept = [each for each in parts.query.split("&") if each and not _TRACKING.match(each)]
    path = "" if parts.path == "/" and not kept and not parts.fragment else parts.path
    shown_host = f"[{host}]" if ":" in host else host
    return SplitResult(
        parts.scheme, f"{shown_host}:{port}" if port else shown_host, path, "&".join(kept), parts.fragment
    )


def _is_ip_address(host: str) -> bool:
    if ":" not in host and not host.replace(".", "").isdigit():
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _shown(text: str) -> str:
    """The text between quotation marks for a sentence, shortened."""
    text = " ".join(text.split())
    return f"“{text[:77]}…”" if len(text) > 78 else f"“{text}”"
