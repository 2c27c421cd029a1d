"""`dealmecca seed_demo`: fills an empty directory, does nothing twice, and never touches anybody's own data."""

import re
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import QuerySet

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.actions import create_company, delete_company
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact, FormerTitle, Position
from dealmecca.directory.queries import search_contacts
from dealmecca.forum import handles
from dealmecca.forum.actions.counting import drifts
from dealmecca.forum.models import Post
from dealmecca.history.models import Change, Door, Verb
from dealmecca.notifications.models import Notification
from dealmecca.operations.demo import forum as demo_forum
from dealmecca.operations.demo.dataset import make_directory
from dealmecca.operations.demo.roster import make_roster
from dealmecca.operations.demo.rows import REFERENCE
from dealmecca.quality.queries.agreement import disagreements
from dealmecca.roster.models import Evidence, Handling, Membership, Partnership, ReportingLine, Team
from dealmecca.search.criteria import Criteria
from dealmecca.search.models import CompanyLine, ContactLine

pytestmark = pytest.mark.django_db


def seed(companies: int = 20, contacts: int = 100, seed: int = 1, if_empty: bool = False) -> str:
    output = StringIO()
    call_command("seed_demo", companies=companies, contacts=contacts, seed=seed, if_empty=if_empty, stdout=output)
    return output.getvalue()


def find_people(viewer: User, text: str) -> list[Contact]:
    return list(search_contacts(viewer=viewer, criteria=Criteria(text=text)).items)


def test_it_fills_an_empty_directory_with_history_and_search_lines() -> None:
    told = seed(companies=25, contacts=120, if_empty=True)

    assert "Made 25 companies and 120 people" in told
    assert (Company.objects.count(), Contact.objects.count()) == (25, 120)
    assert (CompanyLine.objects.count(), ContactLine.objects.count()) == (25, 120)
    changes = Change.objects.filter(door=Door.SYSTEM, batch="demo-25-120-1", actor=None, verb=Verb.CREATE)
    assert changes.filter(record_kind="company").count() == 25
    assert changes.filter(record_kind="contact").count() == 120
    assert find_people(User.objects.get(email="pro@demo.example"), "oduya halden")[0].full_name == "Maren Oduya"


@pytest.mark.once
@time_machine.travel(REFERENCE, tick=False)
def test_what_is_stored_is_what_was_generated() -> None:
    seed()
    made = make_directory(companies=20, contacts=100, seed=1)
    assert list(Contact.objects.order_by("pk").values_list("pk", "created_at", "updated_at", "email", "title")) == [
        (row.id, row.created_at, row.updated_at, row.email, row.title) for row in made.contacts
    ]
    assert dict(Contact.objects.values_list("pk", "verification_level")) == {
        row.id: row.verification_level for row in made.contacts
    }
    assert list(disagreements(viewer=operator())) == []
    stored = Company.objects.order_by("pk").values_list(
        "pk", "name", "parent_id", "industry", "size", "city", "phone", "verification_level"
    )
    assert list(stored) == [
        (row.id, row.name, row.parent_id, row.industry, row.size, row.city, row.phone, row.verification_level)
        for row in made.companies
    ]
    assert CompanyDomain.objects.count() == sum(len(row.domains) for row in made.companies)
    assert CompanyAlias.objects.count() == sum(len(row.aliases) for row in made.companies)


def about_records() -> QuerySet[Change]:
    """History without that of the log-ins, their team and their events, which are made beside the demo data."""
    return Change.objects.exclude(record_kind__in=["user", "sales_team", "event", "event_suggestion"])


@pytest.mark.once
def test_demo_data_that_somebody_deleted_is_made_again() -> None:
    seed(companies=1, contacts=0)
    delete_company(actor=None, door=Door.WEB, company=Company.objects.get())

    assert "Made 1 companies" in seed(companies=1, contacts=0)
    assert (Company.objects.count(), about_records().filter(verb=Verb.CREATE).count()) == (1, 1)


@pytest.mark.once
def test_if_empty_leaves_any_data_as_it_is_and_still_makes_the_log_ins() -> None:
    create_company(actor=None, door=Door.CLI, values={"name": "Somebody's Own Agency"})

    assert "left as it is" in seed(if_empty=True)
    assert (Company.objects.count(), User.objects.count()) == (1, 4)


@pytest.mark.once
def test_production_is_refused(settings: LazySettings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="This is production"):
        seed()
    assert (Company.objects.count(), User.objects.count()) == (0, 0)


@pytest.mark.once
def test_production_gets_no_log_ins_with_a_public_password(settings: LazySettings) -> None:
    create_company(actor=None, door=Door.CLI, values={"name": "Somebody's Own Agency"})
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="public password"):
        seed(if_empty=True)
    assert not User.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("arguments", [["--companies", "0"], ["--contacts", "-5"], ["--seed", "one"]])
def test_numbers_that_make_no_sense_are_named(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=re.escape(arguments[0])):
        call_command("seed_demo", *arguments)


@pytest.mark.once
def test_who_moved_was_first_known_at_the_job_before() -> None:
    seed(companies=60, contacts=600)
    moves = Change.objects.filter(verb=Verb.EDIT, record_kind="contact", fields__has_key="company_id")
    assert moves
    for move in moves:
        first = Change.objects.get(verb=Verb.CREATE, record_kind="contact", record_id=move.record_id)
        jobs = Position.objects.filter(contact=move.record_id).order_by("-since").values_list("company_id", flat=True)
        after, before = jobs[:2]
        assert first.fields["company_id"] == [None, before]
        assert move.fields["company_id"] == [before, after]


def test_roster_and_forum_are_made_once_and_other_numbers_replace_all_of_it() -> None:
    seed(companies=60, contacts=300)
    directory = make_directory(companies=60, contacts=300, seed=1)
    made = make_roster(directory, seed=1)
    for model, rows in (
        (Position, made.positions), (Partnership, made.partnerships), (Handling, made.handlings),
        (Evidence, made.evidence), (Team, made.teams), (Membership, made.memberships),
        (ReportingLine, made.reporting_lines),
    ):  # fmt: skip
        assert set(model.objects.values_list("pk", flat=True)) == {row.id for row in rows}, model
    assert FormerTitle.objects.count() == len(made.former_titles)

    posts = list(told_of_posts())
    assert len(posts) >= 13 and not drifts() and any(handle for _, handle, _, _ in posts)
    assert not Notification.objects.filter(kind__startswith="FORUM").exists()
    seed(companies=60, contacts=300)
    assert list(told_of_posts()) == posts

    seed(companies=22, contacts=60, seed=7)
    assert (Company.objects.count(), Contact.objects.count()) == (22, 60)
    assert (CompanyLine.objects.count(), ContactLine.objects.count()) == (22, 60)
    assert find_people(User.objects.get(email="pro@demo.example"), "oduya")
    assert Post.objects.count() == len(posts) and not drifts()
    assert Position.objects.filter(until=None).count() == Contact.objects.exclude(company=None).count()
    assert not Partnership.objects.filter(pk__in=[row.id for row in made.partnerships]).exists()
    assert set(about_records().values_list("batch", flat=True)) == {"demo-22-60-7"}


def test_it_gives_its_own_handles_although_those_drawn_are_taken_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20 handles nearly every one that the demo gives belongs to somebody else in the thread until then."""
    for module in (handles, demo_forum):
        monkeypatch.setattr(module, "FIRST", handles.FIRST[:4])
        monkeypatch.setattr(module, "SECOND", handles.SECOND[:5])
    seed()
    posts = list(told_of_posts())
    assert any(handle for _, handle, _, _ in posts) and not drifts()
    seed(companies=22)
    seed()
    assert list(told_of_posts()) == posts


def told_of_posts() -> QuerySet[Post, tuple[Any, ...]]:
    return Post.objects.order_by("title").values_list("title", "handle", "comment_count", "vote_sum")
