"""One's address for feed readers, and which company an item of a list stands for, as JSON."""

from django.http import HttpRequest
from ninja import Router, Status

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company
from dealmecca.directory.queries import get_company
from dealmecca.forum.actions.feeds import make_reader_key, revoke_reader_key
from dealmecca.forum.actions.list_items import company_from_item, link_item
from dealmecca.forum.queries.feeds import feed_addresses, reader_key_of
from dealmecca.forum.queries.found import get_item
from dealmecca.forum.schemas.keeping import FeedAddress, ItemCompany, ItemLink, ItemValues, ReaderFeedAnswer
from dealmecca.history.models import Door
from dealmecca.lib.problems import BadValues

router = Router(tags=["Forum"], by_alias=True)


@router.get("/feeds", response=ReaderFeedAnswer, operation_id="getForumFeeds", summary="My addresses for feed readers")
def read_feeds(request: HttpRequest) -> ReaderFeedAnswer:
    """Whether they work; their text is not kept."""
    key = reader_key_of(viewer=viewer_of(request))
    return ReaderFeedAnswer(is_working=key is not None, created_at=key.created_at if key else None, addresses=[])


@router.post(
    "/feeds",
    response={201: ReaderFeedAnswer},
    operation_id="makeForumFeeds",
    summary="Make my addresses for feed readers",
)
def post_feeds(request: HttpRequest) -> Status[ReaderFeedAnswer]:
    """Of all posts and of each category, in this answer alone. Those before work no more."""
    viewer = viewer_of(request)
    token = make_reader_key(actor=viewer)
    key = reader_key_of(viewer=viewer)
    addresses = [
        FeedAddress(category_id=row.pk if row else None, name=row.name if row else "All posts", address=address)
        for row, address in feed_addresses(viewer=viewer, token=token)
    ]
    created_at = key.created_at if key else None
    return Status(201, ReaderFeedAnswer(is_working=key is not None, created_at=created_at, addresses=addresses))


@router.delete(
    "/feeds", response={204: None}, operation_id="deleteForumFeeds", summary="Stop my addresses for feed readers"
)
def delete_feeds(request: HttpRequest) -> None:
    """Twice is once."""
    revoke_reader_key(actor=viewer_of(request))


@router.put(
    "/choices/{choice_id}/company",
    response=ItemLink,
    operation_id="linkForumItem",
    summary="Say which company an item of a list is",
)
def put_item_company(request: HttpRequest, choice_id: str, values: ItemValues) -> ItemLink:
    """Who wrote the list and moderators may."""
    viewer = viewer_of(request)
    item = get_item(viewer=viewer, choice_id=choice_id)
    company = None
    if values.company_id is not None:
        try:
            company = get_company(viewer=viewer, company_id=values.company_id)
        except Company.DoesNotExist:
            raise BadValues([("companyId", "There is no such company.")]) from None
    link_item(actor=viewer, item=item, company=company)
    return ItemLink(company_id=company.pk if company else None)


@router.post(
    "/choices/{choice_id}/company",
    response={200: ItemCompany, 201: ItemCompany},
    operation_id="addForumItem",
    summary="Add an item of a list to the directory",
)
def post_item_company(request: HttpRequest, choice_id: str) -> Status[ItemCompany]:
    """The company of its name: 201 when it is new, 200 when it was there. 409 when several have the name."""
    viewer = viewer_of(request)
    company, is_new = company_from_item(actor=viewer, item=get_item(viewer=viewer, choice_id=choice_id), door=Door.API)
    return Status(201 if is_new else 200, ItemCompany(company_id=company.pk, name=company.name, is_new=is_new))
