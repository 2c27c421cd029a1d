"""Reading imports back: one, somebody's, and the report of one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from dealmecca.accounts.models import User
from dealmecca.directory.word_fields import key_of
from dealmecca.imports.models import Import, Kind, RowState, State, WaitingName, WaitingNameQuerySet, WaitingRow

PARTNERSHIPS, HANDLINGS = "partnerships", "handlings"  # engine.statements, which stands above
NO_STATEMENTS = {"created": 0, "updated": 0, "unchanged": 0, "refused": 0, "waiting": 0}

PAGE = 50
_CAMEL = {"company_type": "companyType"}


def get_import(*, viewer: User, import_id: str) -> Import:
    """Raises Import.DoesNotExist, for what the viewer may not see as well."""
    if "\0" in import_id:  # PostgreSQL takes no zero byte, not even to compare
        raise Import.DoesNotExist
    return Import.objects.visible_to(viewer).select_related("actor", "mapped_like").get(pk=import_id)


def recent_imports(*, viewer: User, before: str = "", limit: int = PAGE) -> tuple[Sequence[Import], bool]:
    """Newest first, from after the import `before` on; and whether there are older ones."""
    imports = Import.objects.visible_to(viewer).select_related("actor").defer("shape", "problems", "examples")
    if before and "\0" not in before:
        imports = imports.filter(pk__lt=before)  # ids sort by time
    found = list(imports.order_by("-pk")[: limit + 1])
    return found[:limit], len(found) > limit


def names_of_imports(*, viewer: User, ids: Collection[str]) -> dict[str, str]:
    """Names of the files, of the imports that the viewer may open. One query, none for no ids."""
    wanted = {key for key in ids if key}
    return dict(Import.objects.visible_to(viewer).filter(pk__in=wanted).values_list("pk", "filename")) if wanted else {}


def last_of_layout(*, actor: User | None, layout: str, kind: str) -> Import | None:
    """The last import that this member finished with a file of these column names."""
    if actor is None:
        return None
    done = Import.objects.filter(actor=actor, layout=layout, state=State.DONE)
    if kind != Kind.AUTO:
        done = done.filter(kind=kind)
    return done.order_by("-pk").first()


def read_report(item: Import) -> dict[str, Any]:
    """The import as the API and the command line tell it: counts of its latest run, mapping, problems."""
    progress = {"rows": item.next_row, "total": item.rows_total}
    return {
        "id": item.pk,
        "state": item.state,
        "progress": progress,
        "filename": item.filename,
        **report_of(item.tally, item.problems, item.mapping_in_order),
        "kind": item.kind,
        "match": item.match,
        "mode": item.mode,
        "source": item.source,
        "error": item.error or None,
        "createdAt": item.created_at.isoformat(),
        "finishedAt": item.finished_at.isoformat() if item.finished_at else None,
    }


def report_of(
    tally: Mapping[str, Any], findings: Mapping[str, Any], mapping: Mapping[str, str | None]
) -> dict[str, Any]:
    """What a run did, as JSON: `tally` and `findings` as the engine stores them."""
    nobody = {"companies": 0, "contacts": 0}
    unknown = findings.get("unknown_values", {})
    statements = tally.get("statements", {})
    return {
        "rows": tally.get("rows", 0),
        "created": tally.get("created", nobody),
        "updated": tally.get("updated", nobody),
        "unchanged": tally.get("unchanged", nobody),
        "refused": tally.get("refused", 0),
        "mapping": dict(mapping),
        "problems": findings.get("problems", []),
        "moreProblems": findings.get("more_problems", 0),
        "warnings": findings.get("warnings", 0),
        "unknownValues": {_CAMEL.get(name, name): values for name, values in unknown.items()},
        **{about: {**NO_STATEMENTS, **statements.get(about, {})} for about in (PARTNERSHIPS, HANDLINGS)},
        "waiting": {
            "rows": tally.get("row_outcomes", {}).get("waiting", 0),
            "names": sum(len(names) for names in findings.get("waiting_names", {}).values()),
        },
        "rowOutcomes": {**tally.get("row_outcomes", {}), "refused": tally.get("refused", 0)},
    }


def words_of(item: Import) -> dict[str, set[str]]:
    """{field: keys} of the words in its rows that no vocabulary knew when it ran."""
    unknown = item.problems.get("unknown_values", {})
    return {field: {key_of(text) for text in texts} for field, texts in unknown.items() if texts}


def waiting_names(*, viewer: User, after: str = "", limit: int = PAGE) -> tuple[list[WaitingName], bool]:
    """Names that rows wait for, oldest first, with `row_count`; and whether there are more after these."""
    names = _waiting(viewer).annotate(**_ROW_COUNT)
    if after and "\0" not in after:
        names = names.filter(pk__gt=after)
    found = list(names.order_by("pk")[: limit + 1])
    return found[:limit], len(found) > limit


def count_waiting_names(*, viewer: User) -> int:
    return _waiting(viewer).count()


def get_waiting_name(*, viewer: User, name_id: str) -> WaitingName:
    """With `row_count`, whether it is decided or not. Raises WaitingName.DoesNotExist."""
    if "\0" in name_id:
        raise WaitingName.DoesNotExist
    names = WaitingName.objects.visible_to(viewer).select_related("company", "contact", "duty", "decided_by")
    return names.annotate(**_ROW_COUNT).get(pk=name_id)


def rows_of_name(*, viewer: User, name: WaitingName, limit: int = 5) -> list[WaitingRow]:
    """The first rows that wait for it, of imports that the viewer may see."""
    visible = Import.objects.visible_to(viewer)
    rows = WaitingRow.objects.filter(names=name, state=RowState.WAITING, item__in=visible).select_related("item")
    return list(rows.order_by("item", "number", "pk")[:limit])


def waiting_of(item: Import) -> dict[str, int]:
    """How many rows of an import still wait, and for how many names."""
    rows = WaitingRow.objects.filter(item=item, state=RowState.WAITING)
    names = WaitingName.objects.undecided().filter(rows__in=rows)
    return rows.aggregate(rows=Count("number", distinct=True)) | names.aggregate(names=Count("pk", distinct=True))


_WAITING = RowState.WAITING
_ROW_COUNT: dict[str, Any] = {"row_count": Count("rows", filter=Q(rows__state=_WAITING), distinct=True)}


def _waiting(viewer: User) -> WaitingNameQuerySet:
    waits = Exists(WaitingRow.objects.filter(names=OuterRef("pk"), state=_WAITING))
    return WaitingName.objects.visible_to(viewer).undecided().filter(waits)
