"""Tags, for moderators: their names, other words for them, and two that mean the same made one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import hide_tag
from dealmecca.forum.actions.tag_keeping import merge_tags, remove_alias, rename_tag
from dealmecca.forum.models import HiddenTag, PostTag, Tag
from dealmecca.forum.queries.tag_keeping import get_kept_tag, kept_tags, tag_called, words_of
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
WEB: Any = {"door": Door.WEB}


def test_a_tag_is_renamed_gets_words_and_loses_them(
    ana: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    make_post(ana, tags=["Upfronts"])
    tag, browser = Tag.objects.get(), as_user(moderator)
    address = f"/forum/tags/{tag.slug}/manage"
    assert "1 post" in browser.get("/forum/tags/manage").content.decode()
    browser.post(address, {"do": "rename", "name": "The upfronts"})
    browser.post(address, {"do": "alias", "alias": "TV upfronts"})
    assert [word.text for word in words_of(viewer=moderator, tag=tag)] == ["TV upfronts", "The upfronts", "Upfronts"]
    make_post(ana, "Another", tags=["tv upfronts"])
    assert Tag.objects.get().name == "The upfronts" and PostTag.objects.count() == 2
    browser.post(address, {"do": "drop", "word": "tv upfronts"})
    assert browser.post(address, {"do": "drop", "word": "the upfronts"}).status_code == 409
    assert tag_called(viewer=moderator, text="TV upfronts") is None
    for sent in ({"do": "rename", "name": ""}, {"do": "alias", "alias": ""}, {"do": "merge", "into": "nowhere"}):
        assert browser.post(address, sent).status_code == 422, sent


def test_a_merge_moves_posts_words_and_what_members_hide(
    ana: User, dan: User, moderator: User, as_user: Callable[[User], Client]
) -> None:
    both = make_post(ana, tags=["CTV", "Connected TV"])
    one = make_post(ana, "Another", tags=["Connected TV"])
    kept, dropped = Tag.objects.get(name="CTV"), Tag.objects.get(name="Connected TV")
    PostTag.objects.filter(post=both, tag=kept).update(is_rejected=True)
    hide_tag(actor=dan, tag=dropped, is_hidden=True)
    for who in (ana, dan):
        hide_tag(actor=who, tag=kept, is_hidden=who == ana)
    answer = as_user(moderator).post(f"/forum/tags/{dropped.slug}/manage", {"do": "merge", "into": "ctv"})
    assert answer["Location"] == "/forum/tags/ctv/manage"
    assert {row.post_id: row.is_rejected for row in PostTag.objects.all()} == {both.pk: False, one.pk: False}
    assert {row.user_id: row.tag_id for row in HiddenTag.objects.all()} == {ana.pk: kept.pk, dan.pk: kept.pk}
    make_post(ana, "Third", tags=["connected tv"])
    assert Tag.objects.count() == 1 and Change.objects.of("forum_tag", kept.pk).count() == 1


def test_what_is_refused(ana: User, moderator: User, as_user: Callable[[User], Client]) -> None:
    make_post(ana, tags=["CTV"], media_types=["Radio"])
    tag, media = Tag.objects.get(kind="TOPIC"), Tag.objects.get(kind="MEDIA")
    for into in (tag, media):
        with pytest.raises(ValidationError):
            merge_tags(actor=moderator, kept=into, dropped=tag, **WEB)
    with pytest.raises(Conflict, match="gone"):
        merge_tags(actor=moderator, kept=Tag(name="x", slug="x"), dropped=tag, **WEB)
    with pytest.raises(Conflict, match="is a word for"):
        rename_tag(actor=moderator, tag=tag, name="radio", **WEB)
    rename_tag(actor=moderator, tag=tag, name="CTV", **WEB)
    assert not Change.objects.filter(record_kind="forum_tag").exists()
    with pytest.raises(PermissionDenied):
        merge_tags(actor=ana, kept=media, dropped=tag, **WEB)
    with pytest.raises(PermissionDenied):
        rename_tag(actor=ana, tag=tag, name="x", **WEB)
    with pytest.raises(PermissionDenied):
        remove_alias(actor=ana, tag=tag, key="ctv", **WEB)
    assert not kept_tags(viewer=ana) and not words_of(viewer=ana, tag=tag)
    assert tag_called(viewer=ana, text="ctv") is None
    with pytest.raises(Tag.DoesNotExist):
        get_kept_tag(viewer=ana, slug=tag.slug)
    assert as_user(ana).get("/forum/tags/manage").status_code == 403
    assert as_user(moderator).get("/forum/tags/nothing/manage").status_code == 404
