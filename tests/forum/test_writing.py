"""Writing in the forum: what is stored, what is refused, and what can be taken back."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import (
    accept_answer,
    choose,
    delete_comment,
    delete_post,
    edit_comment,
    edit_post,
    keep_post,
    restore_comment,
    restore_post,
    save_draft,
    visit,
    vote,
    write_comment,
    write_post,
)
from dealmecca.forum.actions.counting import drifts
from dealmecca.forum.models import Category, Comment, Draft, Edit, Post, SealedAuthor
from dealmecca.forum.queries import PostFilter, get_post, list_posts, my_part, my_posts, search_forum, thread_page
from dealmecca.lib.conflicts import Conflict
from tests.factories import make_company
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db


def titles(viewer: User, order: str = "active", **wanted: Any) -> list[str]:
    cards, _ = list_posts(viewer=viewer, wanted=PostFilter(**wanted), order=order)
    return [card.post.title for card in cards]


def test_a_post_is_listed_counted_and_found(ana: User, dan: User, category: Category) -> None:
    company = make_company("Kestrel Cola")
    post = make_post(
        ana, body=f"Who plans for @[Kestrel Cola](company:{company.pk})?", tags=["ctv", "CTV"], media_types=["Radio"]
    )
    category.refresh_from_db()
    assert (post.slug, category.post_count) == ("who-buys-ctv-for-kestrel-cola", 1)
    assert [row.tag.name for row in post.tags.order_by("tag__name")] == ["CTV", "Radio"]
    assert titles(dan) == titles(dan, company=company.pk) == [post.title]
    hits, _ = search_forum(viewer=dan, text="plans kestr")
    assert [hit.post.pk for hit in hits] == [post.pk]


def test_a_doubled_click_writes_once(ana: User, category: Category) -> None:
    assert make_post(ana) == make_post(ana)
    assert make_post(ana, is_anonymous=True) == make_post(ana, is_anonymous=True)
    assert Post.objects.count() == 2


def test_a_title_that_is_taken_gets_a_number(ana: User) -> None:
    slugs = [make_post(ana, "Upfronts", body=f"{number}").slug for number in range(3)]
    assert slugs == ["upfronts", "upfronts-2", "upfronts-3"]


def test_comments_read_in_the_order_of_the_conversation(ana: User, dan: User) -> None:
    post = make_post(ana)
    first, second = make_comment(dan, post, "first"), make_comment(ana, post, "second")
    answer = make_comment(ana, post, "to first", parent=first)
    make_comment(dan, post, "to that", parent=answer)
    lines, _ = thread_page(viewer=dan, post=post, mine=my_part(viewer=dan, post=post))
    assert [(line.comment.body, line.depth) for line in lines] == [
        ("first", 0), ("to first", 1), ("to that", 2), ("second", 0),
    ]  # fmt: skip
    assert [line.is_by_asker for line in lines] == [False, True, False, True]
    assert second.number == 2


def test_below_the_deepest_level_answers_stand_side_by_side(ana: User) -> None:
    post, last = make_post(ana), None
    for number in range(10):
        last = make_comment(ana, post, f"{number}", parent=last)
    assert [comment.depth for comment in post.comments.order_by("number")] == [0, 1, 2, 3, 4, 5, 6, 6, 6, 6]


def test_a_deleted_comment_keeps_its_place_and_comes_back(ana: User, dan: User) -> None:
    post = make_post(ana)
    first = make_comment(dan, post, "kites")
    make_comment(ana, post, "to first", parent=first)
    accept = Post.objects.filter(pk=post.pk)
    delete_comment(actor=dan, comment=first)
    assert accept.get().comment_count == 1 and not search_forum(viewer=ana, text="kites")[0]
    lines, _ = thread_page(viewer=ana, post=post, mine=my_part(viewer=ana, post=post))
    assert [line.comment.state for line in lines] == ["DELETED", "VISIBLE"]
    with pytest.raises(PermissionDenied):
        restore_comment(actor=ana, comment=first)
    restore_comment(actor=dan, comment=first)
    assert accept.get().comment_count == 2 and search_forum(viewer=ana, text="kites")[0]
    assert not drifts()


def test_a_deleted_post_is_gone_for_a_day_and_then_for_good(ana: User, dan: User, category: Category) -> None:
    post = make_post(ana)
    with pytest.raises(PermissionDenied):
        delete_post(actor=dan, post=post)
    delete_post(actor=ana, post=post)
    with pytest.raises(Post.DoesNotExist):
        get_post(viewer=dan, slug=post.slug)
    restore_post(actor=ana, post=post)
    assert get_post(viewer=dan, slug=post.slug) == post
    delete_post(actor=ana, post=post)
    with time_machine.travel(timezone.now() + timedelta(days=2)), pytest.raises(Conflict, match="more than a day ago"):
        restore_post(actor=ana, post=post)
    assert not drifts()


def test_an_edit_keeps_what_was_there_and_refuses_an_old_page(ana: User, dan: User) -> None:
    post = make_post(ana, body="first words")
    seen = post.updated_at
    edit_post(actor=ana, post=post, body="second words", seen=seen)
    changed = Post.objects.get(pk=post.pk).updated_at
    edit_post(actor=ana, post=post, body="second words", tags=[])
    assert Post.objects.get(pk=post.pk).updated_at == changed, "the same again writes nothing"
    assert [edit.body for edit in Edit.objects.filter(post=post)] == ["first words"]
    assert Post.objects.get(pk=post.pk).slug == post.slug
    with pytest.raises(Conflict, match="changed in the meantime"):
        edit_post(actor=ana, post=post, body="third", seen=seen)
    with pytest.raises(PermissionDenied):
        edit_post(actor=dan, post=post, body="mine")
    comment = make_comment(dan, post, "one")
    edit_comment(actor=dan, comment=comment, body="two")
    assert Edit.objects.get(comment=comment).body == "one"
    assert search_forum(viewer=ana, text="second")[0] and not search_forum(viewer=ana, text="first")[0]


def test_a_vote_is_a_state_and_nobody_votes_for_themselves(ana: User, dan: User) -> None:
    post = make_post(ana)
    for value in (1, 1, -1, 0, 1):
        vote(actor=dan, post=post, value=value)
    post.refresh_from_db()
    assert (post.upvote_count, post.downvote_count, post.vote_sum) == (1, 0, 1)
    with pytest.raises(Conflict, match="own words"):
        vote(actor=ana, post=post, value=1)
    anonymous = make_post(ana, "Quietly", is_anonymous=True)
    with pytest.raises(Conflict, match="own words"):
        vote(actor=ana, post=anonymous, value=1)
    assert not drifts()


def test_in_a_poll_the_one_vote_moves_and_in_a_list_each_item_has_its_own(ana: User, dan: User) -> None:
    poll = make_post(ana, "Which?", post_type="POLL", choices=["CTV", "Radio"])
    one, two = poll.choices.order_by("position")
    choose(actor=dan, choice=one, is_chosen=True)
    choose(actor=dan, choice=two, is_chosen=True)
    assert [choice.vote_count for choice in poll.choices.order_by("position")] == [0, 1]
    items = make_post(ana, "Best desks", post_type="LIST", choices=["A", "B"])
    for choice in items.choices.all():
        choose(actor=dan, choice=choice, is_chosen=True)
    assert [choice.vote_count for choice in items.choices.all()] == [1, 1]
    with pytest.raises(ValidationError, match="Give 2 to 20"):
        make_post(ana, "Which one?", post_type="POLL", choices=["one"])
    assert not drifts()


def test_only_who_asked_accepts_an_answer(ana: User, dan: User) -> None:
    post = make_post(ana, post_type="QUESTION", urgency="URGENT")
    comment = make_comment(dan, post)
    with pytest.raises(PermissionDenied):
        accept_answer(actor=dan, post=post, comment=comment)
    assert post.urgency_now == "URGENT"
    assert accept_answer(actor=ana, post=post, comment=comment).urgency_now == "MEDIUM"
    delete_comment(actor=dan, comment=comment)
    assert Post.objects.get(pk=post.pk).answer_id is None


def test_one_urgent_post_a_week_under_whatever_name(ana: User) -> None:
    make_post(ana, "Now", urgency="URGENT", is_anonymous=True)
    with pytest.raises(ValidationError, match="One urgent post a week"):
        make_post(ana, "Now, too", urgency="URGENT")


def test_views_count_once_a_day_and_reading_only_goes_on(ana: User, dan: User) -> None:
    post = make_post(ana)
    for number in (3, 1):
        visit(actor=dan, post=post, read_number=number)
    assert Post.objects.get(pk=post.pk).view_count == 1
    assert my_part(viewer=dan, post=post).read_number == 3


def test_keeping_twice_counts_once(ana: User, dan: User) -> None:
    post = make_post(ana)
    assert [keep_post(actor=dan, post=post, is_kept=value) for value in (True, True, False, False, True)] == [
        True, False, True, False, True,
    ]  # fmt: skip
    assert Post.objects.get(pk=post.pk).bookmark_count == 1


def test_a_new_account_writes_little_and_under_its_name(ana: User) -> None:
    ana.created_at = timezone.now()
    with pytest.raises(ValidationError, match="first three days"):
        make_post(ana, is_anonymous=True)
    for number in range(3):
        make_post(ana, f"Post {number}")
    with pytest.raises(Conflict, match="3 posts a day"):
        make_post(ana, "One more")
    ana.created_at = timezone.now() - timedelta(hours=1)


def test_many_links_of_a_new_account_wait_for_a_moderator(ana: User, dan: User, moderator: User) -> None:
    ana.created_at = timezone.now()
    post = make_post(ana, body="https://a.example https://b.example https://c.example")
    assert post.state == "HELD" and titles(dan) == []
    for viewer in (ana, moderator):
        assert get_post(viewer=viewer, slug=post.slug) == post
    with pytest.raises(Post.DoesNotExist):
        get_post(viewer=dan, slug=post.slug)


def test_a_draft_is_kept_until_it_is_posted(ana: User, category: Category) -> None:
    save_draft(actor=ana, about="new", values={"title": "Half"})
    save_draft(actor=ana, about="new", values={"title": "Half a"})
    assert Draft.objects.get().values == {"title": "Half a"}
    make_post(ana)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", ["a\0b", "\ud800", float("nan"), [[[[[[[[[[[[1]]]]]]]]]]]], {"\0": 1}])
def test_a_draft_that_no_database_keeps_is_refused(ana: User, value: Any) -> None:
    with pytest.raises(ValidationError, match="no database keeps"):
        save_draft(actor=ana, about="new", values={"body": value})


def test_who_stands_behind_a_handle_is_on_no_row_that_is_read(ana: User, dan: User) -> None:
    post = make_post(ana, is_anonymous=True)
    comment = make_comment(ana, post, is_anonymous=True)
    other = make_comment(dan, post, "me", is_anonymous=True)
    edit_post(actor=ana, post=post, body="Changed.")
    for row in (Post.objects.get(), *Comment.objects.all(), *Edit.objects.all()):
        assert not {ana.pk, dan.pk} & {str(value) for value in vars(row).values()}
    assert comment.handle == post.handle != other.handle
    at = post.created_at
    assert (at.minute, at.second, at.microsecond) == (0, 0, 0)
    assert my_posts(viewer=ana) == ([post], None) and my_posts(viewer=dan) == ([], None)
    elsewhere = make_post(ana, "Elsewhere", is_anonymous=True)
    assert SealedAuthor.objects.filter(user=ana).count() == 2 and elsewhere.handle != post.handle


def test_the_database_refuses_an_anonymous_row_with_a_name(ana: User) -> None:
    post = make_post(ana, is_anonymous=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(author=ana)


def test_pages_of_a_list_show_each_post_once(ana: User, dan: User) -> None:
    for number in range(7):
        make_post(ana, f"Post {number}")
    for order in ("active", "new", "best", "unanswered"):
        seen, cursor = [], None
        for _ in range(4):
            cards, cursor = list_posts(viewer=dan, wanted=PostFilter(), order=order, cursor=cursor, limit=2)
            seen += [card.post.title for card in cards]
            if not cursor:
                break
        assert sorted(seen) == [f"Post {number}" for number in range(7)], order


def test_a_locked_thread_and_another_threads_comment_are_refused(ana: User, dan: User) -> None:
    post, other = make_post(ana), make_post(ana, "Another")
    stranger = make_comment(dan, other)
    with pytest.raises(Conflict, match="another thread"):
        write_comment(actor=dan, post=post, body="x", parent=stranger)
    Post.objects.filter(pk=post.pk).update(is_locked=True)
    with pytest.raises(Conflict, match="locked"):
        write_comment(actor=dan, post=post, body="x")


def test_a_closed_category_takes_nothing_new(ana: User, category: Category) -> None:
    Category.objects.filter(pk=category.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="takes no new posts"):
        write_post(actor=ana, category=Category.objects.get(pk=category.pk), title="x", body="y")
