"""The pages of saved searches: save, run, change, delete with a way back, share, and whose they are."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.directory.actions import delete_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.saved import jobs
from dealmecca.saved.actions import change_search
from dealmecca.saved.models import SavedSearch
from tests.cast import team_up
from tests.factories import make_company, make_contacts, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Save = Callable[..., SavedSearch]


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/people?seniority=VP&q=media", "/saved/new?kind=contact&amp;q=media&amp;seniority=VP"),
        ("/companies?companyType=AGENCY", "/saved/new?kind=company&amp;companyType=AGENCY"),
        ("/who?q=CTV", "/saved/new?kind=who&amp;q=CTV"),
        ("/who?duty=ctv&asOf=2026-01-01", "/saved/new?kind=who&amp;duty=ctv&amp;asOf=2026-01-01"),
    ],
)
def test_each_list_offers_to_save_what_it_shows(
    ana: User, as_user: SignIn, people: list[Contact], page: str, link: str
) -> None:
    assert people[0].company
    make_handling(people[0], people[0].company, "CTV")
    client = as_user(ana)
    assert f'href="{link}"' in text(client, page)
    assert 'name="name"' in text(client, link.replace("&amp;", "&"))


def test_a_search_is_saved_run_changed_deleted_and_back(ana: User, as_user: SignIn, people: list[Contact]) -> None:
    client = as_user(ana)
    form = text(client, "/saved/new?kind=contact&seniority=VP")
    assert "People: VP" in form and 'value="VP"' in form
    assert client.post("/saved/new?kind=contact&seniority=VP", {"name": "My VPs", "alerts": "DAILY"}).status_code == 302
    saved = SavedSearch.objects.get()
    page = text(client, "/saved")
    assert "“My VPs” is saved." in page and "Alerts every morning" in page and "24 left" in page
    assert client.get(f"/saved/{saved.pk}").headers["Location"] == "/people?seniority=VP"
    client.post(f"/saved/{saved.pk}/edit", {"name": "Their VPs", "alerts": "NEVER"})
    assert "Their VPs" in text(client, "/saved") and "No alerts" in text(client, "/saved")
    client.post(f"/saved/{saved.pk}/delete")
    after = text(client, "/saved")
    assert "“Their VPs” is deleted." in after and f'action="/saved/{saved.pk}/restore"' in after
    assert text(client, f"/saved/{saved.pk}", 404)
    for _ in range(2):
        assert client.post(f"/saved/{saved.pk}/restore").status_code == 302
    assert "Their VPs" in text(client, "/saved")


def test_the_same_twice_is_saved_once_and_another_needs_another_name(ana: User, as_user: SignIn) -> None:
    client, sent = as_user(ana), {"name": "VPs", "alerts": "NEVER"}
    for _ in range(2):
        assert client.post("/saved/new?kind=contact&seniority=VP", sent).status_code == 302
    assert SavedSearch.objects.count() == 1
    refused = client.post("/saved/new?kind=contact&seniority=SVP", sent)
    assert refused.status_code == 422 and "You saved another search as “VPs”." in refused.content.decode()


@pytest.mark.parametrize(
    ("query", "sent", "status"),
    [
        ("kind=nonsense", {"name": "a", "alerts": "NEVER"}, 400),
        ("kind=contact&shoeSize=9", {"name": "a", "alerts": "NEVER"}, 400),
        ("kind=contact", {"name": " ", "alerts": "NEVER"}, 422),
        ("kind=contact", {"name": "a" * 121, "alerts": "NEVER"}, 422),
        ("kind=contact", {"name": "a", "alerts": "HOURLYISH"}, 422),
        ("kind=who", {"name": "a", "alerts": "NEVER"}, 400),
    ],
)
def test_what_cannot_be_saved_is_refused(
    ana: User, as_user: SignIn, query: str, sent: dict[str, str], status: int
) -> None:
    assert as_user(ana).post(f"/saved/new?{query}", sent).status_code == status
    assert not SavedSearch.objects.exists()


def test_the_free_plan_keeps_one_and_says_so(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    assert client.post("/saved/new?kind=contact&seniority=VP", {"name": "a", "alerts": "NEVER"}).status_code == 302
    assert "keeps no more saved searches" in text(client, "/saved/new?kind=contact")
    refused = client.post("/saved/new?kind=contact&seniority=SVP", {"name": "b", "alerts": "NEVER"})
    assert refused.status_code == 422 and "Your plan keeps one saved search." in refused.content.decode()
    saved = SavedSearch.objects.get()
    client.post(f"/saved/{saved.pk}/delete")
    client.post("/saved/new?kind=contact&seniority=SVP", {"name": "b", "alerts": "NEVER"})
    assert client.post(f"/saved/{saved.pk}/restore").status_code == 409, "taking back keeps the plan too"


def test_after_a_downgrade_the_newest_are_paused(ana: User, as_user: SignIn, save: Save) -> None:
    old, new = save(name="Old"), save(name="New")
    User.objects.filter(pk=ana.pk).update(subscription_tier=SubscriptionTier.FREE)
    client = as_user(User.objects.get(pk=ana.pk))
    page = text(client, "/saved")
    assert page.count(">paused<") == 1 and "the newest" in page.lower()
    assert client.get(f"/saved/{old.pk}").status_code == 302
    assert "This search is paused." in text(client, f"/saved/{new.pk}")


def test_what_is_lost_is_said_before_it_runs(ana: User, as_user: SignIn, save: Save) -> None:
    saved = save()
    saved.filters["filters"]["shoeSize"] = ["9"]
    saved.save()
    page = text(as_user(ana), f"/saved/{saved.pk}")
    assert "“shoeSize: 9” is no filter" in page and 'href="/people?seniority=VP"' in page


def test_the_news_name_their_records_also_the_deleted(
    ana: User, as_user: SignIn, save: Save, people: list[Contact]
) -> None:
    saved = save(alerts="DAILY")
    client = as_user(ana)
    assert "No news yet" in text(client, f"/saved/{saved.pk}/news")
    delete_contact(actor=None, door=Door.SYSTEM, contact=people[0])
    make_contacts(60, people[1].company, title="VP, Media", seniority="VP")
    SavedSearch.objects.update(next_check_at=timezone.now())
    jobs.tell_saved_searches()
    first = text(client, f"/saved/{saved.pk}/news")
    assert first.count(">New<") == 50
    older = first.partition('href="?after=')[2].partition('"')[0]
    rest = text(client, f"/saved/{saved.pk}/news?after={older}")
    assert rest.count(">New<") == 10 and ">Gone<" in rest and "Person0 Example" in rest
    assert client.get(f"/saved/{saved.pk}/news?after=x").status_code == 200


# --- Whose it is ---


def test_strangers_find_nothing_and_change_nothing(
    ana: User, cleo: User, admin: User, as_user: SignIn, save: Save
) -> None:
    saved = save(name="Secret plan")
    for stranger in (cleo, admin):
        client = as_user(stranger)
        assert "Secret plan" not in text(client, "/saved")
        for end in ("", "/edit", "/news"):
            assert text(client, f"/saved/{saved.pk}{end}", 404)
        assert client.post(f"/saved/{saved.pk}/delete").status_code == 404
        assert client.post(f"/saved/{saved.pk}/restore").status_code == 404
        assert client.post(f"/saved/{saved.pk}/edit", {"name": "x", "alerts": "NEVER"}).status_code == 404
    saved.refresh_from_db()
    assert saved.deleted_at is None and saved.name == "Secret plan"
    assert as_user(ana).get(f"/saved/{saved.pk}/delete").status_code == 302, "looking deletes nothing"
    assert SavedSearch.objects.get().deleted_at is None


def test_a_team_runs_what_is_shared_and_its_author_changes_it(
    ana: User, ben: User, cleo: User, as_user: SignIn, save: Save
) -> None:
    team_up(ana, ben)
    ana.refresh_from_db()
    shared, own = save(ana, name="Shared", is_shared=True), save(ana, name="Own")
    client = as_user(ben)
    page = text(client, "/saved")
    assert "Shared" in page and "by Ana" in page and "Own<" not in page
    assert client.get(f"/saved/{shared.pk}").status_code == 302 and text(client, f"/saved/{own.pk}", 404)
    assert client.post(f"/saved/{shared.pk}/delete").status_code == 403
    with pytest.raises(PermissionDenied):
        change_search(actor=ben, saved=shared, name="Mine")
    assert text(as_user(cleo), f"/saved/{shared.pk}", 404)
    User.objects.filter(pk=ana.pk).update(sales_team=None)
    assert text(as_user(User.objects.get(pk=ana.pk)), f"/saved/{shared.pk}", 404)
    assert client.post(f"/saved/{shared.pk}/delete").status_code == 302, "what its author left behind is the team's"


def test_sharing_takes_a_team_on_the_team_plan(ana: User, as_user: SignIn, save: Save) -> None:
    assert "Share it" not in text(as_user(ana), "/saved/new?kind=contact")
    with pytest.raises(Exception, match="sales team on the Team plan"):
        save(ana, is_shared=True)


def test_the_list_takes_as_many_queries_for_two_as_for_fifty(ana: User, as_user: SignIn, save: Save) -> None:
    User.objects.filter(pk=ana.pk).update(subscription_tier=SubscriptionTier.TEAM, role="ADMIN")
    actor = User.objects.get(pk=ana.pk)
    company, client = make_company(), as_user(actor)

    def count(rows: int) -> int:
        for n in range(rows):
            save(actor, name=f"{rows} {n}", filters={"companyId": [company.pk]})
            save(actor, name=f"{rows} who {n}", kind="who", filters={"duty": ["ctv"], "account": [company.slug]})
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/saved").content.decode().count("Halden &amp; Pike") == min(rows * 2 + before, 50)
        return len(captured)

    before = 0
    few, before = count(1), 2
    assert count(25) == few <= 12
