"""What was merged, and what a merge did, as far as anybody may know."""

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.quality.merging.ledger import GONE
from dealmecca.quality.models import RecordMerge

SHOWN = 10
PAGE = 50


def latest_merges(*, viewer: User, limit: int = SHOWN) -> list[RecordMerge]:
    """Newest first, those taken apart among them, without their ledgers."""
    rows = RecordMerge.objects.visible_to(viewer).select_related("merged_by", "undone_by").defer("ledger")
    return list(rows.order_by("-pk")[:limit])


def page_of_merges(*, viewer: User, cursor: str | None = None) -> tuple[list[RecordMerge], str | None]:
    """Newest first, and the cursor of the next page. Raises ValueError for a broken one."""
    rows = RecordMerge.objects.visible_to(viewer).defer("ledger").order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=decode_cursor(cursor, (str,))[0])
    found = list(rows[: PAGE + 1])
    return found[:PAGE], encode_cursor([found[PAGE - 1].pk]) if len(found) > PAGE else None


def get_merge(*, viewer: User, merge_id: str) -> RecordMerge:
    """Without its ledger. Raises RecordMerge.DoesNotExist."""
    if "\0" in merge_id:
        raise RecordMerge.DoesNotExist
    rows = RecordMerge.objects.visible_to(viewer).select_related("merged_by", "undone_by").defer("ledger")
    return rows.get(pk=merge_id)


def emails_merged_into(*, record_id: str) -> set[str]:
    """The addresses, in small letters, of all people who became this one, one after another; "" where there was none
    or where it is no longer known. One query for each generation."""
    found, seen, new = set(), {record_id}, {record_id}
    while new:
        merges = list(RecordMerge.objects.standing().filter(record_kind="contact", kept_id__in=new).order_by("pk"))
        for merge in merges:
            rows = [line[3] for line in merge.ledger if line[0] == GONE and line[2] == merge.dropped_id]
            found |= {str(row.get("email", "")).lower() for row in rows} or {""}
        new = {merge.dropped_id for merge in merges} - seen
        seen |= new
    return found


def survivor_of(*, viewer: User, merge: RecordMerge) -> Contact | Company | None:
    """The record that stayed, while it is there under its own id."""
    model = Contact if merge.record_kind == "contact" else Company
    rows = model.objects.visible_to(viewer)
    found: Contact | Company | None = rows.filter(pk=merge.kept_id).first()
    return found
