"""The forum's categories as JSON: which there are, following them, and for moderators keeping them."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import follow_category
from dealmecca.forum.actions.categories import ONLY, create_category, edit_category
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.forum.queries import Overview, category_overview, get_category
from dealmecca.forum.queries.categories import overview_of
from dealmecca.forum.queries.tag_keeping import kept_categories
from dealmecca.forum.schemas.comments import ThreadFollowAnswer, ThreadFollowValues
from dealmecca.forum.schemas.keeping import CategoryChanges, NewCategory
from dealmecca.forum.schemas.mine import CategoryAnswer, CategoryListing, category_answer
from dealmecca.history.models import Door

router = Router(tags=["Forum"], by_alias=True)


@router.get("/categories", response=CategoryListing, operation_id="listForumCategories", summary="The categories")
def list_categories(request: HttpRequest) -> CategoryListing:
    """In their order, each with how much stands in it and its three newest posts."""
    return CategoryListing(items=[category_answer(one) for one in category_overview(viewer=viewer_of(request))])


@router.post(
    "/categories", response={201: CategoryAnswer}, operation_id="createForumCategory", summary="Open a category"
)
def create_forum_category(request: HttpRequest, values: NewCategory) -> Status[CategoryAnswer]:
    """Moderators may."""
    viewer = viewer_of(request)
    sent = _sent(values)
    if "order" not in sent:
        sent["order"] = max((row.order for row in kept_categories(viewer=viewer)), default=0) + 10
    row = create_category(actor=viewer, door=Door.API, values=sent)
    return Status(201, category_answer(Overview(row, [], is_followed=False)))


@router.get(
    "/categories/{category_id}",
    response=CategoryAnswer,
    operation_id="getForumCategory",
    summary="Read a category",
)
def read_category(request: HttpRequest, category_id: str) -> CategoryAnswer:
    """By id or slug; also one that takes no new posts."""
    viewer = viewer_of(request)
    return category_answer(overview_of(viewer=viewer, category=get_category(viewer=viewer, slug=category_id)))


@router.patch(
    "/categories/{category_id}",
    response=CategoryAnswer,
    operation_id="changeForumCategory",
    summary="Change a category",
)
def change_forum_category(request: HttpRequest, category_id: str, values: CategoryChanges) -> CategoryAnswer:
    """Only what is sent changes. None is deleted: one that is not active takes no new posts. Moderators may."""
    viewer = viewer_of(request)
    require(can_moderate(viewer), ONLY)
    category = get_category(viewer=viewer, slug=category_id)
    row = edit_category(actor=viewer, door=Door.API, category=category, values=_sent(values))
    return category_answer(overview_of(viewer=viewer, category=row))


@router.put(
    "/categories/{category_id}/follow",
    response=ThreadFollowAnswer,
    operation_id="followForumCategory",
    summary="Follow a category",
)
def put_category_follow(request: HttpRequest, category_id: str, values: ThreadFollowValues) -> ThreadFollowAnswer:
    """Whether you are told of new posts in it. Nobody else sees who is."""
    viewer = viewer_of(request)
    category = get_category(viewer=viewer, slug=category_id)
    follow_category(actor=viewer, category=category, is_followed=values.is_followed)
    return ThreadFollowAnswer(is_followed=values.is_followed)


def _sent(values: CategoryChanges) -> dict[str, Any]:
    """What was sent, null as empty text; null is no place and no state, and leaves them as they are."""
    sent = values.model_dump(exclude_unset=True)
    texts = {name: sent[name] or "" for name in ("name", "description", "color", "icon") if name in sent}
    return texts | {name: sent[name] for name in ("order", "is_active") if sent.get(name) is not None}
