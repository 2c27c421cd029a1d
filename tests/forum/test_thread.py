"""One thread: what everybody reads, what nobody learns, what is new, and how its pages follow one another."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import accept_answer, choose, delete_comment, delete_post, edit_post, keep_post, visit
from dealmecca.forum.models import Comment, CompanyMention, Post, PostSlug, Visit
from dealmecca.forum.queries import my_part
from tests.factories import make_company, make_contact
from tests.factories.forum import make_comment, make_held_post, make_post
from tests.forum.pages import assert_closed, browser, queries, text_of

pytestmark = pytest.mark.django_db


def address(post: Post) -> str:
    return f"/forum/posts/{post.slug}"


def test_a_post_with_all_it_is_about(ana: User, dan: User) -> None:
    company, other = make_company("Kestrel Cola"), make_company("Halden & Pike")
    maren = make_contact("Maren Oduya", company, title="Director")
    post = make_post(
        ana, "Does she plan?", body=f"Does @[Maren](contact:{maren.pk}) plan <b>all</b> of @[K](company:{company.pk})?",
        urgency="URGENT", deal_size="25K_100K", location="Chicago", tags=["Upfronts"], media_types=["CTV"],
    )  # fmt: skip
    CompanyMention.objects.create(post=post, company=other, source="MACHINE", confidence=0.8)
    Post.objects.filter(pk=post.pk).update(ai_summary="She might.", is_locked=True, is_pinned=True, is_featured=True)
    page = text_of(browser(dan), address(post))
    for said in (
        "Does she plan?", "Ana", "plan &lt;b&gt;all&lt;/b&gt; of", "Urgent", "$25k to $100k", "Chicago", "Upfronts",
        "CTV", "Kestrel Cola", "named by the author", "Halden &amp; Pike", "found in the text, 80 % sure",
        "Maren Oduya", "by machine", "She might.", "Locked", "Pinned", "Featured", "takes no more replies",
    ):  # fmt: skip
        assert said in page, said


def test_an_anonymous_author_is_a_handle_and_an_hour(ana: User, dan: User, admin: User) -> None:
    company = make_company("Harborline Media")
    User.objects.filter(pk=ana.pk).update(company=company, name="Ana Reyes")
    with time_machine.travel("2026-11-23T12:10:00Z", tick=False):
        post = make_post(ana, "Quietly", is_anonymous=True)
        comment = make_comment(ana, post, "Still me.", is_anonymous=True)
        make_comment(ana, make_post(ana, "Elsewhere"), "Here by name.")
    with time_machine.travel("2026-11-23T14:40:00Z", tick=False):
        for who in (dan, admin):
            page = text_of(browser(who), address(post))
            assert post.handle == comment.handle and page.count(post.handle) >= 2
            assert "about 2 h" in page and 'datetime="2026-11-23T12' in page and "12:" not in page
            assert not [word for word in (ana.pk, "Ana Reyes", "Harborline", "ana@") if word in page]
            assert page.count("Author</span>") == 1 and "You</span>" not in page
        assert "You</span>" in text_of(browser(ana), address(post))


def test_replies_stand_by_their_depth_and_the_deleted_keep_their_place(ana: User, dan: User) -> None:
    post = make_post(ana)
    first = make_comment(dan, post, "One")
    make_comment(ana, post, "Below one", parent=first)
    removed = make_comment(dan, post, "Rude words")
    Comment.objects.filter(pk=removed.pk).update(state="REMOVED")
    delete_comment(actor=dan, comment=first)
    page = text_of(browser(ana), address(post))
    assert "Deleted by its author." in page and "Removed by a moderator." in page
    assert ">One<" not in page and "Rude words" not in page
    assert 'class="d0" id="comment-1"' in page and 'class="d1' in page and 'id="comment-2"' in page
    assert "Reply 2, to 1" in page


def test_a_held_post_is_shown_to_its_author_and_moderators(ana: User, dan: User, moderator: User) -> None:
    held = make_held_post(ana)
    assert browser(dan).get(address(held)).status_code == 404
    for who in (ana, moderator):
        assert "Waits for a moderator" in text_of(browser(who), address(held))


def test_a_held_reply_is_shown_to_its_author_and_moderators(ana: User, dan: User, moderator: User) -> None:
    post = make_post(ana)
    Comment.objects.filter(pk=make_comment(dan, post, "Hmm").pk).update(state="HELD")
    assert "Hmm" not in text_of(browser(ana), address(post))
    for who in (dan, moderator):
        assert "Hmm" in text_of(browser(who), address(post))


def test_removed_and_deleted_posts_are_gone(ana: User, dan: User) -> None:
    removed, deleted = make_post(ana, "Away"), make_post(ana, "Gone")
    Post.objects.filter(pk=removed.pk).update(state="REMOVED")
    delete_post(actor=ana, post=deleted)
    for post in (removed, deleted):
        for who in (ana, dan):
            assert browser(who).get(address(post)).status_code == 404


def test_an_old_address_and_an_id_lead_on(ana: User, dan: User) -> None:
    post = make_post(ana)
    PostSlug.objects.create(slug="formerly", post=post)
    client = browser(dan)
    for old in ("formerly", post.pk):
        answer = client.get(f"/forum/posts/{old}")
        assert (answer.status_code, answer["Location"]) == (301, address(post))
    assert client.get("/forum/posts/never").status_code == 404


def test_the_answer_stands_first_and_leads_to_its_place(ana: User, dan: User) -> None:
    post = make_post(ana, post_type="QUESTION")
    comment = make_comment(dan, post, "It is Maren.")
    assert "This answers it" in text_of(browser(ana), address(post))
    accept_answer(actor=ana, post=post, comment=comment)
    page = text_of(browser(dan), address(post))
    assert "Answered" in page and page.count("It is Maren.") == 2 and "Read it in its place" in page
    assert "This answers it" not in page


def test_a_poll_with_shares_and_ones_own_vote(ana: User, dan: User, cleo: User) -> None:
    post = make_post(ana, post_type="POLL", choices=["CTV", "Radio"], closes_at=timezone.now() + timedelta(days=1))
    one = post.choices.order_by("position")[0]
    choose(actor=dan, choice=one, is_chosen=True)
    page = text_of(browser(dan), address(post))
    assert "100 %, 1 vote" in page and 'width="100%"' in page and "Your vote" in page and "open until" in page
    assert "Your vote" not in text_of(browser(cleo), address(post))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        closed = text_of(browser(dan), address(post))
    assert "Poll, closed" in closed and "Take back" not in closed


def test_items_of_a_list_are_voted_up_one_by_one(ana: User, dan: User) -> None:
    post = make_post(ana, post_type="LIST", choices=["Halden", "Larkspur"])
    choose(actor=dan, choice=post.choices.get(text="Larkspur"), is_chosen=True)
    page = text_of(browser(dan), address(post))
    assert page.index("Larkspur") < page.index("Halden") and "best first" in page


def test_what_is_new_since_the_last_visit(ana: User, dan: User) -> None:
    post = make_post(ana)
    make_comment(ana, post, "Old")
    client = browser(dan)
    assert "New</span>" not in text_of(client, address(post)), "the first visit marks nothing"
    make_comment(ana, post, "Fresh")
    page = text_of(client, address(post))
    assert "1 new since your last visit" in page and "?at=2#comment-2" in page and page.count("New</span>") == 1
    assert "New</span>" not in text_of(client, address(post))


def test_reading_is_remembered_and_nothing_else_is(ana: User, dan: User) -> None:
    post = make_post(ana)
    make_comment(ana, post)
    client = browser(dan)
    client.head(address(post))
    client.get(address(post), headers={"Sec-Purpose": "prefetch"})
    assert not Visit.objects.exists()
    for _ in range(3):
        client.get(address(post))
    seen = Visit.objects.get(user=dan)
    assert (seen.read_number, Post.objects.get(pk=post.pk).view_count) == (1, 1)


def test_a_long_thread_has_pages_and_each_reply_its_page(ana: User, dan: User) -> None:
    post = make_post(ana)
    Comment.objects.bulk_create(
        Comment(post=post, number=n, path=base36(n), body=f"Words of {n}.", author=ana) for n in range(1, 251)
    )
    Post.objects.filter(pk=post.pk).update(number_count=250, comment_count=250)
    client = browser(dan)
    first = client.get(address(post))
    assert [line.comment.number for line in first.context["lines"]] == list(range(1, 101))
    assert my_part(viewer=dan, post=post).read_number == 100
    second = client.get(address(post), {"after": first.context["next_after"]})
    assert second.context["lines"][0].comment.number == 101 and "Earlier replies" in second.content.decode()
    assert second.context["before"] == ""
    third = client.get(address(post), {"at": 240})
    assert third.context["lines"][0].comment.number == 240 and third.context["next_after"] is None
    back = client.get(address(post), {"after": third.context["before"]})
    assert back.context["lines"][0].comment.number == 140
    assert client.get(address(post), {"at": 7}).context["lines"][0].comment.number == 1
    many = {"at": "9" * 40}, {"after": "zzzz" * 20}
    for nonsense in ({"at": "x"}, {"at": "-1"}, {"after": "\0"}, {"at": "999"}, *many):
        assert client.get(address(post), nonsense).status_code == 200


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "00" + digits[number // 36] + digits[number % 36]


def test_my_own_state_is_shown(ana: User, dan: User) -> None:
    post = make_post(ana)
    keep_post(actor=dan, post=post, is_kept=True)
    assert "Kept</button>" in text_of(browser(dan), address(post))
    own = text_of(browser(ana), address(post))
    assert "Following" in own and "disabled" in own and "You</span>" in own


def test_an_edited_post_says_so(ana: User, dan: User) -> None:
    post = make_post(ana)
    edit_post(actor=ana, post=post, body="Other words.")
    assert "edited" in text_of(browser(dan), address(post))


def test_related_threads(ana: User, dan: User) -> None:
    make_post(ana, "The other one", tags=["Upfronts"])
    post = make_post(ana, "This one", tags=["Upfronts"])
    assert "The other one" in text_of(browser(dan), address(post))


def test_members_only(ana: User) -> None:
    assert_closed(address(make_post(ana)), ana)


def test_as_many_queries_for_many_replies(ana: User, dan: User, cleo: User) -> None:
    company = make_company("Kestrel Cola")
    post = make_post(ana, body=f"@[K](company:{company.pk})", tags=["CTV"])
    visit(actor=dan, post=post)
    make_comment(cleo, post, "0")
    few = queries(browser(dan), address(post))
    for number in range(29):
        make_comment(cleo, post, f"{number + 1}", is_anonymous=number % 2 == 0)
    assert queries(browser(dan), address(post)) == few <= 18
