"""Follows as JSON: list, follow, no longer follow."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import cursor_checked, page_parameters
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.directory.search_query import query_from
from dealmecca.following import actions, queries
from dealmecca.following.schemas import FollowAnswer, FollowListing, FollowValues
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.problems import BadValues

router = Router(tags=["Follows"], by_alias=True)


@router.get(
    "",
    response=FollowListing,
    operation_id="listFollows",
    summary="What I follow",
    openapi_extra={"parameters": page_parameters()},
)
def list_follows(request: HttpRequest) -> FollowListing:
    """The caller's own follows, last followed first; of a record that was deleted the name stays."""
    query = query_from(request.GET, None)
    with cursor_checked():
        after = str(decode_cursor(query.cursor, (str,))[0]) if query.cursor else None
    follows, next_after = queries.list_follows(viewer=viewer_of(request), after=after, limit=query.limit)
    items = [_answer(row) for row in follows]
    return FollowListing(items=items, next_cursor=encode_cursor([next_after]) if next_after else None)


@router.post(
    "", response={200: FollowAnswer, 201: FollowAnswer}, operation_id="follow", summary="Follow a company or a person"
)
def follow(request: HttpRequest, response: HttpResponse, values: FollowValues) -> Status[FollowAnswer]:
    """One of companyId and contactId. Answers 201 for a new follow, and 200 with the same one ever after."""
    viewer = viewer_of(request)
    row, is_new = actions.follow(actor=viewer, record=_record(request, values))
    answer = _answer(queries.get_followed(viewer=viewer, follow_id=row.pk))
    return Status(201 if is_new else 200, answer)


@router.delete("/{follow_id}", response={204: None}, operation_id="unfollow", summary="No longer follow")
def unfollow(request: HttpRequest, follow_id: str) -> None:
    """By the follow's own id."""
    viewer = viewer_of(request)
    row = queries.get_followed(viewer=viewer, follow_id=follow_id)
    actions.unfollow(actor=viewer, kind=row.kind, record_id=row.record_id)


def _record(request: HttpRequest, values: FollowValues) -> Company | Contact:
    viewer = viewer_of(request)
    if (values.company_id is None) == (values.contact_id is None):
        raise BadValues([("", "Give companyId or contactId, one of the two.")])
    try:
        if values.company_id is not None:
            return get_company(viewer=viewer, company_id=values.company_id)
        return get_contact(viewer=viewer, contact_id=str(values.contact_id))
    except Company.DoesNotExist:
        raise BadValues([("companyId", "There is no such company.")]) from None
    except Contact.DoesNotExist:
        raise BadValues([("contactId", "There is no such person.")]) from None


def _answer(row: queries.Followed) -> FollowAnswer:
    return FollowAnswer(
        id=row.id,
        kind=row.kind,
        company_id=row.record_id if row.kind == "company" else None,
        contact_id=row.record_id if row.kind == "contact" else None,
        name=row.record.name if row.record else None,
        followed_at=row.followed_at,
    )
