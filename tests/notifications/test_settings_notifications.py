"""What members choose to be told: each kind on the pages or not, by mail at once, in a digest or never."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.notifications.actions import notify, set_preferences
from dealmecca.notifications.kinds import DEFAULTS, OF_ADMINS, Cadence, Channels, Kind
from dealmecca.notifications.models import Mail, Notification, Preference
from dealmecca.notifications.queries import channels_of, unread_count

SignIn = Callable[[User], Client]
HERE = "/settings/notifications"


def grid(**changes: str) -> dict[str, str]:
    """The form as the page sends it, with the defaults and these changes; "" leaves a box unticked."""
    values = {f"in_app_{kind}": "on" for kind in Kind if kind not in ("BILLING", "SECURITY", "RECORD_NEWS")}
    values |= {f"mail_{kind}": DEFAULTS[kind].mail.value for kind in Kind if kind not in ("BILLING", "SECURITY")}
    return {name: value for name, value in (values | changes).items() if value}


def tell(user: User, kind: Kind, key: str = "occasion") -> None:
    notify(user=user, kind=kind, key=key, sentence=f"News of {kind}", link="/feed", details="Two\nlines")


@pytest.mark.django_db
def test_the_grid_shows_and_keeps_a_choice(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    page = client.get(HERE).content.decode()
    assert all(kind.label.replace("'", "&#x27;") in page for kind in Kind if kind not in OF_ADMINS) and "Always" in page
    answer = client.post(HERE, grid(in_app_TEAM="", mail_TEAM="WEEKLY"))
    assert answer.status_code == 302
    assert channels_of(viewer=ana)[Kind.TEAM] == Channels(False, Cadence.WEEKLY)
    assert Preference.objects.count() == 1, "what is as it was needs no row"
    for wrong in ({"mail_TEAM": "HOURLY"}, {"mail_RECORD_NEWS": "NOW"}, {"mail_TEAM": ""}):
        assert client.post(HERE, grid(**wrong)).status_code == 400
    client.post(HERE, grid(mail_SECURITY="NEVER", mail_BILLING="NEVER"))
    assert channels_of(viewer=ana)[Kind.SECURITY].mail == Cadence.NOW


@pytest.mark.django_db
def test_nobody_can_miss_what_touches_safety_and_money(ana: User) -> None:
    for kind in (Kind.SECURITY, Kind.BILLING):
        with pytest.raises(ValidationError):
            set_preferences(actor=ana, wanted={kind: Channels(True, Cadence.NEVER)})
        with pytest.raises(IntegrityError), transaction.atomic():
            Preference.objects.create(user=ana, kind=kind, in_app=False, mail="NEVER")
        tell(ana, kind, key=f"about {kind}")
    assert Mail.objects.count() == 2 and not any(mail.headers for mail in Mail.objects.all())
    assert "always comes" in Mail.objects.get(kind=Kind.SECURITY).text


@pytest.mark.django_db
@pytest.mark.parametrize("in_app", [True, False])
@pytest.mark.parametrize("mail", list(Cadence))
def test_each_channel_does_what_was_chosen(ana: User, in_app: bool, mail: Cadence) -> None:
    set_preferences(actor=ana, wanted={Kind.TEAM: Channels(in_app, mail)})
    for _ in range(2):
        tell(ana, Kind.TEAM)
    rows = list(Notification.objects.filter(user=ana))
    assert len(rows) == (in_app or mail != Cadence.NEVER)
    assert unread_count(viewer=ana) == in_app
    assert [row.mail_by for row in rows if row.mail_by] == ([mail] if mail in ("DAILY", "WEEKLY") else [])
    assert Mail.objects.count() == (mail == Cadence.NOW)


@pytest.mark.django_db
def test_the_mail_says_it_leads_there_and_can_be_stopped(ana: User, settings: Any) -> None:
    settings.SITE_URL = "https://deals.example"
    notify(user=ana, kind=Kind.TEAM, key="k", sentence="Ben & Cleo <joined>", link="/feed", details="Two\nlines")
    mail = Mail.objects.get()
    assert (mail.subject, mail.user, mail.kind) == ("Ben & Cleo <joined>", ana, Kind.TEAM)
    for words in ("Ben & Cleo <joined>", "Two\nlines", "https://deals.example/feed", f"https://deals.example{HERE}"):
        assert words in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Unsubscribe"].startswith("<https://deals.example/unsubscribe/")


@pytest.mark.django_db
def test_what_waits_for_a_digest_follows_the_choice(ana: User) -> None:
    tell(ana, Kind.PLANNING)
    set_preferences(actor=ana, wanted={Kind.PLANNING: Channels(True, Cadence.WEEKLY)})
    assert Notification.objects.get().mail_by == "WEEKLY"
    set_preferences(actor=ana, wanted={Kind.PLANNING: Channels(True, Cadence.NOW)})
    assert Notification.objects.get().mail_by == "WEEKLY", "told for a digest, it still comes with one"
    set_preferences(actor=ana, wanted={Kind.PLANNING: Channels(True, Cadence.NEVER)})
    assert Notification.objects.get().mail_by == ""


@pytest.mark.django_db
def test_a_closed_account_is_told_nothing(ana: User) -> None:
    ana.is_active = False
    tell(ana, Kind.SECURITY)
    assert not Notification.objects.exists() and not Mail.objects.exists()


@pytest.mark.django_db
def test_visitors_sign_in_first_and_queries_are_few(ana: User, as_user: SignIn, django_assert_num_queries: Any) -> None:
    assert Client().get(HERE).status_code == 302
    client = as_user(ana)
    client.get(HERE)
    with django_assert_num_queries(5):
        client.get(HERE)


API = "/api/v1/notifications/preferences"


@pytest.mark.django_db
def test_the_same_by_json(ana: User, ben: User, as_user: SignIn) -> None:
    client = as_user(ana)
    listed = {item["kind"]: item for item in client.get(API).json()["items"]}
    assert list(listed) == [kind.value for kind in Kind]
    assert listed["SECURITY"]["mailChoices"] == ["NOW"] and len(listed["TEAM"]["mailChoices"]) == 4
    wanted = {"items": [{"kind": "TEAM", "mail": "WEEKLY"}, {"kind": "FOLLOW_UP", "inApp": False}]}
    answer = client.patch(API, wanted, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json() == client.get(API).json()
    channels = channels_of(viewer=ana)
    assert channels[Kind.TEAM] == Channels(True, Cadence.WEEKLY)
    assert channels[Kind.FOLLOW_UP] == Channels(False, DEFAULTS[Kind.FOLLOW_UP].mail)
    assert channels_of(viewer=ben) == DEFAULTS, "nobody else's"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "item",
    [
        {"kind": "SECURITY", "mail": "NEVER"}, {"kind": "RECORD_NEWS", "mail": "NOW"}, {"kind": "WEATHER"},
        {"kind": "RECORD_NEWS", "inApp": False}, {"kind": "TEAM", "mail": "HOURLY"}, {"kind": "TEAM", "sms": True},
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_refused_by_json_and_nothing_is_kept(ana: User, as_user: SignIn, item: Any) -> None:
    wanted = {"items": [{"kind": "BILLING", "mail": "NOW"} if item["kind"] == "SECURITY" else item, item]}
    assert as_user(ana).patch(API, wanted, content_type="application/json").status_code == 400
    assert not Preference.objects.exists()
