"""Which rows and columns of a table an admin may read: private work stays its owner's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy

Rows = QuerySet[Any]
Narrow = Callable[[Rows, User], Rows]


@dataclass(frozen=True)
class Table:
    """`title` names it in the product's words. `closed` says why nobody browses it; empty: `rows` of it are shown.

    `masked` columns are never read out: neither shown, searched nor sorted by. `columns` are those of the list, after
    the id. `note` says on the pages which rows are left out.
    """

    title: str
    rows: Narrow
    columns: tuple[str, ...] = ()
    masked: frozenset[str] = frozenset()
    note: str = ""
    closed: str = ""


def shared(title: str, columns: str, *, masked: str = "", rows: Narrow | None = None, note: str = "") -> Table:
    """All rows, or those that `rows` leaves; where the model has a `visible_to`, that holds besides."""
    return Table(title, rows or _all, tuple(columns.split()), frozenset(masked.split()), note)


def own(title: str, columns: str, *, masked: str = "", rows: Narrow | None = None) -> Table:
    """What belongs to the admin who looks, or to their sales team, as everywhere else in DealMecca."""
    return Table(title, rows or _own, tuple(columns.split()), frozenset(masked.split()), "Your own.")


def part_of(parent: str, title: str, columns: str) -> Table:
    """Rows of what the admin may see themselves: `parent` is the column that names it."""
    return own(
        title, columns, rows=lambda rows, viewer: rows.filter(**{f"{parent}__in": _parents(rows, parent, viewer)})
    )


def closed(title: str, why: str) -> Table:
    return Table(title, _none, closed=why)


def browsable_rows(table: Table, model: type[Model], viewer: Any) -> Rows:
    """What this viewer reads of a table: nothing unless they are an admin and the table is open."""
    rows: Any = model._default_manager.all()
    if table.closed or not Policy.ADMINS.allows(viewer):
        return _none(rows, viewer)
    return table.rows(rows.visible_to(viewer) if hasattr(rows, "visible_to") else rows, viewer)


def without_keys_of_others(rows: Rows, viewer: User) -> Rows:
    """History, without that somebody made or revoked a key of the API."""
    about_no_member = ~Q(record_kind="user")  # asked first: to look into the fields of each row is dear
    return rows.filter(about_no_member | Q(record_id=viewer.pk) | ~Q(fields__has_key="api_key"))


def of_imports(rows: Rows, viewer: User) -> Rows:
    """Background jobs of files, which those who run the place see; a job of another kind is not shown by itself."""
    return rows.filter(task_path__startswith="dealmecca.imports.")


def that_stay(rows: Rows, viewer: User) -> Rows:
    """Without what is deleted and may still be taken back."""
    return rows.filter(deleted_at=None)


def _all(rows: Rows, viewer: User) -> Rows:
    return rows


def _none(rows: Rows, viewer: User) -> Rows:
    return rows.none()


def _own(rows: Rows, viewer: User) -> Rows:
    """Where the model has a `visible_to`, it was asked already."""
    return rows if hasattr(rows, "visible_to") else rows.filter(user=viewer.pk)


def _parents(rows: Rows, parent: str, viewer: User) -> Rows:
    related: Any = rows.model._meta.get_field(parent).related_model
    parents: Rows = related._default_manager.all().visible_to(viewer)
    return that_stay(parents, viewer) if related._meta.label_lower == "saved.savedsearch" else parents
