"""Merging duties on the page: looked at first, done, taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.roster.models import Duty, DutyMerge, DutyWord, Handling
from dealmecca.roster.queries import MergePreview, preview_merge
from tests.factories import make_company, make_contact, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_the_preview_counts_what_the_merge_then_changes() -> None:
    maren, kestrel, bank = make_contact("Maren", make_company()), make_company("Kestrel"), make_company("Bank")
    make_handling(maren, kestrel, "ctv", since=date(2024, 1, 1), until=date(2024, 6, 1))
    make_handling(maren, kestrel, "olv", since=date(2024, 3, 1), until=date(2024, 9, 1))
    make_handling(maren, kestrel, "olv", since=date(2025, 1, 1))
    make_handling(maren, bank, "olv", since=date(2025, 1, 1))
    make_handling(maren, bank, "ctv", since=date(2025, 2, 1))
    ctv, olv = Duty.objects.get(slug="ctv"), Duty.objects.get(slug="online-video")
    words = olv.words.count()
    assert preview_merge(viewer=operator(), kept=ctv, dropped=olv) == MergePreview(words, 3, 2, 0)


def test_looking_changes_nothing_and_merging_can_be_taken_back(moderator: User, as_user: SignIn) -> None:
    maren, kestrel = make_contact("Maren Oduya", make_company()), make_company("Kestrel Cola")
    for word in ("ctv", "olv"):
        make_handling(maren, kestrel, word)
    client = as_user(moderator)
    page = client.get("/duties/online-video/merge?into=ctv").content.decode()
    assert "Merge Online video into CTV?" in page
    assert "1 of them becomes one with another" in page
    assert not DutyMerge.objects.exists()
    assert client.post("/duties/online-video/merge", {"into": "ctv"})["Location"] == "/duties/ctv"
    assert Handling.objects.filter(folded_into=None).count() == 1
    merge = DutyMerge.objects.get()
    assert f'action="/duties/merges/{merge.pk}/undo"' in client.get("/duties/ctv").content.decode()
    assert "This is part of" in client.get("/duties/online-video").content.decode()
    DutyWord.objects.filter(text="olv").delete()
    undone = client.post(f"/duties/merges/{merge.pk}/undo", follow=True).content.decode()
    assert "Online video is a duty of its own again." in undone
    assert "Changed since, so it stays: duty word" in undone
    assert Handling.objects.filter(folded_into=None).count() == 2
    again = client.post(f"/duties/merges/{merge.pk}/undo", follow=True).content.decode()
    assert "This merge was undone already." in again


def test_without_a_target_it_asks_for_one(moderator: User, as_user: SignIn) -> None:
    client = as_user(moderator)
    assert client.get("/duties/ctv/merge").status_code == 200
    for target in ("", "ctv", "nothing"):
        response = client.post("/duties/ctv/merge", {"into": target})
        assert response.status_code == 422
        assert 'id="id_into-error"' in response.content.decode()


def test_who_may_not(ana: User, moderator: User, as_user: SignIn) -> None:
    client = as_user(ana)
    assert client.get("/duties/ctv/merge").status_code == 403
    assert client.post("/duties/ctv/merge", {"into": "audio"}).status_code == 403
    as_user(moderator).post("/duties/ctv/merge", {"into": "audio"})
    assert client.post(f"/duties/merges/{DutyMerge.objects.get().pk}/undo").status_code == 403
    assert client.post("/duties/merges/nothing/undo").status_code == 404
    assert Client().get("/duties/ctv/merge").status_code == 302
