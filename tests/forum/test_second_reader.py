"""A language model reads posts as well, when an operator set one up: within its budget, and without anybody's name."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from dealmecca.accounts.models import User
from dealmecca.forum.actions.reading import _names, read_post
from dealmecca.forum.actions.second_reader import spend
from dealmecca.forum.models import CompanyMention, ModelMonth, Post
from dealmecca.forum.reading import VERSION
from tests.doubles.chat_server import ChatServer, chat_server
from tests.factories import make_company
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
BODY = "Ana Ardmore told me that Kestrel Cola opened its media review. Who answers for CTV there? "


@pytest.fixture
def model(settings: Any) -> Iterator[ChatServer]:
    cache.clear()
    _names.cache_clear()
    company = make_company("Kestrel Cola", company_type="ADVERTISER")
    with chat_server() as double:
        settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_SECONDS = f"{double.address}/v1", "small-1", 5
        companies = [{"id": company.pk, "confidence": 0.97}]
        double.says = json.dumps({"summary": "", "tags": [], "companies": companies, "contacts": []})
        yield double
    cache.clear()


def test_its_answer_is_kept_with_its_own_version(ana: User, model: ChatServer) -> None:
    post = make_post(ana, body=BODY)
    assert read_post(post_id=post.pk)
    assert Post.objects.get().ai_version == "model-1 small-1"
    assert CompanyMention.objects.get().confidence == 0.97
    assert not read_post(post_id=post.pk), "it was read"
    assert len(model.asked) == 1 and ModelMonth.objects.get().tokens > 0


def test_an_anonymous_post_leaves_without_the_name_of_any_member_whoever_wrote_it(
    ana: User, dan: User, model: ChatServer
) -> None:
    ana.name = "Ana Ardmore"
    ana.save()
    sent = []
    for author in (ana, dan):
        post = make_post(author, body=BODY + "Write to ana@seller.example.", is_anonymous=True)
        read_post(post_id=post.pk)
        sent.append(model.sent.split("\n", 3)[3].rsplit("\n", 1)[0])
    assert sent[0] == sent[1], "what is sent does not depend on the author"
    assert "Ana" not in sent[0] and "Ardmore" not in sent[0] and "seller.example" not in sent[0]
    assert "Kestrel Cola" in sent[0]
    read_post(post_id=make_post(dan, "Named", body=BODY).pk)
    assert "Ana Ardmore" in model.sent, "the control: a named post goes as it stands"


def test_without_budget_or_answer_posts_are_read_offline(ana: User, model: ChatServer, settings: Any) -> None:
    settings.MODEL_TOKENS_A_MONTH = 10
    read_post(post_id=make_post(ana, body=BODY).pk)
    assert model.asked == [] and Post.objects.get().ai_version == VERSION
    settings.MODEL_TOKENS_A_MONTH = 1_000_000
    settings.MODEL_URL, working = "http://127.0.0.1:1/v1", settings.MODEL_URL
    read_post(post_id=make_post(ana, "Second", body=BODY).pk)
    settings.MODEL_URL = working
    read_post(post_id=make_post(ana, "Third", body=BODY).pk)
    assert model.asked == [], "after a silence it rests, and no post waits for it"
    assert set(Post.objects.values_list("ai_version", flat=True)) == {VERSION}


def test_the_budget_is_never_overspent(settings: Any) -> None:
    settings.MODEL_TOKENS_A_MONTH = 250
    assert [spend(100) for _ in range(4)] == [True, True, False, False]
    assert ModelMonth.objects.get().tokens == 200
