"""The companies page: words, filters with counts, results with a preview."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import Receipt, searching
from dealmecca.directory.asking import asked
from dealmecca.directory.forms.criteria import read_criteria
from dealmecca.directory.models import Company
from dealmecca.directory.queries import Page, search_companies
from dealmecca.directory.views.lists import list_state
from dealmecca.lib.fragments import render_part
from dealmecca.search.criteria import Criteria

FACETS = (
    ("company_type", "Type", True),
    ("industry", "Industry", True),
    ("size", "Employees", True),
    ("min_verification_level", "Verification", True),
    ("state", "State", False),
    ("city", "City", False),
)
FIELDS = frozenset(name for name, _, _ in FACETS)
SORTS = (("relevance", "Best match"), ("name", "Name"), ("recent", "Recently changed"))


@require_safe
@open_to(Policy.MEMBERS)
def company_search(request: HttpRequest) -> HttpResponse:
    criteria = read_criteria(request.GET, kind="company", fields=FIELDS)
    cursor = request.GET.get("cursor") or None
    open_id = request.GET.get("open", "")
    try:
        page, receipt = _search(request, criteria, cursor, open_id)
    except ValueError:  # a cursor from another order or an older release: begin again
        cursor = None
        page, receipt = _search(request, criteria, None, "")
    state = list_state(
        path=request.path, criteria=criteria, page=page, cursor=cursor, open_id=open_id, titles=FACETS, sorts=SORTS
    )
    context = {"page": page, "search": state, "open_id": open_id, "receipt": receipt}
    return render_part(
        request, "directory/company_search.html", "directory/_company_results.html", context, address=state.address
    )


def _search(
    request: HttpRequest, criteria: Criteria, cursor: str | None, open_id: str
) -> tuple[Page[Company], Receipt]:
    with searching(request, asked("company", criteria, cursor=cursor, is_open=bool(open_id))) as receipt:
        page = search_companies(viewer=viewer_of(request), criteria=criteria, cursor=cursor)
        receipt.found(page.count.value)
    return page, receipt
