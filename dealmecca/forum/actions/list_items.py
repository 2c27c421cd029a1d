"""Items of a list and the directory: which company one stands for, and a new company by one click."""

from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.directory.actions import create_company
from dealmecca.directory.models import Company
from dealmecca.directory.queries import suggest_companies
from dealmecca.forum.actions.rows import locked_post
from dealmecca.forum.models import Choice
from dealmecca.forum.permissions import can_correct, can_moderate, can_write, require
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.text_keys import name_key


@transaction.atomic
def link_item(*, actor: User, item: Choice, company: Company | None) -> None:
    """It stands for this company, or for none."""
    row = _open(actor, item)
    require(can_correct(actor, row.post), "Only who wrote the list and moderators say what its items stand for.")
    row.company = company
    row.save(update_fields=["company"])


@transaction.atomic
def company_from_item(*, actor: User, item: Choice, door: Door) -> tuple[Company, bool]:
    """The company of its name, and whether it is new. A second click finds the first one's.

    Every member may: history names whoever added it, and that must not be the author alone. Raises Conflict when
    several companies have this name, and ValidationError when it is no name.
    """
    require(can_write(actor), "You may not write in the forum.")
    row = _open(actor, item)
    if row.company is not None:
        return row.company, False
    found = suggest_companies(viewer=actor, text=row.text)
    same = [company for company in found if name_key(company.name) == name_key(row.text)]
    if len(same) > 1:
        raise Conflict(f"There are {len(same)} companies of this name. Whoever wrote the list can choose one.")
    company = same[0] if same else create_company(actor=actor, door=door, values={"name": row.text})
    row.company = company
    row.save(update_fields=["company"])
    return company, not same


def _open(actor: User, item: Choice) -> Choice:
    post = locked_post(item.post)
    row = Choice.objects.select_related("company").filter(pk=item.pk).first()
    if row is None or post.post_type != "LIST":
        raise Conflict("This is no item of a list.")
    if post.is_locked and not can_moderate(actor):
        raise Conflict("This thread is locked: nothing in it can be changed.")
    row.post = post
    return row
