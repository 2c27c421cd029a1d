"""Keeping the vocabulary: duties, their names and the other words for them."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from dealmecca.database.locks import lock_until_commit
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.text_keys import phrase_key
from dealmecca.lib.visible_text import one_line
from dealmecca.roster.models import Duty, DutyCategory, DutyWord
from dealmecca.roster.permissions import Actor, can_keep_duties, require

VOCABULARY = "duty vocabulary"
LONGEST = 80


@transaction.atomic
def create_duty(*, actor: Actor, category: str, name: str, aliases: tuple[str, ...] = ()) -> Duty:
    """A new duty. Raises ValidationError when a word of it means another duty already."""
    require(can_keep_duties(actor), "Only moderators keep the list of duties.")
    lock_until_commit(VOCABULARY)
    name = one_line(name)
    if category not in DutyCategory.values:
        known = ", ".join(DutyCategory.values)
        raise ValidationError({"category": [f"“{category[:40]}” is no category of duties. Known are {known}."]})
    _check_word("name", name)
    duty = Duty(id=_id(name), category=category, name=name, slug=_slug(name))
    duty.save(force_insert=True)
    DutyWord.objects.create(duty=duty, key=phrase_key(name), text=name, is_name=True)
    for alias in dict.fromkeys(aliases):
        add_alias(actor=actor, duty=duty, text=alias)
    return duty


@transaction.atomic
def add_alias(*, actor: Actor, duty: Duty, text: str) -> DutyWord:
    """Another word for the duty. Raises ValidationError when it means something already."""
    require(can_keep_duties(actor), "Only moderators keep the list of duties.")
    lock_until_commit(VOCABULARY)
    text = one_line(text)
    _check_word("alias", text)
    return DutyWord.objects.create(duty=duty, key=phrase_key(text), text=text)


@transaction.atomic
def remove_alias(*, actor: Actor, word: DutyWord) -> None:
    """Raises Conflict for the duty's own name."""
    require(can_keep_duties(actor), "Only moderators keep the list of duties.")
    if word.is_name:
        raise Conflict("This is the duty's name, not another word for it.")
    DutyWord.objects.filter(pk=word.pk).delete()


def _check_word(field: str, text: str) -> None:
    key = phrase_key(text)
    if not key:
        raise ValidationError({field: ["Give a word with letters or digits."]})
    if len(text) > LONGEST or len(key) > LONGEST:
        raise ValidationError({field: [f"At most {LONGEST} characters."]})
    taken = DutyWord.objects.filter(key=key).select_related("duty").first()
    if taken:
        raise ValidationError({field: [f"“{text}” means {taken.duty.name} already."]})


def _id(name: str) -> str:
    """The same name has the same id in every installation, unless it was taken: exports can be compared."""
    key = "c" + hashlib.sha256(f"duty {phrase_key(name)}".encode()).hexdigest()[:24]
    return key if not Duty.objects.filter(pk=key).exists() else Duty().pk


def _slug(name: str) -> str:
    base = slugify(phrase_key(name))[:70] or "duty"
    slug, number = base, 2
    while Duty.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
