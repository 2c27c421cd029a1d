"""Where the record browser is mounted: its first page, and a list and a page for each table that is open."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path

from dealmecca.accounts.policies import Policy
from dealmecca.operations.records.browser import RecordBrowser
from dealmecca.operations.records.cells import SITE, is_open, list_url
from dealmecca.operations.records.tables import DOMAINS
from dealmecca.operations.views.records import record_index


class RecordSite(AdminSite):
    """Django's admin without what signs in, signs out, adds, changes, deletes or completes."""

    site_title = "DealMecca"
    site_header = "DealMecca records"
    index_title = "Records"
    index_template = "operations/record_index.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return Policy.ADMINS.allows(request.user)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        tables = [
            path(f"{model._meta.app_label}/{model._meta.model_name}/", include(browser.get_urls()))
            for model, browser in self._registry.items()
        ]
        return [path("", record_index, {"site": self}, name="index"), *tables]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"domains": _domains(self)})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        return []  # its own index shows the tables by domain; no page has Django's sidebar

    def get_log_entries(self, request: HttpRequest) -> list[Any]:  # type: ignore[override]
        return []  # nothing is done here


def _domains(site: RecordSite) -> list[dict[str, Any]]:
    """The tables by domain: those that are open with their address, and the others with the reason."""
    models = {model._meta.label_lower: model for model in apps.get_models()}
    domains = []
    for title, tables in DOMAINS.items():
        there = {label: table for label, table in tables.items() if label in models}
        rows = [(table, list_url(models[label])) for label, table in there.items() if not table.closed]
        domains.append({"title": title, "open": rows, "closed": [table for table in there.values() if table.closed]})
    return domains


def make_site() -> RecordSite:
    site = RecordSite(name=SITE)
    for model in apps.get_models():
        if is_open(model):
            site.register(model, RecordBrowser)
    return site


records = make_site()
