"""Reading the vocabulary of duties."""

from collections.abc import Iterable

from django.db.models import Prefetch

from dealmecca.accounts.models import User
from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.models import Duty, DutyWord


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
