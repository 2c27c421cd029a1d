"""Who uses DealMecca as JSON, for admins."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.operations.engagement import engagement
from dealmecca.operations.schemas import EngagementAnswer

router = Router(tags=["Analytics"], by_alias=True)


@router.get(
    "/engagement", response=EngagementAnswer, operation_id="getEngagement", summary="Who uses DealMecca (admins)"
)
def get_engagement(request: HttpRequest) -> EngagementAnswer:
    """Everybody, those who joined in the last 30 days, and people who acted, by day and week. Numbers only."""
    figures = engagement(viewer=viewer_of(request))
    if figures is None:
        raise PermissionDenied("Only admins see who uses DealMecca.")
    return EngagementAnswer.model_validate(figures)
