"""What words outside the vocabularies mean, as somebody decided; asked by the one cleaning behind all doors.

Whoever cleans many rows reads all words once and hands them on; whoever cleans one record asks for its words alone.
"""

from collections.abc import Mapping
from typing import Any

from dealmecca.directory.models import LearntWord
from dealmecca.directory.word_fields import WORD_FIELDS, key_of
from dealmecca.lib import places

Learnt = Mapping[tuple[str, str], str]  # {(field, key): value}


def learnt_words() -> dict[tuple[str, str], str]:
    """All of them. One query."""
    words = LearntWord.objects.in_force().exclude(value="")
    return {(field, key): value for field, key, value in words.values_list("field", "key", "value")}


def meaning(field: str, text: str, learnt: Learnt | None) -> str:
    """The value that somebody decided this word to mean, or "". Without `learnt` the database is asked."""
    if learnt is not None:
        return learnt.get((field, key_of(text)), "") if learnt else ""
    word = LearntWord.objects.in_force().filter(field=field, key=key_of(text)).first()
    return word.value if word else ""


def learn_place(cleaned: dict[str, Any], learnt: Learnt | None) -> None:
    """The name of a country and of a state where the cleaned values hold a word for it that was learnt."""
    if learnt is not None and not learnt:
        return
    for name in ("country", "state"):
        field, text, country = WORD_FIELDS[name], cleaned.get(name, ""), cleaned.get("country", "")
        if text and field.is_unknown(text, country):
            value = meaning(name, text, learnt)
            if value and (name == "country" or places.fits_country(value, country)):
                cleaned[name] = field.stored(value)
