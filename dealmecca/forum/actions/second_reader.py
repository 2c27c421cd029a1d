"""When the optional language model is asked about a post: within the month's budget, and not while it is silent."""

import logging
from datetime import UTC

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from dealmecca.forum.models import ModelMonth, Post
from dealmecca.forum.queries.member_names import member_names_in
from dealmecca.forum.reading import Reading
from dealmecca.forum.reading.endpoint import Endpoint, Silent, read_by_model
from dealmecca.forum.reading.tags import all_tags

REST_SECONDS = 300  # after a silence, so that posts do not wait behind a server that is down
_RESTS = "forum:language-model-rests"
_LOG = logging.getLogger(__name__)


def judged(post: Post, reading: Reading) -> Reading:
    """By the operator's language model; the same reading where there is none, it is silent, or the budget is used up.

    Of an anonymous post the text goes without any member's name, whoever wrote it: what is sent does not depend on the
    author. Asked outside any transaction: it may take the whole of its time.
    """
    if not settings.MODEL_URL or cache.get(_RESTS):
        return reading
    endpoint = Endpoint(settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_KEY, settings.MODEL_SECONDS)
    without = member_names_in(reading.text) if post.is_anonymous else None
    tags = [name for _, name, _ in all_tags()]
    try:
        return read_by_model(reading, endpoint=endpoint, spend=spend, tag_names=tags, without_names=without)
    except Silent as silence:
        cache.set(_RESTS, True, REST_SECONDS)
        _LOG.warning("The language model is not asked for %d s: %s", REST_SECONDS, silence)
        return reading


def spend(tokens: int) -> bool:
    """Take them from this month's budget, in one statement; whether they were there."""
    month = ModelMonth(month=f"{timezone.now().astimezone(UTC):%Y-%m}")
    ModelMonth.objects.bulk_create([month], ignore_conflicts=True)
    left = ModelMonth.objects.filter(pk=month.pk, tokens__lte=settings.MODEL_TOKENS_A_MONTH - tokens)
    return left.update(tokens=F("tokens") + tokens) == 1
