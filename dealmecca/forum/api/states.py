"""What a caller thinks of a post and does with it, as JSON: the state they want, never a toggle."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import accept_answer, choose, follow_post, keep_post, visit, vote
from dealmecca.forum.api.parameters import post_called
from dealmecca.forum.queries import choices_of, get_comment, my_part
from dealmecca.forum.queries.called import get_choice
from dealmecca.forum.schemas.comments import (
    AcceptedAnswer,
    AcceptedValues,
    BookmarkAnswer,
    BookmarkValues,
    ChoicesAnswer,
    ChosenValues,
    ThreadFollowAnswer,
    ThreadFollowValues,
    VisitAnswer,
    VisitValues,
    VoteAnswer,
    VoteValues,
)
from dealmecca.forum.schemas.posts import choice_answer

router = Router(tags=["Forum"], by_alias=True)


@router.put("/{post_id}/vote", response=VoteAnswer, operation_id="voteForumPost", summary="Vote on a post")
def put_vote(request: HttpRequest, post_id: str, values: VoteValues) -> VoteAnswer:
    """The same again changes nothing. 409 for one's own."""
    viewer = viewer_of(request)
    vote(actor=viewer, post=post_called(viewer, post_id), value=values.value)
    post = post_called(viewer, post_id)
    return VoteAnswer(value=values.value, upvotes=post.upvote_count, downvotes=post.downvote_count)


@router.put("/{post_id}/bookmark", response=BookmarkAnswer, operation_id="bookmarkForumPost", summary="Bookmark a post")
def put_bookmark(request: HttpRequest, post_id: str, values: BookmarkValues) -> BookmarkAnswer:
    """Or no longer. Nobody else sees who did."""
    viewer = viewer_of(request)
    keep_post(actor=viewer, post=post_called(viewer, post_id), is_kept=values.is_bookmarked)
    post = post_called(viewer, post_id)
    return BookmarkAnswer(is_bookmarked=values.is_bookmarked, bookmarks=post.bookmark_count)


@router.put("/{post_id}/follow", response=ThreadFollowAnswer, operation_id="followForumPost", summary="Follow a thread")
def put_follow(request: HttpRequest, post_id: str, values: ThreadFollowValues) -> ThreadFollowAnswer:
    """Whether you are told of new comments. Nobody else sees who is."""
    viewer = viewer_of(request)
    follow_post(actor=viewer, post=post_called(viewer, post_id), is_followed=values.is_followed)
    return ThreadFollowAnswer(is_followed=values.is_followed)


@router.put(
    "/{post_id}/answer", response=AcceptedAnswer, operation_id="acceptForumAnswer", summary="Say what answers it"
)
def put_answer(request: HttpRequest, post_id: str, values: AcceptedValues) -> AcceptedAnswer:
    """Which comment answers the question, or that none does. Only who asked may; 409 for what is no question."""
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    comment = get_comment(viewer=viewer, comment_id=values.comment_id) if values.comment_id else None
    row = accept_answer(actor=viewer, post=post, comment=comment)
    return AcceptedAnswer(answer_id=row.answer_id)


@router.put("/{post_id}/visit", response=VisitAnswer, operation_id="visitForumPost", summary="Say how far you read")
def put_visit(request: HttpRequest, post_id: str, values: VisitValues) -> VisitAnswer:
    """Reading only goes on: a lower number changes nothing. One view a member and day."""
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    visit(actor=viewer, post=post, read_number=min(values.read_number, post.number_count))
    post = post_called(viewer, post_id)
    return VisitAnswer(read_number=my_part(viewer=viewer, post=post).read_number, views=post.view_count)


@router.put(
    "/{post_id}/choices/{choice_id}/vote",
    response=ChoicesAnswer,
    operation_id="chooseForumChoice",
    summary="Vote in a poll or a list",
)
def put_choice(request: HttpRequest, post_id: str, choice_id: str, values: ChosenValues) -> ChoicesAnswer:
    """Answers all choices, as they stand then. 409 once a poll is closed."""
    viewer = viewer_of(request)
    post = post_called(viewer, post_id)
    choice = get_choice(viewer=viewer, post=post, choice_id=choice_id)
    choose(actor=viewer, choice=choice, is_chosen=values.is_chosen)
    chosen = my_part(viewer=viewer, post=post).chosen
    return ChoicesAnswer(choices=[choice_answer(row, chosen) for row in choices_of(viewer=viewer, post=post)])
