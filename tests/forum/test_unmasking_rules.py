"""Who stands behind a handle, by the rules: two admins together, for a reason, for a day; one alone gets nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dealmecca.accounts.actions.users import set_role
from dealmecca.accounts.models import Role, User
from dealmecca.forum.actions.unmasking import (
    agree_to_unmask,
    ask_to_unmask,
    refuse_to_unmask,
    tell_unmasked,
)
from dealmecca.forum.models import Post, SealedAuthor, Unmasking
from dealmecca.forum.queries.unmasking import answer_of, get_unmasking, unmaskings
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.models import Mail, Notification
from tests.cast import make_user
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
WEB: Any = {"door": Door.WEB}
REASON = "The post names a patient of a client's clinical trial."


def make_admin_of(name: str, days: int = 30) -> User:
    user = make_user(name)
    User.objects.filter(pk=user.pk).update(role=Role.ADMIN, created_at=timezone.now() - timedelta(days=days))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def eve(db: None) -> User:
    """Another admin."""
    return make_admin_of("eve")


@pytest.fixture
def post(ana: User, settled: None) -> Post:
    return make_post(ana, "Quietly", is_anonymous=True)


def ask(actor: User, item: Any) -> Unmasking:
    return ask_to_unmask(actor=actor, item=item, reason=REASON, **WEB)


def agree(actor: User, row: Unmasking) -> Unmasking:
    return agree_to_unmask(actor=actor, unmasking=row, **WEB)


def name_of(viewer: User, row: Unmasking) -> str | None:
    answer = answer_of(viewer=viewer, unmasking=row)
    return answer.user.name if answer and answer.user else None


def test_two_admins_learn_it_for_a_day_and_nobody_else_ever(
    post: Post, ana: User, dan: User, admin: User, eve: User, moderator: User
) -> None:
    third = make_admin_of("third")
    row = ask(admin, post)
    assert [name_of(who, row) for who in (admin, eve, third)] == [None] * 3
    row = agree(eve, row)
    assert [name_of(who, row) for who in (admin, eve)] == ["Ana", "Ana"]
    assert [name_of(who, row) for who in (third, moderator, dan, ana)] == [None] * 4
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert name_of(admin, row) is name_of(eve, row) is None


def test_a_comment_is_asked_about_by_its_own_handle(post: Post, dan: User, admin: User, eve: User) -> None:
    comment = make_comment(dan, post, is_anonymous=True)
    row = agree(eve, ask(admin, comment))
    assert row.handle == comment.handle and name_of(admin, row) == "Dan"
    with pytest.raises(Conflict, match="under a name"):
        ask(admin, make_comment(dan, post, "openly"))


def test_one_admin_alone_gets_nothing_whatever_they_call(post: Post, admin: User, eve: User) -> None:
    row = ask(admin, post)
    with pytest.raises(Conflict, match="another admin has to agree"):
        agree(admin, row)
    with pytest.raises(Conflict, match="asked about this handle already"):
        ask(eve, post)
    forged = Unmasking(
        pk=row.pk, post=post, handle=post.handle, asked_by=eve, agreed_by=admin, agreed_at=timezone.now()
    )
    assert answer_of(viewer=admin, unmasking=forged) is None, "what is stored counts, not what is handed in"
    with pytest.raises(Conflict, match="another admin has to agree"):
        agree(admin, forged)
    now = timezone.now()
    for column, value in (("agreed_by", admin), ("agreed_at", now), ("tell_at", now)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unmasking.objects.filter(pk=row.pk).update(**{column: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        Unmasking.objects.filter(pk=row.pk).update(agreed_by=admin, agreed_at=now, tell_at=now)
    refuse_to_unmask(actor=admin, unmasking=row, **WEB)
    with pytest.raises(Conflict, match="decided in the meantime"):
        agree(eve, row)
    assert answer_of(viewer=admin, unmasking=row) is None


def test_an_account_that_one_admin_just_promoted_is_no_second_admin(
    post: Post, admin: User, dan: User, eve: User
) -> None:
    set_role(actor=admin, door=Door.WEB, user=dan, role=Role.ADMIN)
    row = ask(admin, post)
    with pytest.raises(Conflict, match="for a week"):
        agree(User.objects.get(pk=dan.pk), row)
    refuse_to_unmask(actor=admin, unmasking=row, **WEB)
    asked_by_puppet = ask(User.objects.get(pk=dan.pk), post)
    with pytest.raises(Conflict, match="for a week"):
        agree(admin, asked_by_puppet)
    fresh = make_admin_of("fresh", days=1)
    with pytest.raises(Conflict, match="for a week"):
        agree(fresh, asked_by_puppet)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert agree(eve, asked_by_puppet).agreed_by == eve


def test_who_is_no_admin_any_more_neither_agrees_nor_reads(post: Post, admin: User, eve: User) -> None:
    row = ask(admin, post)
    set_role(actor=eve, door=Door.WEB, user=admin, role=Role.MEMBER)
    with pytest.raises(Conflict, match="Both of you must be admins"):
        agree(eve, row)
    set_role(actor=eve, door=Door.WEB, user=admin, role=Role.ADMIN)
    with pytest.raises(Conflict, match="for a week"):
        agree(eve, row)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        row = agree(eve, row)
        assert name_of(eve, row) == "Ana"
        set_role(actor=eve, door=Door.WEB, user=admin, role=Role.MODERATOR)
        assert name_of(User.objects.get(pk=admin.pk), row) is None
        assert name_of(eve, row) is None, "with one of the two gone, it is one admin alone"


def test_an_admin_who_wrote_it_takes_no_part_and_nothing_tells_that_they_tried(admin: User, eve: User) -> None:
    third = make_admin_of("third")
    post = make_post(eve, "Mine", is_anonymous=True)
    with pytest.raises(Conflict, match="your own handle"):
        ask(eve, post)
    row = ask(admin, post)
    before = list(Change.objects.order_by("pk").values())
    for act in (agree_to_unmask, refuse_to_unmask):
        with pytest.raises(Conflict, match="your own handle"):
            act(actor=eve, unmasking=row, **WEB)
    assert list(Change.objects.order_by("pk").values()) == before
    assert [one.pk for one in unmaskings(viewer=eve)] == [one.pk for one in unmaskings(viewer=third)] == [row.pk]
    assert name_of(third, agree(third, row)) == "Eve"


def test_reasons_and_people_that_are_refused(post: Post, dan: User, moderator: User, admin: User, eve: User) -> None:
    for reason in ("", "too short", "x" * 1001):
        with pytest.raises(ValidationError, match="Say why"):
            ask_to_unmask(actor=admin, item=post, reason=reason, **WEB)
    row = ask(admin, post)
    looking = User.objects.get(pk=eve.pk)
    looking.looked_at_by = admin
    closed = User.objects.get(pk=eve.pk)
    closed.is_active = False
    for who in (dan, moderator, looking, closed):
        with pytest.raises(PermissionDenied):
            ask(who, post)
        for act in (agree_to_unmask, refuse_to_unmask):
            with pytest.raises(PermissionDenied):
                act(actor=who, unmasking=row, **WEB)
        assert unmaskings(viewer=who) == []
        with pytest.raises(ObjectDoesNotExist):
            get_unmasking(viewer=who, unmasking_id=row.pk)


def test_what_was_asked_is_written_down_and_never_who_it_is(post: Post, ana: User, admin: User, eve: User) -> None:
    row = agree(eve, ask(admin, post))
    entries = Change.objects.of("unmasking", row.pk).order_by("pk")
    assert [entry.actor_id for entry in entries] == [admin.pk, eve.pk]
    assert post.handle in str(entries[0].fields) and REASON in str(entries[0].fields)
    assert ana.pk not in str(list(entries.values())) and ana.pk not in str(Unmasking.objects.values().get())


def test_the_author_hears_of_it_a_week_later_once_on_the_pages_only(
    post: Post, ana: User, dan: User, admin: User, eve: User
) -> None:
    agree(eve, ask(admin, post))
    ask(admin, make_comment(dan, post, is_anonymous=True))
    tell_unmasked()
    assert not Notification.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        for _ in range(2):
            tell_unmasked()
        (notice,) = Notification.objects.all()
        assert notice.user == ana and REASON in notice.details and post.handle in notice.sentence
        Notification.objects.all().delete()
        tell_unmasked()
    assert not Notification.objects.exists() and not Mail.objects.exists()


def test_who_has_left_is_nobody(post: Post, admin: User, eve: User) -> None:
    row = agree(eve, ask(admin, post))
    SealedAuthor.objects.all().delete()
    answer = answer_of(viewer=admin, unmasking=row)
    assert answer and answer.user is None
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        tell_unmasked()
    assert Unmasking.objects.get().told_at and not Notification.objects.exists()
