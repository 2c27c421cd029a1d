"""One duty: its words, and who keeps them."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.roster.models import DutyWord

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_everybody_reads_it(dan: User, as_user: SignIn) -> None:
    page = as_user(dan).get("/duties/ctv").content.decode()
    assert "<span>connected tv</span>" in page
    assert 'name="alias"' not in page and "/remove" not in page and "Merge into" not in page


def test_moderators_add_and_remove_words(moderator: User, as_user: SignIn) -> None:
    client = as_user(moderator)
    assert client.post("/duties/ctv", {"alias": "Smart TV"})["Location"] == "/duties/ctv"
    word = DutyWord.objects.get(text="Smart TV")
    page = client.get("/duties/ctv").content.decode()
    assert f'action="/duties/ctv/words/{word.pk}/remove"' in page and 'name="into"' in page
    client.post(f"/duties/ctv/words/{word.pk}/remove")
    assert not DutyWord.objects.filter(pk=word.pk).exists()
    refused = client.post("/duties/ctv", {"alias": "radio"})
    assert refused.status_code == 422
    assert 'id="id_alias-error"' in refused.content.decode()
    name = DutyWord.objects.get(duty__slug="ctv", is_name=True)
    kept = client.post(f"/duties/ctv/words/{name.pk}/remove", follow=True).content.decode()
    assert "name, not another word for it." in kept


def test_who_may_not(ana: User, as_user: SignIn) -> None:
    word = DutyWord.objects.filter(duty__slug="ctv", is_name=False).first()
    assert word
    assert Client().get("/duties/ctv").status_code == 302
    client = as_user(ana)
    assert client.get("/duties/nothing").status_code == 404
    assert client.post("/duties/ctv", {"alias": "new"}).status_code == 403
    assert client.post(f"/duties/ctv/words/{word.pk}/remove").status_code == 403
    assert client.post(f"/duties/audio/words/{word.pk}/remove").status_code == 404
    assert client.get(f"/duties/ctv/words/{word.pk}/remove").status_code == 405


def test_queries(ana: User, moderator: User, as_user: SignIn, django_assert_max_num_queries) -> None:
    for user in (ana, moderator):
        client = as_user(user)
        with django_assert_max_num_queries(11):  # one of them counts what waits for moderators
            client.get("/duties/ctv")
