"""What makes two ways of writing an address one: for asking whether it is the same, never for writing to it."""

import re
from urllib.parse import unquote

from dealmecca.lib.contact_points import without_extension

_DOTS_MEAN_NOTHING = {"gmail.com", "googlemail.com"}
_LINKEDIN = re.compile(r"(?:https?:)?(?://)?(?:[\w-]+\.)*linkedin\.com/(.+)", re.IGNORECASE)


def email_identity(text: str) -> str:
    """In small letters, without a "+tag", which reaches the same mailbox; "" for what is no address."""
    mailbox, at, domain = text.strip().lower().rpartition("@")
    mailbox = mailbox.partition("+")[0] or mailbox
    if domain in _DOTS_MEAN_NOTHING:
        mailbox, domain = mailbox.replace(".", ""), "gmail.com"
    return f"{mailbox}@{domain}" if at and mailbox and domain else ""


def phone_identity(text: str) -> str:
    """Its digits with the country's, without an extension; a number without a country is one of the United States.

    Parsing it properly takes twenty times as long, and an import asks for each row.
    """
    number = without_extension(text.strip()).replace("(0)", "")
    digits = re.sub(r"\D", "", number)
    if number.startswith("00"):
        digits = digits[2:]
    elif len(digits) == 10 and not number.startswith("+"):
        digits = "1" + digits
    return digits if len(digits) >= 7 else ""


def linkedin_identity(text: str) -> str:
    """The path of the profile ("in/maren-oduya"), whatever country's site it is; "" for what is none."""
    match = _LINKEDIN.fullmatch(text.strip())
    if not match:
        return ""
    path = unquote(re.split(r"[?#]", match[1])[0]).strip("/").lower()
    return "/".join(path.split("/")[:2])
