"""Alerts: a baseline when they begin, then each change once, whatever is killed or doubled."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.directory.actions import delete_contact, edit_company, edit_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.notifications.models import Notification
from dealmecca.saved import jobs
from dealmecca.saved.actions import (
    alerts,
    baselines,
    change_search,
    delete_search,
    forget_old,
    restore_search,
    tell_news,
)
from dealmecca.saved.actions.baselines import next_check
from dealmecca.saved.models import SavedMatch, SavedNews, SavedSearch
from dealmecca.saved.queries import looks
from tests.cast import team_up
from tests.factories import make_contact, make_handling

pytestmark = pytest.mark.django_db
Save = Callable[..., SavedSearch]


def later(saved: SavedSearch) -> list[str]:
    """Its turn comes; all that its owner was told so far."""
    SavedSearch.objects.exclude(next_check_at=None).update(next_check_at=timezone.now() - timedelta(minutes=1))
    jobs.tell_saved_searches()
    return told(saved.user)


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("created_at").values_list("sentence", flat=True))


def edit(contact: Contact, **values: str) -> None:
    edit_contact(actor=None, door=Door.SYSTEM, contact=contact, values=values)


def test_nothing_is_news_when_a_search_is_saved(save: Save, people: list[Contact]) -> None:
    saved = save(alerts="DAILY")
    assert SavedMatch.objects.filter(saved_search=saved).count() == 3
    assert later(saved) == [] and later(saved) == []


def test_new_changed_and_gone_are_told_once_with_the_search_and_the_news(save: Save, people: list[Contact]) -> None:
    saved = save(alerts="DAILY", name="VPs in New York")
    edit(people[0], title="VP, Video")
    edit(people[1], seniority="DIRECTOR")
    delete_contact(actor=None, door=Door.SYSTEM, contact=people[2])
    new = make_contact("Maren Oduya", people[0].company, title="VP, Media")
    assert later(saved) == ["VPs in New York: 1 new, 1 changed, 2 gone"]
    assert Notification.objects.get().link == f"/saved/{saved.pk}/news"
    news = dict(SavedNews.objects.filter(saved_search=saved).values_list("record_id", "what"))
    assert news == {new.pk: "NEW", people[0].pk: "CHANGED", people[1].pk: "GONE", people[2].pk: "GONE"}
    assert len(later(saved)) == 1, "each change once"
    edit(people[1], seniority="VP")
    assert later(saved)[1:] == ["VPs in New York: 1 new"]


def test_what_the_list_does_not_show_is_no_news(save: Save, people: list[Contact]) -> None:
    saved = save(alerts="HOURLY")
    edit(people[0], email="new@example.com", phone="+1 212 555 0123", linkedin_url="https://linkedin.example/x")
    assert later(saved) == []
    assert people[0].company
    edit_company(actor=None, door=Door.SYSTEM, company=people[0].company, values={"name": "Halden Media"})
    assert later(saved) == ["VPs: 3 changed"]


def test_who_handles_what_and_companies_are_watched_too(save: Save, people: list[Contact]) -> None:
    assert people[0].company
    make_handling(people[0], people[0].company, "CTV")
    who = save(kind="who", filters={"duty": ["ctv"]}, name="CTV", alerts="DAILY")
    save(kind="company", filters={"companyType": ["AGENCY"]}, name="Agencies", alerts="DAILY")
    make_handling(people[1], people[0].company, "CTV")
    make_handling(people[0], people[0].company, "Audio")
    edit_company(actor=None, door=Door.SYSTEM, company=people[0].company, values={"industry": "BEAUTY"})
    assert sorted(later(who)) == ["Agencies: 1 changed", "CTV: 1 new"]


def test_a_turn_that_was_taken_is_not_taken_again(save: Save, people: list[Contact]) -> None:
    saved = save(alerts="DAILY")
    edit(people[0], title="VP, Video")
    due = saved.next_check_at
    assert due and tell_news(saved.pk, due) and not tell_news(saved.pk, due)
    assert len(told(saved.user)) == 1


def test_a_job_that_dies_half_way_has_told_nothing_and_is_done_again(
    save: Save, people: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(alerts="DAILY")
    edit(people[0], title="VP, Video")
    due = saved.next_check_at
    assert due
    with monkeypatch.context() as dying:
        dying.setattr(alerts, "notify", lambda **_: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            tell_news(saved.pk, due)
    assert not SavedNews.objects.exists() and told(saved.user) == []
    assert tell_news(saved.pk, due) and told(saved.user) == ["VPs: 1 changed"]


def test_one_search_that_fails_stops_no_other(
    save: Save, people: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = save(alerts="DAILY", name="Bad"), save(alerts="DAILY", name="Good")
    edit(people[0], title="VP, Video")
    tell = alerts._tell
    monkeypatch.setattr(alerts, "_tell", lambda saved, *rest: 1 / 0 if saved.name == "Bad" else tell(saved, *rest))
    with pytest.raises(ZeroDivisionError):
        later(good)
    assert told(good.user) == ["Good: 1 changed"]
    monkeypatch.undo()
    assert "Bad: 1 changed" in later(bad)


def test_too_long_a_list_is_not_watched_and_says_so(
    save: Save, people: list[Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(alerts="DAILY")
    monkeypatch.setattr(looks, "MOST_WATCHED", 3)
    make_contact("Maren Oduya", people[0].company, title="VP, Media")
    with pytest.raises(ValidationError, match="matches more than"):
        save(alerts="DAILY", name="Again")
    assert not SavedSearch.objects.filter(name="Again").exists()
    assert later(saved) == ["VPs: alerts rest. It matches too many records."]
    assert len(later(saved)) == 1, "once"
    edit(people[0], seniority="DIRECTOR")
    assert later(saved)[1:] == ["VPs: 1 new, 1 gone"], "from where it rested"
    assert SavedSearch.objects.get(pk=saved.pk).rests == ""
    assert baselines.MOST_WATCHED == 5_000


def test_a_search_that_lost_a_part_rests(save: Save, people: list[Contact]) -> None:
    saved = save(alerts="DAILY")
    saved.filters["filters"]["shoeSize"] = ["9"]
    saved.save()
    make_contact("Maren Oduya", people[0].company, title="VP, Media")
    assert later(saved) == ["VPs: alerts rest. A part of it means nothing any more."]
    assert len(later(saved)) == 1 and not SavedNews.objects.exists()


def test_after_a_downgrade_the_newest_rest_and_go_on_later(ana: User, save: Save, people: list[Contact]) -> None:
    old, new = save(alerts="DAILY", name="Old"), save(alerts="DAILY", name="New")
    User.objects.filter(pk=ana.pk).update(subscription_tier=SubscriptionTier.FREE)
    edit(people[0], title="VP, Video")
    assert later(old) == ["Old: 1 changed"]
    User.objects.filter(pk=ana.pk).update(subscription_tier=SubscriptionTier.PRO)
    assert later(new)[1:] == ["New: 1 changed"]


def test_nobody_is_told_who_left_the_team_or_the_site(ana: User, ben: User, save: Save, people: list[Contact]) -> None:
    team_up(ana, ben)
    ana.refresh_from_db()
    shared = save(ana, alerts="DAILY", name="Shared", is_shared=True)
    own = save(ben, alerts="DAILY", name="Own")
    User.objects.filter(pk=ana.pk).update(sales_team=None)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    edit(people[0], title="VP, Video")
    assert later(shared) == [] and told(own.user) == []


def test_alerts_that_begin_later_begin_with_what_is_there_then(ana: User, save: Save, people: list[Contact]) -> None:
    saved = save()
    assert later(saved) == [] and not SavedMatch.objects.exists()
    make_contact("Maren Oduya", people[0].company, title="VP, Media")
    change_search(actor=ana, saved=saved, alerts="WEEKLY")
    assert later(saved) == [] and SavedMatch.objects.count() == 4
    edit(people[0], title="VP, Video")
    change_search(actor=ana, saved=saved, alerts="HOURLY")
    assert later(saved) == ["VPs: 1 changed"], "other times lose nothing"
    change_search(actor=ana, saved=saved, alerts="NEVER")
    assert not SavedMatch.objects.exists()


def test_a_deleted_search_is_silent_and_tells_what_it_missed_when_it_is_back(
    ana: User, save: Save, people: list[Contact]
) -> None:
    saved = save(alerts="DAILY")
    delete_search(actor=ana, saved=saved)
    edit(people[0], title="VP, Video")
    assert later(saved) == []
    restore_search(actor=ana, saved=saved)
    assert later(saved) == ["VPs: 1 changed"]


def test_what_is_old_is_forgotten(ana: User, save: Save, people: list[Contact]) -> None:
    saved = save(alerts="DAILY")
    edit(people[0], title="VP, Video")
    later(saved)
    forget_old()
    assert SavedNews.objects.count() == 1
    forget_old(now=timezone.now() + timedelta(days=91))
    assert not SavedNews.objects.exists() and SavedSearch.objects.exists()
    delete_search(actor=ana, saved=saved)
    forget_old(now=timezone.now() + timedelta(days=8))
    assert not SavedSearch.objects.exists() and not SavedMatch.objects.exists()


def test_mornings_are_where_the_member_is(ana: User) -> None:
    ana.time_zone = "America/New_York"
    sunday = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)  # midnight there, the night the clocks change
    assert next_check("DAILY", ana, sunday) == datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
    assert next_check("WEEKLY", ana, sunday) == datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
    monday_at_six = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
    assert next_check("WEEKLY", ana, monday_at_six) == datetime(2026, 3, 16, 10, 0, tzinfo=UTC)
    assert next_check("DAILY", ana, monday_at_six) == datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
    assert next_check("HOURLY", ana, sunday) == sunday + timedelta(hours=1)
