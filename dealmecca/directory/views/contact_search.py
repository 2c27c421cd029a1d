"""The people page: words, filters with counts, results with a preview."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.forms.criteria import read_criteria
from dealmecca.directory.queries import company_names, search_contacts
from dealmecca.directory.views.lists import list_state
from dealmecca.lib.fragments import render_part

FACETS = (
    ("seniority", "Seniority", True),
    ("department", "Department", True),
    ("company_type", "Works at", True),
    ("min_verification_level", "Verification", True),
    ("industry", "Industry", False),
    ("state", "State", False),
    ("city", "City", False),
    ("reach", "Reach", False),
)
FIELDS = frozenset({"company", *(name for name, _, _ in FACETS)})
SORTS = (("relevance", "Best match"), ("leadScore", "Lead score"), ("name", "Name"), ("recent", "Recently changed"))


@require_safe
@open_to(Policy.MEMBERS)
def contact_search(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    criteria = read_criteria(request.GET, kind="contact", fields=FIELDS)
    cursor = request.GET.get("cursor") or None
    try:
        page = search_contacts(viewer=viewer, criteria=criteria, cursor=cursor)
    except ValueError:  # a cursor from another order or an older release: begin again
        cursor = None
        page = search_contacts(viewer=viewer, criteria=criteria)
    open_id = request.GET.get("open", "")
    state = list_state(
        path=request.path,
        criteria=criteria,
        page=page,
        cursor=cursor,
        open_id=open_id,
        titles=FACETS,
        sorts=SORTS,
        companies=company_names(viewer=viewer, ids=criteria.company),
    )
    context = {"page": page, "search": state, "open_id": open_id}
    return render_part(
        request, "directory/contact_search.html", "directory/_contact_results.html", context, address=state.address
    )
