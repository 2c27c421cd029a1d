"""Reading the vocabulary of duties."""

import difflib
from collections.abc import Iterable

from django.db.models import Count, Prefetch
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.models import Duty, DutyWord, Handling


def duties_in_use(*, viewer: User) -> list[Duty]:
    """Every duty that was not merged away, by category and name, with its words loaded."""
    words = Prefetch("words", DutyWord.objects.order_by("-is_name", "text"))
    return list(Duty.objects.visible_to(viewer).in_use().order_by("category", "name").prefetch_related(words))


def find_duty(*, viewer: User, text: str) -> Duty | None:
    """By id, address, name or any other word for it; a duty that was merged away is the one it was merged into."""
    return find_duties(viewer=viewer, texts=[text]).get(text)


def find_duties(*, viewer: User, texts: Iterable[str]) -> dict[str, Duty]:
    """`find_duty` for many, by text, without those that mean nothing. Two queries."""
    wanted = {text: phrase_key(text)[:80] for text in texts}
    visible = Duty.objects.visible_to(viewer).select_related("merged_into")
    words = DutyWord.objects.filter(key__in=set(wanted.values()), duty__in=visible).select_related("duty__merged_into")
    by_key = {word.key: word.duty for word in words}
    names = {text.strip().replace("\0", " ") for text in wanted}
    rows = [*visible.filter(slug__in=names), *visible.filter(pk__in=names)]
    by_name = {name: row for row in rows for name in (row.slug, row.pk)}
    found = {}
    for text, key in wanted.items():
        duty = by_name.get(text.strip()) or by_key.get(key)
        while duty and duty.merged_into:
            duty = duty.merged_into
        if duty:
            found[text] = duty
    return found


def get_duty(*, viewer: User, duty_id: str) -> Duty:
    """By id or by slug, with its words; one that was merged away too. Raises Duty.DoesNotExist."""
    if "\0" in duty_id:
        raise Duty.DoesNotExist
    words = Prefetch("words", DutyWord.objects.order_by("-is_name", "text"))
    rows = Duty.objects.visible_to(viewer).select_related("merged_into").prefetch_related(words)
    try:
        return rows.get(pk=duty_id)
    except Duty.DoesNotExist:
        return rows.get(slug=duty_id)


def get_word(*, viewer: User, duty: Duty, word_id: str) -> DutyWord:
    """Raises DutyWord.DoesNotExist."""
    if not (word_id.isascii() and word_id.isdigit() and len(word_id) < 19):  # what both engines take for a number
        raise DutyWord.DoesNotExist
    return DutyWord.objects.filter(duty__in=Duty.objects.visible_to(viewer)).get(pk=int(word_id), duty=duty)


def similar_duties(*, viewer: User, text: str, count: int = 3) -> list[str]:
    """Names of duties whose words look most like the text, best first: suggestions for a person, never an answer."""
    words = DutyWord.objects.filter(duty__in=Duty.objects.visible_to(viewer).in_use())
    names = dict(words.values_list("key", "duty__name"))
    near = difflib.get_close_matches(phrase_key(text)[:80], list(names), n=count * 4, cutoff=0.6)
    return list(dict.fromkeys(names[key] for key in near))[:count]


def handling_counts(*, viewer: User) -> dict[str, int]:
    """How many handlings hold today, by the id of their duty. One query."""
    rows = Handling.objects.visible_to(viewer).held_on(timezone.localdate())
    return dict(rows.order_by().values_list("duty").annotate(Count("pk")))
