"""Whose voice is whose: two people of one employer count as one, whatever addresses they use."""

from dealmecca.accounts.models import User
from dealmecca.directory.queries import ids_above

# Everybody has an address there: it says nothing about where somebody works.
FREE_MAIL = frozenset(
    """gmail.com googlemail.com yahoo.com ymail.com outlook.com hotmail.com live.com msn.com icloud.com me.com mac.com
    aol.com gmx.com gmx.de gmx.net web.de mail.com proton.me protonmail.com pm.me zoho.com yandex.com fastmail.com
    hey.com qq.com 163.com comcast.net verizon.net att.net""".split()
)


def employer_of(user: User | None) -> str:
    """A key that people of one employer share: the top of their company's family, or their mail domain, or themselves.

    None (the operator, jobs, files) is one voice of its own.
    """
    if user is None:
        return "operator"
    if user.company_id:
        return f"company {ids_above(user.company_id)[0]}"
    domain = user.email.rpartition("@")[2].lower()
    return f"user {user.pk}" if not domain or domain in FREE_MAIL else f"domain {domain}"
