"""One read-only ModelAdmin for every table: a list with search, and a page for each record."""

from typing import Any

from django.contrib import admin
from django.db.models import CharField, ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse

from dealmecca.operations.records.cells import Cell, is_open, list_url
from dealmecca.operations.records.rows import Table, browsable_rows
from dealmecca.operations.records.tables import NAMED, PAGES, TABLES
from dealmecca.operations.views.records import record_list, record_page

SEARCHED = {
    "address", "batch", "domain", "email", "event_id", "filename", "first_name", "label", "last_name", "name",
    "record_id", "sentence", "slug", "task_path", "text", "title", "value", "what", "word",
}  # fmt: skip
ROWS_A_PAGE = 50
FIRST_COLUMNS = 5  # of a table that does not say which
NUL = "\0"  # which PostgreSQL refuses in any text


class RecordBrowser(admin.ModelAdmin):
    """Reads only, whatever is asked: there is no address that adds, changes or deletes, and no permission to."""

    list_per_page = list_max_show_all = ROWS_A_PAGE
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    preserve_filters = False
    change_list_template = "operations/record_list.html"
    change_form_template = "operations/record_page.html"

    def __init__(self, model: type[Model], site: admin.AdminSite) -> None:
        super().__init__(model, site)
        self.table: Table = TABLES[model._meta.label_lower]
        fields = model._meta.concrete_fields
        by_name = {field.name: field for field in fields}
        names = self.table.columns or [field.name for field in fields if not field.primary_key][:FIRST_COLUMNS]
        listed = [model._meta.pk, *(by_name[name] for name in names)]
        self._columns = [Cell(self.table, field, in_list=True) for field in listed]
        shown = [model._meta.pk, *(field for field in fields if not field.primary_key), *model._meta.many_to_many]
        self._cells = [Cell(self.table, field, in_list=False) for field in shown]

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("", record_list, {"table": self}, name=f"{name}_changelist"),
            path("<str:object_id>/", record_page, {"table": self}, name=f"{name}_change"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.table.title, "table": self.table})

    # --- Who may: the doors (views/records.py) let admins in, and the rows are asked for by whoever looks ---

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only "rows that name this one"; any other filter would tell what a masked column or a hidden row holds."""
        return lookup in {f"{field.name}__exact" for field in _links(self.model)} and NUL not in value

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return False

    # --- Which rows and columns ---

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return browsable_rows(self.table, self.model, request.user).order_by("-pk")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model:
        """A row of somebody else's is not there, as one that never was."""
        row = None if NUL in object_id else super().get_object(request, object_id)
        if row is None:
            raise Http404
        return row

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return self._columns

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        """So that the names of other rows cost no query each."""
        columns = {column.field.name for column in self._columns}
        return [field.name for field in _links(self.model) if field.name in columns and _is_named(field)]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        key = self.opts.pk
        keys = [f"{key.name}__startswith"] if isinstance(key, CharField) else ["pk__exact"]
        texts = [field for field in self.opts.concrete_fields if isinstance(field, CharField) and not field.primary_key]
        return keys + [f.name for f in texts if f.name in SEARCHED and f.name not in self.table.masked]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return self._cells

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return self._cells

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        more = {"title": self.table.title, "subtitle": str(obj.pk), "table": self.table}
        context |= more | {"open_at": _page_of(obj), "named_by": self._named_by(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _named_by(self, row: Model) -> list[tuple[str, str]]:
        """The lists of rows that name this one, without a count: [(title, address)]."""
        found = []
        for link in self.opts.related_objects:
            field = link.field
            if isinstance(field, ForeignKey) and is_open(field.model) and field in _links(field.model):
                title = TABLES[field.model._meta.label_lower].title
                address = f"{list_url(field.model)}?{field.name}__exact={row.pk}"
                found.append((f"{title}: {field.verbose_name}", address))
        return found


def _links(model: type[Model]) -> list[ForeignKey]:
    """The columns that name other rows, and are shown."""
    masked = TABLES[model._meta.label_lower].masked
    return [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey) and f.name not in masked]


def _is_named(field: ForeignKey) -> bool:
    return field.related_model._meta.label_lower in NAMED


def _page_of(row: Any) -> str:
    """Where DealMecca itself shows it; "" where it does not."""
    address, attribute = PAGES.get(row._meta.label_lower, ("", ""))
    key = getattr(row, attribute) if address else None
    try:
        return reverse(address, args=[key]) if key else ""
    except NoReverseMatch:
        return ""
