"""Small files to begin with: the columns that the importer knows, with two rows of made-up data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.lib.csv_output import write_csv_row

SAMPLES = {
    "pairs": (
        ("Agency", "Advertiser", "Discipline", "Market", "AOR", "Since", "Until", "Source"),
        ("Halden & Pike", "Kestrel Cola", "Media", "United States", "yes", "2024-03-01", "", "Trade press"),
        ("Larkspur & Vane", "Kestrel Cola", "Social", "United States", "no", "Mar 2025", "", ""),
    ),
    "duties": (
        ("Name", "Email", "Job title", "Company", "Account", "Duties", "Since", "Confirmed on", "How"),
        ("Maren Oduya", "maren@halden.example", "Group Director", "Halden & Pike", "Kestrel Cola", "CTV; Audio",
         "2024-03-01", "2026-09-30", "Spoke with them"),
        ("Gideon Purcell", "gideon@larkspur.example", "Buyer", "Larkspur & Vane", "Kestrel Cola", "Out of home", "",
         "", ""),
    ),
}  # fmt: skip


@require_safe
@open_to(Policy.MEMBERS)
def import_sample(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in SAMPLES:
        raise Http404
    body = "\ufeff" + "".join(write_csv_row(row) for row in SAMPLES[kind])
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return response
