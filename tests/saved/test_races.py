"""Many at once, each a process with its own connection: the plan's number holds, and each change is told once."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact
from dealmecca.history.models import Door
from dealmecca.notifications.models import Notification
from dealmecca.saved.actions import alerts, restore_search, save_search, tell_news
from dealmecca.saved.models import SavedMatch, SavedNews, SavedSearch
from dealmecca.saved.queries import check_filters, look, read_filter, write_filters
from tests.cast import make_ana, make_dan
from tests.factories import make_company, make_contacts
from tests.races import can_fork, fork, race, start_child

AT_ONCE = 16

pytestmark = [
    pytest.mark.django_db(transaction=True),
    can_fork,
]


def save(actor: User, number: int) -> SavedSearch:
    return save_search(actor=actor, name=f"Search {number}", kind="contact", filters={"seniority": ["VP"]})[0]


def naive_save(actor: User, gate: Callable[[], object], number: int) -> None:
    """Counts, then saves: the control."""
    if SavedSearch.objects.counted_for(actor).count() >= 1:
        raise ValidationError("Your plan keeps one saved search.")
    gate()
    found = check_filters(viewer=actor, kind="contact", filters={"seniority": ["VP"]})
    SavedSearch.objects.create(user=actor, name=f"Search {number}", kind="contact", filters=write_filters(found))


def test_a_plan_for_one_keeps_one_of_many_at_once() -> None:
    dan = make_dan()
    found = race(lambda number: save(dan, number), AT_ONCE)
    assert found["done"] == 1 and all("keeps one saved search" in told for told in found if told != "done")
    assert SavedSearch.objects.count() == 1


def test_the_control_counting_first_keeps_too_many() -> None:
    dan, gate = make_dan(), fork.Barrier(AT_ONCE)
    race(lambda number: naive_save(dan, lambda: gate.wait(60), number), AT_ONCE)
    assert SavedSearch.objects.count() == AT_ONCE


def test_many_clicks_on_save_save_it_once_and_many_on_undo_take_back_one() -> None:
    dan = make_dan()
    assert race(lambda _: save(dan, 1), AT_ONCE) == {"done": AT_ONCE}
    deleted = SavedSearch.objects.get()
    SavedSearch.objects.update(deleted_at=timezone.now())
    others = [save(dan, 2)]
    SavedSearch.objects.filter(pk=others[0].pk).update(deleted_at=timezone.now())
    found = race(lambda n: restore_search(actor=dan, saved=(deleted, others[0])[n % 2]), AT_ONCE)
    assert found["done"] == AT_ONCE // 2, "the one that came first, however often"
    assert SavedSearch.objects.filter(deleted_at=None).count() == 1


# --- Alerts ---


@pytest.fixture
def watched(transactional_db: None) -> SavedSearch:
    """A search whose turn is now, with one record new, one changed and one gone."""
    ana, company = make_ana(), make_company()
    people = make_contacts(4, company, title="VP, Media", seniority="VP")
    saved = save_search(actor=ana, name="VPs", kind="contact", filters={"seniority": ["VP"]}, alerts="DAILY")[0]
    SavedMatch.objects.filter(saved_search=saved, record_id=people[0].pk).delete()
    edit_contact(actor=None, door=Door.SYSTEM, contact=people[1], values={"title": "VP, Video"})
    edit_contact(actor=None, door=Door.SYSTEM, contact=people[2], values={"seniority": "DIRECTOR"})
    SavedSearch.objects.update(next_check_at=timezone.now() - timedelta(minutes=1))
    saved.refresh_from_db()
    return saved


def sentences() -> list[str]:
    return list(Notification.objects.values_list("sentence", flat=True))


def test_many_workers_at_once_tell_each_change_once(watched: SavedSearch) -> None:
    due = watched.next_check_at
    assert due
    assert race(lambda _: tell_news(watched.pk, due), AT_ONCE) == {"done": AT_ONCE}
    assert sentences() == ["VPs: 1 new, 1 changed, 1 gone"] and SavedNews.objects.count() == 3


def test_the_control_telling_before_the_turn_is_taken_tells_again_and_again(watched: SavedSearch) -> None:
    gate = fork.Barrier(AT_ONCE)

    def naive(number: int) -> None:
        prints = look(viewer=watched.user, found=read_filter(viewer=watched.user, kind="contact", kept=watched.filters))
        known = dict(SavedMatch.objects.filter(saved_search=watched).values_list("record_id", "fingerprint"))
        gate.wait(60)
        if prints != known:
            alerts.notify(user=watched.user, kind=alerts.Kind.SAVED_SEARCH, key=str(number), sentence="news")

    race(naive, AT_ONCE)
    assert len(sentences()) == AT_ONCE


def test_a_worker_that_is_killed_half_way_tells_nothing_and_the_next_one_tells_it_once(watched: SavedSearch) -> None:
    due = watched.next_check_at
    assert due

    def die() -> None:
        alerts.notify = lambda **_: os._exit(9)  # matches and news are written by now
        tell_news(watched.pk, due)

    process = start_child(die)
    process.join(60)
    assert process.exitcode == 9
    assert sentences() == [] and not SavedNews.objects.exists()
    assert tell_news(watched.pk, due) and not tell_news(watched.pk, due)
    assert sentences() == ["VPs: 1 new, 1 changed, 1 gone"] and SavedNews.objects.count() == 3
