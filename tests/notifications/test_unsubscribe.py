"""Stopping mail by its link: without a log-in, by one post, never by looking; and taken back."""

import re
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.notifications.actions import notify, stop_mail
from dealmecca.notifications.kinds import Cadence, Kind
from dealmecca.notifications.models import Mail, Preference
from dealmecca.notifications.queries import channels_of
from dealmecca.notifications.tokens import unsubscribe_url


def path_of(user: User, topic: str) -> str:
    return unsubscribe_url(user, topic).removeprefix("http://localhost:8000")


def strict() -> Client:
    """A mail provider: no cookies, no CSRF token."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.django_db
def test_the_link_of_a_mail_stops_its_kind_by_one_post(ana: User, ben: User) -> None:
    for user in (ana, ben):
        notify(user=user, kind=Kind.TEAM, key="k", sentence="News")
    headers = Mail.objects.get(user=ana).headers
    path = re.sub("^<http://localhost:8000(.*)>$", r"\1", headers["List-Unsubscribe"])
    for _ in range(2):
        page = strict().get(path)
        assert page.status_code == 200 and "your team" in page.content.decode()
    strict().head(path)
    assert not Preference.objects.exists(), "scanners open every link: that stops nothing"
    answer = strict().post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert channels_of(viewer=ana)[Kind.TEAM] == (True, Cadence.NEVER), "only mail: the pages still say it"
    assert channels_of(viewer=ben)[Kind.TEAM].mail == Cadence.NOW
    assert strict().post(path).status_code == 200, "twice is once"
    notify(user=ana, kind=Kind.TEAM, key="k2", sentence="More news")
    assert Mail.objects.filter(user=ana).count() == 1


@pytest.mark.django_db
def test_undo_brings_back_what_was(ana: User) -> None:
    path = path_of(ana, "DAILY")
    page = strict().post(path).content.decode()
    stopped = channels_of(viewer=ana)
    assert stopped[Kind.SAVED_SEARCH].mail == stopped[Kind.PLANNING].mail == Cadence.NEVER
    assert stopped[Kind.RECORD_NEWS].mail == Cadence.WEEKLY and stopped[Kind.FOLLOW_UP].mail == Cadence.NOW
    undo = re.search('name="undo" value="([^"]+)"', page)
    assert undo
    assert "as it was" in strict().post(path, {"undo": undo[1]}).content.decode()
    assert channels_of(viewer=ana)[Kind.PLANNING].mail == Cadence.DAILY


@pytest.mark.django_db
def test_a_link_that_was_changed_or_is_another_members_does_nothing(ana: User, ben: User) -> None:
    good = path_of(ana, "TEAM")
    bens_undo = re.search('name="undo" value="([^"]+)"', strict().post(path_of(ben, "TEAM")).content.decode())
    assert bens_undo
    broken = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        "/unsubscribe/x",
        "/unsubscribe/%00",
        good.replace(":", ""),
    ]
    broken += [path_of(ana, "SECURITY"), path_of(ana, "HOURLY"), path_of(User(pk="nobody"), "TEAM")]
    for path in broken:
        for answer in (strict().get(path), strict().post(path)):
            assert answer.status_code == 404, path
    for undo in ("x", bens_undo[1]):
        assert strict().post(good, {"undo": undo}).status_code == 404
    assert not Preference.objects.filter(user=ana).exists()
    ana.is_active = False
    ana.save()
    assert strict().post(good).status_code == 404
    assert strict().put(good).status_code == 405


@pytest.mark.django_db
def test_keys_that_are_changed_still_read_the_links_of_old_mail(ana: User, settings: Any) -> None:
    path = path_of(ana, "TEAM")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    assert strict().post(path).status_code == 200


@pytest.mark.django_db
def test_stopping_what_cannot_be_stopped_stops_nothing(ana: User) -> None:
    assert stop_mail(actor=ana, topic="SECURITY") == {} and stop_mail(actor=ana, topic="NEVER") == {}
