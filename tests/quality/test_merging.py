"""Two records become one, and two again, byte for byte."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.crm.models import Note
from dealmecca.directory.actions import edit_company, edit_contact, move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.directory.queries import companies_named, contacts_by_id, get_company, get_contact
from dealmecca.forum.queries.texts import plain
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.merging.absorbing import relations_to
from dealmecca.quality.merging.ledger import rows_of, whole_row
from dealmecca.quality.merging.pointers import NAMED_BY_ID, POINTERS, STAY
from dealmecca.quality.models import RecordMerge
from dealmecca.quality.queries.agreement import disagreements
from tests.cast import make_ana, make_ben
from tests.factories import make_company, make_contact, report_to
from tests.factories.twins import Twins, make_twins
from tests.shared_rows import made_once

pytestmark = pytest.mark.django_db
OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}
Record = Company | Contact


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Twins, User, User]]:
    with made_once(django_db_blocker):
        ana, ben = make_ana(), make_ben()
        yield make_twins(ana, ben), ana, ben


@pytest.fixture
def world(made: tuple[Twins, User, User], db: None) -> tuple[Twins, User, User]:
    return deepcopy(made)


@pytest.fixture
def twins(world: tuple[Twins, User, User]) -> Twins:
    return world[0]


@pytest.fixture
def ana(world: tuple[Twins, User, User]) -> User:
    return world[1]


def pair_of(twins: Twins, kind: str) -> tuple[Record, Record]:
    return (twins.kept, twins.dropped) if kind == "contact" else (twins.firm, twins.other_firm)


def everything() -> dict[str, list[str]]:
    """Every row of every table as canonical JSON, without what merging itself writes: its ledger and its history."""
    found = {}
    for model in apps.get_models():
        rows = rows_of(model).order_by("pk")
        if model is Change:
            rows = rows.exclude(batch__startswith="merge ")
        if model not in (RecordMerge,):
            found[model._meta.label] = [json.dumps(whole_row(row), sort_keys=True, default=str) for row in rows]
    for line in ("search_contact_words", "search_company_words"):
        found[line] = words(line)
    return found


def words(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return sorted(map(str, cursor.fetchall()))


def pointing_at(record: Record) -> dict[str, int]:
    """How many rows each column has that point at this record."""
    counts = {}
    for model, column in relations_to(type(record)):
        counts[f"{model._meta.label}.{column.removesuffix('_id')}"] = (
            rows_of(model).filter(**{column: record.pk}).count()
        )
    for table, column, kind_column, _ in NAMED_BY_ID:
        only = {kind_column: record._meta.model_name} if kind_column else {}
        counts[table] = rows_of(apps.get_model(table)).filter(**{column: record.pk}, **only).count()
    return counts


def test_every_column_that_points_at_a_record_is_named() -> None:
    """A new foreign key to a person or a company says in pointers.py what becomes of it when two are merged."""
    found = {
        f"{model._meta.label}.{column.removesuffix('_id')}"
        for record in (Contact, Company)
        for model, column in relations_to(record)
    }
    assert found == set(POINTERS)
    loose = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not isinstance(field, models.ForeignKey) and not field.primary_key and field.max_length == 25
        and field.name.endswith("_id") and field.name != "import_id"
    }  # fmt: skip
    assert loose == {f"{named.table}.{named.column}" for named in NAMED_BY_ID} | set(STAY)


@pytest.mark.parametrize("kind", ["contact", "company"])
def test_merge_and_unmerge_leave_everything_byte_for_byte(twins: Twins, kind: str) -> None:
    kept, dropped = pair_of(twins, kind)
    assert not [column for column, count in pointing_at(dropped).items() if not count], "the world covers all"
    before = everything()
    merge = merge_records(**OPERATOR, kept=kept, dropped=dropped)
    assert not type(kept)._base_manager.filter(pk=dropped.pk).exists()
    assert {name: count for name, count in pointing_at(dropped).items() if count} == {"history.Change": 1}
    assert everything() != before
    assert not list(disagreements(viewer=operator())), "levels and scores are what the engine says"
    left = unmerge_records(**OPERATOR, merge=merge).left
    assert left == []
    after = everything()
    for table, rows in before.items():
        assert after[table] == rows, table


def test_a_row_touched_since_is_noticed_by_the_comparison(twins: Twins) -> None:
    """The negative control of the promise above."""
    before = everything()
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    Note.objects.filter(contact=twins.kept).update(text="Other words")
    unmerge_records(**OPERATOR, merge=merge)
    assert everything() != before


def test_only_moderators_merge_and_take_apart(twins: Twins, ana: User, moderator: User) -> None:
    with pytest.raises(PermissionDenied):
        merge_records(actor=ana, door=Door.WEB, kept=twins.kept, dropped=twins.dropped)
    merge = merge_records(actor=moderator, door=Door.WEB, kept=twins.kept, dropped=twins.dropped)
    with pytest.raises(PermissionDenied):
        unmerge_records(actor=ana, door=Door.WEB, merge=merge)
    unmerge_records(actor=moderator, door=Door.WEB, merge=merge)


def test_two_different_records_of_one_kind_are_asked_for(twins: Twins) -> None:
    for other in (twins.kept, twins.firm):
        with pytest.raises(ValidationError):
            merge_records(**OPERATOR, kept=twins.kept, dropped=other)
    with pytest.raises(ValidationError):
        merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped, choices={"email": "both"})


def test_the_better_value_wins_unless_somebody_chose(twins: Twins) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped, choices={"title": "dropped"})
    now = Contact.objects.get(pk=twins.kept.pk)
    assert (now.full_name, now.email, now.phone) == ("Maren Oduya", "maren@halden.example", "3125550118")
    assert now.title == "Media lead", "it was chosen"
    assert Position.objects.get(contact=now, until=None).title == "Media lead"
    assert merge.choices["phone"] == "dropped" and merge.choices["email"] == "kept"


def test_names_of_a_merged_company_find_the_other(twins: Twins) -> None:
    merge_records(**OPERATOR, kept=twins.firm, dropped=twins.other_firm)
    firm = get_company(viewer=operator(), company_id=twins.firm.pk)
    names = [alias.name for alias in firm.aliases.all()]
    assert "Halden Pike Media" in names and names.count("H&P") == 1
    assert firm.description == "Plans and buys." and firm.size == "51-200", "what only the other knew"
    people = set(Contact.objects.filter(company=firm).values_list("last_name", flat=True))
    assert {"Oduya", "Achebe", "Falk", "Rao"} <= people


def test_what_members_keep_moves_along_and_is_told_to_nobody(twins: Twins) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    assert Note.objects.filter(contact=twins.kept).count() == 2
    told = json.dumps(merge.told)
    assert "Jobs" in told and not any(word in told for word in ("ote", "ollow", "eal", "nteraction"))


def test_old_ids_lead_to_the_survivor_until_it_is_taken_apart(twins: Twins) -> None:
    first = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    third = make_contact("Maren A. Oduya", twins.firm)
    second = merge_records(**OPERATOR, kept=third, dropped=Contact.objects.get(pk=twins.kept.pk))
    for old in (twins.kept, twins.dropped):
        assert get_contact(viewer=operator(), contact_id=old.pk).pk == third.pk
    with pytest.raises(Conflict, match=r"was merged into Maren .* since"):
        unmerge_records(**OPERATOR, merge=first)
    unmerge_records(**OPERATOR, merge=second)
    assert get_contact(viewer=operator(), contact_id=twins.dropped.pk).pk == twins.kept.pk
    assert unmerge_records(**OPERATOR, merge=first).left == []
    assert get_contact(viewer=operator(), contact_id=twins.dropped.pk).pk == twins.dropped.pk
    with pytest.raises(Conflict, match="taken apart already"):
        unmerge_records(**OPERATOR, merge=first)


def test_a_second_merge_of_the_same_record_says_where_it_went(twins: Twins) -> None:
    merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    with pytest.raises(Conflict, match="M. Oduya was merged into Maren Oduya in the meantime"):
        merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)


def test_what_was_changed_since_stays_and_is_listed(twins: Twins) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    person = Contact.objects.get(pk=twins.kept.pk)
    edit_contact(**OPERATOR, contact=person, values={"phone": "3125550199"})
    left = unmerge_records(**OPERATOR, merge=merge).left
    assert left == ["Phone of Maren Oduya was changed since, and stays as it is."]
    assert Contact.objects.get(pk=twins.kept.pk).phone == "3125550199"
    assert Contact.objects.get(pk=twins.dropped.pk).phone == "3125550118"
    assert not list(disagreements(viewer=operator()))


def test_a_move_since_is_taken_back_first(twins: Twins) -> None:
    merge = merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    person = Contact.objects.get(pk=twins.kept.pk)
    move_contact(**OPERATOR, contact=person, company_id=twins.other_firm.pk, moved_on=timezone.localdate())
    with pytest.raises(Conflict, match="moved since"):
        unmerge_records(**OPERATOR, merge=merge)


def test_nobody_comes_to_report_to_themselves_over_others(twins: Twins) -> None:
    report_to(twins.kept, None)
    between = make_contact("Ben Tween", twins.firm)
    report_to(between, twins.kept)
    report_to(twins.dropped, between)
    with pytest.raises(Conflict, match="would report to themselves"):
        merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    assert Contact.objects.filter(pk=twins.dropped.pk).exists()


def test_a_company_takes_in_the_one_above_it(twins: Twins) -> None:
    top = make_company("Halden Group")
    edit_company(**OPERATOR, company=twins.other_firm, values={"parent_id": top.pk})
    edit_company(**OPERATOR, company=twins.firm, values={"parent_id": twins.other_firm.pk})
    merge = merge_records(**OPERATOR, kept=twins.firm, dropped=twins.other_firm)
    assert Company.objects.get(pk=twins.firm.pk).parent_id == top.pk
    assert unmerge_records(**OPERATOR, merge=merge).left == []
    assert Company.objects.get(pk=twins.firm.pk).parent_id == twins.other_firm.pk


def test_old_ids_in_lists_and_texts_are_of_the_survivor(twins: Twins) -> None:
    merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped)
    merge_records(**OPERATOR, kept=twins.firm, dropped=twins.other_firm)
    old, new, nobody = twins.dropped.pk, twins.kept.pk, "nobody"
    assert contacts_by_id(viewer=operator(), ids=[old, new, nobody]) == {old: twins.kept, new: twins.kept}
    keys = [twins.other_firm.pk, twins.other_firm.slug, nobody]
    assert companies_named(viewer=operator(), keys=keys) == dict.fromkeys(keys[:2], twins.firm)
    text = f"Ask @[M. Oduya](contact:{old}) at @[Halden Pike Media](company:{twins.other_firm.pk})."
    assert plain(text) == "Ask Maren Oduya at Halden & Pike."


def test_pages_and_the_api_lead_from_old_addresses(twins: Twins, ana: User, as_user: Callable[[User], Client]) -> None:
    merges = [
        merge_records(**OPERATOR, kept=twins.kept, dropped=twins.dropped),
        merge_records(**OPERATOR, kept=twins.firm, dropped=twins.other_firm),
    ]
    browser = as_user(ana)
    ways = {
        f"/people/{twins.dropped.pk}": f"/people/{twins.kept.pk}",
        f"/companies/{twins.other_firm.slug}": f"/companies/{twins.firm.slug}",
        f"/companies/{twins.other_firm.pk}": f"/companies/{twins.firm.slug}",
    }
    for old, new in ways.items():
        answer = browser.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)
        assert "no-cache" in answer.headers["Cache-Control"], "or a browser would not see it taken apart"
    for old, kept in ((twins.dropped.pk, twins.kept), (twins.other_firm.slug, twins.firm)):
        address = f"/api/v1/{'contacts' if kept is twins.kept else 'companies'}/"
        answer = browser.get(address + old)
        assert answer.json()["id"] == kept.pk
        assert answer.headers["Content-Location"] == address + kept.pk
    for merge in merges:
        unmerge_records(**OPERATOR, merge=merge)
    assert [browser.get(old).status_code for old in ways] == [200, 200, 302], "by id there is one address, as ever"
