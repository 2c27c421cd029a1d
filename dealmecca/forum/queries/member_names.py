"""Which members' names stand in a text: what is taken out of it before it leaves this server."""

import re

from dealmecca.accounts.models import User

_WORD = re.compile(r"\w+")


def member_names_in(text: str) -> list[str]:
    """Of everybody who has or had an account, a part of whose name is a word of the text. One query."""
    words = set(_WORD.findall(text.casefold()))
    names = User.objects.exclude(name="").order_by("name").values_list("name", flat=True).distinct()
    return [name for name in names if not words.isdisjoint(_WORD.findall(name.casefold()))]
