"""Writing a post on its page: what is asked, kept, refused and shown before somebody hides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, CompanyAlias
from dealmecca.following.actions import follow
from dealmecca.forum.actions import save_draft
from dealmecca.forum.models import Category, CompanyMention, Draft, Post
from dealmecca.forum.queries.named_in_text import companies_named_in
from tests.factories import make_company, make_contact
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


def filled(category: Category, **values: Any) -> dict[str, Any]:
    return {
        "category": category.pk, "post_type": "POST", "title": "Who buys CTV?", "body": "Asking for a friend.",
        "urgency": "MEDIUM", **values,
    }  # fmt: skip


def test_a_post_is_written_with_all_that_it_is_about(ana: User, category: Category, as_user: SignIn) -> None:
    answer = as_user(ana).post(
        "/forum/new",
        filled(
            category, tags="CTV, upfront", media_types="Radio", deal_size="25K_100K", location="Chicago",
            post_type="POLL", choices="Yes\nNo\n", closes_on=(timezone.localdate() + timedelta(2)).isoformat(),
        ),
    )  # fmt: skip
    post = Post.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/forum/posts/{post.slug}")
    assert (post.author, post.deal_size, post.location) == (ana, "25K_100K", "Chicago")
    assert sorted(post.tags.values_list("tag__name", "tag__kind")) == [
        ("CTV", "TOPIC"), ("Radio", "MEDIA"), ("upfront", "TOPIC"),
    ]  # fmt: skip
    assert [choice.text for choice in post.choices.order_by("position")] == ["Yes", "No"]
    assert post.closes_at and timedelta(1) < post.closes_at - timezone.now() < timedelta(4)


def test_a_doubled_click_leads_to_the_one_post(ana: User, category: Category, as_user: SignIn) -> None:
    client = as_user(ana)
    assert len({client.post("/forum/new", filled(category))["Location"] for _ in range(2)}) == 1
    assert Post.objects.count() == 1


def test_a_refused_post_keeps_what_was_typed_and_says_what_is_wrong(
    ana: User, category: Category, as_user: SignIn
) -> None:
    sent = filled(category, title="", body="A long text of mine.", tags=", ".join(map(str, range(9))), post_type="POLL")
    page = as_user(ana).post("/forum/new", sent)
    said = page.content.decode()
    assert page.status_code == 422 and not Post.objects.exists()
    assert "A long text of mine." in said and "One field needs a change" in said and 'aria-invalid="true"' in said
    page = as_user(ana).post("/forum/new", sent | {"title": "A poll", "choices": "one"})
    assert "Give 2 to 20 different entries" in page.content.decode() and page.status_code == 422
    page = as_user(ana).post("/forum/new", sent | {"title": "A post", "post_type": "POST", "closes_on": "1999-01-01"})
    assert "Choose a day from today on" in page.content.decode()
    page = as_user(ana).post("/forum/new", sent | {"title": "A post", "post_type": "POST"})
    assert "8 are the most" in page.content.decode() and not Post.objects.exists()


def test_the_address_says_what_it_is_about(ana: User, kestrel: Company, as_user: SignIn) -> None:
    maren = make_contact("Maren Oduya", kestrel)
    page = as_user(ana).get(f"/forum/new?company={kestrel.slug}&contact={maren.pk}&category=deals&kind=question")
    said = page.content.decode()
    assert f"@[Kestrel Cola](company:{kestrel.pk}) @[Maren Oduya](contact:{maren.pk}) " in said
    assert "selected>Deals" in said and 'value="QUESTION" checked' in said
    assert as_user(ana).get("/forum/new?company=nobody&event=none&draft=new+x&category=%00").status_code == 200


def test_without_script_a_button_shows_the_preview_and_keeps_the_form(
    ana: User, category: Category, as_user: SignIn
) -> None:
    page = as_user(ana).post("/forum/new", filled(category, step="preview", is_anonymous="on", title=""))
    said = page.content.decode()
    assert page.status_code == 200 and not Post.objects.exists()
    assert '<div class="written"><p>Asking for a friend.</p></div>' in said.replace("\n", "")
    assert 'is_anonymous" id="id_is_anonymous" checked' in said and "problems" not in said


def test_who_hides_in_a_small_crowd_is_asked_once(
    ana: User, dan: User, category: Category, kestrel: Company, as_user: SignIn
) -> None:
    follow(actor=dan, record=kestrel)
    client = as_user(ana)
    sent = filled(category, body=f"About @[Kestrel Cola](company:{kestrel.pk}).", is_anonymous="on")
    page = client.post("/forum/new", sent)
    said = page.content.decode()
    assert page.status_code == 422 and not Post.objects.exists()
    assert "Only 1 member follows Kestrel Cola: a reader may guess who you are." in said
    assert "Post it all the same" in said and f'name="confirmed" value="{kestrel.pk}"' in said
    other = make_company("Larkspur & Vane")
    more = sent | {"confirmed": kestrel.pk, "body": f"{sent['body']} @[Larkspur](company:{other.pk})"}
    assert "Nobody follows Larkspur" in client.post("/forum/new", more).content.decode(), "a new one is asked again"
    assert client.post("/forum/new", more | {"confirmed": f"{kestrel.pk} {other.pk}"}).status_code == 302
    post = Post.objects.get()
    assert post.is_anonymous and post.author is None and post.handle
    assert CompanyMention.objects.filter(post=post).count() == 2


def test_a_person_counts_by_their_employer(ana: User, category: Category, kestrel: Company, as_user: SignIn) -> None:
    maren = make_contact("Maren Oduya", kestrel)
    page = as_user(ana).post(
        "/forum/crowd", {"body": f"@[Maren](contact:{maren.pk})", "is_anonymous": "on"}, headers={"HX-Request": "true"}
    )
    assert "Nobody follows Kestrel Cola" in page.content.decode()
    page = as_user(ana).post("/forum/crowd", {"body": f"@[Maren](contact:{maren.pk})"})
    assert "Kestrel" not in page.content.decode(), "under one's name nobody is guessed"


def test_a_name_that_is_only_written_counts_as_if_it_were_mentioned(
    ana: User, category: Category, kestrel: Company, as_user: SignIn
) -> None:
    motors, vane = make_company("Ostler Motors"), make_company("Larkspur & Vane")
    CompanyAlias.objects.create(company=vane, name="LSV", name_key="lsv")
    make_contact("Maren Oduya", make_company("Tallgrass Media"))
    sent = filled(category, is_anonymous="on", title="Who left Kestrel Cola?", body="Ostler cut its budget, says LSV.")
    page = as_user(ana).post("/forum/new", sent)
    said = page.content.decode()
    assert page.status_code == 422 and not Post.objects.exists()
    for company in (kestrel, motors, vane):
        assert f"Nobody follows {escape(company.name)}" in said
    asked = {"body": "I had lunch with Maren Oduya.", "is_anonymous": "on"}
    assert "Nobody follows Tallgrass Media" in as_user(ana).post("/forum/crowd", asked).content.decode()
    asked = {"body": "Their motors cut cola with vane.", "title": "Grass that is tall", "is_anonymous": "on"}
    assert "Nobody" not in as_user(ana).post("/forum/crowd", asked).content.decode(), "words name nobody"


def test_a_long_text_full_of_names_is_looked_up_in_few_statements(
    ana: User, kestrel: Company, django_assert_max_num_queries: Any
) -> None:
    text = " ".join(f"Brand{number} Nine met Kestrel Cola." for number in range(300))
    with django_assert_max_num_queries(30):
        assert companies_named_in(text, viewer=ana) == [kestrel.pk]
    with django_assert_max_num_queries(6):
        assert companies_named_in("We met Kestrel Cola and Ostler Motors in May.", viewer=ana) == [kestrel.pk]


def test_nobody_is_asked_under_their_name_or_in_a_crowd(
    ana: User, category: Category, kestrel: Company, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = filled(category, body=f"About @[Kestrel Cola](company:{kestrel.pk}).")
    assert as_user(ana).post("/forum/new", sent).status_code == 302
    monkeypatch.setattr("dealmecca.forum.queries.crowds.FEW", 0)
    assert as_user(ana).post("/forum/new", sent | {"is_anonymous": "on", "title": "x"}).status_code == 302


def test_the_page_says_what_is_hidden_and_why_a_new_account_may_not(ana: User, as_user: SignIn) -> None:
    said = as_user(ana).get("/forum/new").content.decode()
    for words in ("any one admin never see who you are", "Two admins together", "whole hours", "give you away"):
        assert words in said
    ana.created_at = timezone.now() - timedelta(days=1)
    ana.save()
    said = as_user(ana).get("/forum/new").content.decode()
    assert "You cannot post anonymously yet" in said and 'name="is_anonymous"' not in said


def test_a_new_account_that_sends_the_switch_all_the_same_is_refused(
    ana: User, category: Category, as_user: SignIn
) -> None:
    ana.created_at = timezone.now()
    ana.save()
    page = as_user(ana).post("/forum/new", filled(category, is_anonymous="on"))
    assert page.status_code == 422 and "first three days" in page.content.decode()


def test_a_draft_is_kept_by_the_button_and_ends_with_the_post(ana: User, category: Category, as_user: SignIn) -> None:
    client = as_user(ana)
    sent = filled(category, draft="new abc", title="Half a title")
    answer = client.post("/forum/new", sent | {"step": "draft"})
    assert answer["Location"] == "/forum/new?draft=new+abc"
    assert 'value="Half a title"' in client.get(answer["Location"]).content.decode()
    assert "Half a title" in client.get("/forum/new").content.decode(), "the next form names what was begun"
    client.post("/forum/new", sent)
    assert not Draft.objects.exists() and Post.objects.count() == 1


def test_nobody_goes_on_with_the_draft_of_another(ana: User, dan: User, as_user: SignIn) -> None:
    save_draft(actor=ana, about="new abc", values={"title": "Mine alone"})
    assert "Mine alone" not in as_user(dan).get("/forum/new?draft=new+abc").content.decode()


def test_a_poll_of_an_unknown_author_ends_at_the_sites_midnight(
    ana: User, category: Category, as_user: SignIn, settings: Any
) -> None:
    ana.time_zone = "Pacific/Kiritimati"
    ana.save()
    day = (timezone.localdate() + timedelta(3)).isoformat()
    for name, switch in (("named", ""), ("hidden", "on")):
        sent = filled(category, title=name, post_type="POLL", choices="a\nb", closes_on=day, is_anonymous=switch)
        as_user(ana).post("/forum/new", {key: value for key, value in sent.items() if value})
    named, hidden = (Post.objects.get(title=name).closes_at for name in ("named", "hidden"))
    assert named and hidden and named != hidden
    assert timezone.localtime(hidden).hour == 0


def test_the_page_takes_few_queries(
    ana: User, category: Category, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = as_user(ana)
    for number in range(3):
        make_post(ana, f"Post {number}", tags=[f"tag {number}"])
        save_draft(actor=ana, about=f"new {number}", values={"title": "Half"})
    client.get("/forum/new")
    with django_assert_max_num_queries(9):
        client.get("/forum/new")
