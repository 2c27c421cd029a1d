"""The doors of the record browser: its first page, and a list and a page for each table, to read and for admins.

One function answers all tables, which the address names: so there is one door of each kind to keep.
"""

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to


@require_safe
@open_to(Policy.ADMINS)
def record_index(request: HttpRequest, site: AdminSite) -> HttpResponse:
    return site.index(request)


@require_safe
@open_to(Policy.ADMINS)
def record_list(request: HttpRequest, table: ModelAdmin) -> HttpResponse:
    return table.changelist_view(request)


@require_safe
@open_to(Policy.ADMINS)
def record_page(request: HttpRequest, table: ModelAdmin, object_id: str) -> HttpResponse:
    return table.change_view(request, object_id)
