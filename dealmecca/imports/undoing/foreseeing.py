"""What the undo of an import would do, found out without writing anything."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from dealmecca.history.models import Change, Verb
from dealmecca.imports.models import Direction, Import, ImportUndo, RecordImage
from dealmecca.imports.undoing.removing import judge
from dealmecca.imports.undoing.runs import KINDS, counts_of
from dealmecca.imports.undoing.standing import Keys
from dealmecca.imports.undoing.turning import plan_all

MOST = 2_000  # records that are looked at while somebody waits for the page


@dataclass
class Foresight:
    """`is_rough`: too many to look at each, so these are the most that can go and return."""

    contacts: int = 0
    companies: int = 0
    fields: int = 0
    statements: int = 0
    stays: list[tuple[str, str, str, str]] = field(default_factory=list)  # kind, id, field, reason
    is_rough: bool = False


def foresee(item: Import) -> Foresight:
    made = Change.objects.filter(batch=item.pk, verb=Verb.CREATE)
    images = RecordImage.objects.filter(item=item, undo=None)
    if made.count() + images.count() > MOST:
        people, firms = (made.filter(record_kind=kind).count() for kind in ("contact", "company"))
        return Foresight(contacts=people, companies=firms, fields=images.count(), is_rough=True)
    seen, released = Foresight(), Keys()
    _turned(images.order_by("pk"), seen, released)
    run = ImportUndo(item=item, direction=Direction.UNDO)
    for kind in reversed(KINDS):
        ids = list(made.filter(record_kind=kind).order_by("pk").values_list("record_id", flat=True))
        verdict = judge(run, kind, list(dict.fromkeys(ids)), released)
        for of_record in verdict.goes.values():
            for label, rows in of_record.items():
                released.setdefault(label, set()).update(rows)
        seen.stays += [(kind, key, "", reason) for key, reason in verdict.stays.items()]
        if kind == "contact":
            seen.contacts = len(verdict.goes)
        else:
            seen.companies = len(verdict.goes)
    return seen


def _turned(images: "QuerySet[RecordImage]", seen: Foresight, released: Keys) -> None:
    """What returns; of several images of one record the youngest, which hides what an older one returns."""
    for kind in KINDS:
        youngest = {image.record_id: image for image in images.filter(record_kind=kind)}
        plans = plan_all(kind, youngest.values())
        counts = counts_of(kind, plans.values())
        seen.fields += counts["fields"]
        seen.statements += counts["statements"]
        for plan in plans.values():
            seen.stays += [(kind, plan.record_id, name, reason) for name, reason in plan.stays.items()]
            for label, keys in plan.deletes.items():
                released.setdefault(label, set()).update(keys)
            for label, rows in plan.changes.items():  # what points elsewhere from then on holds nothing
                ways = {"company_id", "parent_id"}
                released.setdefault(label, set()).update(key for key, row in rows.items() if ways & set(row))
