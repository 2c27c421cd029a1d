"""What the machine adds to a post: a summary, tags, companies and people. It adds to what people said, and never takes
that away: what somebody wrote, added or rejected stays as they left it."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import transaction

from dealmecca.accounts.viewers import operator
from dealmecca.forum.actions.second_reader import judged
from dealmecca.forum.actions.tags import MOST, tags_called
from dealmecca.forum.linking import Lexicon
from dealmecca.forum.models import CompanyMention, ContactMention, Post, PostTag
from dealmecca.forum.moments import id_for, moment_for
from dealmecca.forum.queries import named_companies, names_in
from dealmecca.forum.queries.named_people import named_people
from dealmecca.forum.reading import VERSION, FoundTag, People, Reading, read_text
from dealmecca.forum.reading.endpoint import BY_MODEL

FRESH_SECONDS = 600  # how old the names may be that posts are read with
LEAST = 0.5  # confidence below which nothing is said
AT_ONCE = 200  # posts that the timed job reads in one go


def read_post(*, post_id: str, even_read: bool = False) -> bool:
    """Read a post that stands and was not read since it was written or changed; whether it was. Twice is like once.

    The names of the directory and the text are read before anything is locked.
    """
    post = Post.objects.in_forum().filter(pk=post_id).first()
    if post is None or (_is_read(post) and not even_read):
        return False
    lexicon, people = _names(int(time.time() // FRESH_SECONDS))
    names = names_in(viewer=operator(), texts=[post.body])
    reading = read_text(post.body, lexicon=lexicon, people=people, title=post.title, names=names)
    return _write_down(post, judged(post, reading))


def read_left_over(*, limit: int | None = AT_ONCE) -> int:
    """Those that no job read: it was lost, or the forum is older than the machine. How many; the oldest first."""
    rows = Post.objects.in_forum().filter(ai_processed_at=None).order_by("created_at").values_list("pk", flat=True)
    return sum(read_post(post_id=key) for key in list(rows[:limit]))


def read_all() -> int:
    """Every post anew; how many. The operator's command, after the machine or the directory changed."""
    rows = Post.objects.in_forum().order_by("pk").values_list("pk", flat=True)
    return sum(read_post(post_id=key, even_read=True) for key in list(rows))


def _is_read(post: Post) -> bool:
    return post.ai_processed_at is not None and post.ai_version.startswith((VERSION, BY_MODEL))


@transaction.atomic
def _write_down(read: Post, reading: Reading) -> bool:
    """Not when the words changed meanwhile: another job reads those."""
    post = Post.objects.select_for_update(of=("self",)).filter(pk=read.pk, state="VISIBLE").first()
    if post is None or (post.title, post.body) != (read.title, read.body):
        return False
    companies = _surest((span.company_id, span.confidence) for span in reading.companies)
    contacts = _surest((span.contact_id, span.confidence) for span in reading.contacts)
    _replace(CompanyMention, post, "company", companies, reading.version, comment=None)
    _replace(ContactMention, post, "contact", contacts, reading.version, comment=None)
    _replace(PostTag, post, "tag", _tags(reading.tags), reading.version)
    if not post.is_summary_corrected:
        post.ai_summary, post.ai_confidence = reading.summary.text, reading.summary.confidence
    post.ai_processed_at, post.ai_version = moment_for(is_anonymous=post.is_anonymous), reading.version
    post.save(update_fields=["ai_summary", "ai_confidence", "ai_processed_at", "ai_version"])
    return True


def _surest(found: Iterable[tuple[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for key, confidence in found:
        if confidence >= LEAST:
            best[key] = max(confidence, best.get(key, 0.0))
    return best


def _tags(found: Iterable[FoundTag]) -> dict[str, float]:
    """By id; a tag that nobody gave before is made."""
    names: dict[str, dict[str, float]] = defaultdict(dict)
    for tag in found:
        if tag.confidence >= LEAST and len(names[tag.kind]) < MOST:
            names[tag.kind][tag.name] = tag.confidence
    best: dict[str, float] = {}
    for kind, sure in sorted(names.items()):
        for name in sorted(sure):
            for row in tags_called([name], kind, "tags"):
                best[row.pk] = max(sure[name], best.get(row.pk, 0.0))
    return best


def _replace(table: Any, post: Post, column: str, found: Mapping[str, float], version: str, **of_post: Any) -> None:
    """What the machine finds now instead of what it found before; rows of people, and rejected ones, stay."""
    machines = table.objects.filter(post=post, source="MACHINE", is_rejected=False, **of_post)
    machines.exclude(**{f"{column}__in": list(found)}).delete()
    there = set(machines.values_list(column, flat=True))
    for key in sorted(there & found.keys()):
        machines.filter(**{column: key}).update(confidence=found[key], version=version)
    new = (
        table(
            id=id_for(is_anonymous=post.is_anonymous), post=post, source="MACHINE", confidence=found[key],
            version=version, **{f"{column}_id": key},
        )
        for key in sorted(found.keys() - there)
    )  # fmt: skip
    table.objects.bulk_create(new, ignore_conflicts=True)


@lru_cache(maxsize=1)
def _names(now: int) -> tuple[Lexicon, People]:
    """Of the directory; making them ready takes seconds for 50,000, so a worker keeps them for a while."""
    return Lexicon(named_companies(viewer=operator())), People(named_people(viewer=operator()))
