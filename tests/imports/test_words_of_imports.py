"""Words that were learnt between the steps of an import, and what its undo does with records that followed them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.actions.words import decide_word
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries.words import counted_spellings
from dealmecca.directory.word_fields import WORD_FIELDS
from dealmecca.history.models import Door
from dealmecca.imports.actions import apply_import, preview_import
from dealmecca.imports.models import Import
from tests.factories import make_company
from tests.imports.conftest import Importer
from tests.imports.test_undoing import last, undo

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
CSV = "Company,Industry,State,Name,Title\nWenlock Brewers,Bev & Alc,Kalif.,Maren Oduya,Mediamensch\n"
DECISIONS = {"industry:bevalc": "ALCOHOL", "state:kalif": "CA", "title:mediamensch": "MANAGER"}


def decide_all(actor: User) -> None:
    for word_id, value in DECISIONS.items():
        decide_word(actor=actor, door=Door.WEB, word_id=word_id, value=value)


def test_a_record_that_follows_a_decision_is_not_edited_and_goes_with_its_import(
    importer: Importer, moderator: User
) -> None:
    importer(CSV)
    item = last()
    decide_all(moderator)
    company, person = Company.objects.get(), Contact.objects.get()
    assert (company.industry, company.state, person.seniority) == ("ALCOHOL", "California", "MANAGER")
    report = importer(CSV)
    assert report["unchanged"] == {"companies": 1, "contacts": 1} and report["unknownValues"] == {}
    run = undo(item)
    assert run.tally["stays"] == 0 and not Company.objects.exists() and not Contact.objects.exists()


def test_a_word_decided_after_the_preview_makes_the_import_look_again(
    ana: User, moderator: User, as_user: SignIn, upload: Callable[..., Import]
) -> None:
    old = make_company("Wenlock Brewers", industry="ALCOHOL", state="Kalif.")
    make_company("Oak & Yew", industry="Bev & Alc")
    client = as_user(ana)
    item = upload(client, "Company,Industry,State\nWenlock Brewers,Bev & Alc,Kalif.\n")
    preview_import(import_id=item.pk)
    decide_word(actor=moderator, door=Door.WEB, word_id="industry:bevalc", value="ALCOHOL")
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == "PREVIEWED" and "The directory was changed since you looked" in item.error
    apply = client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    old.refresh_from_db()
    assert (apply.status_code, item.state, item.tally["unchanged"]["companies"]) == (302, "DONE", 1)
    assert old.industry == "ALCOHOL"


def test_a_form_understands_what_was_learnt(importer: Importer, ana: User, moderator: User, as_user: SignIn) -> None:
    importer(CSV)
    decide_all(moderator)
    as_user(ana).post("/companies/new", {"name": "Ash & Elm", "state": "KALIF"})
    assert Company.objects.get(name="Ash & Elm").state == "California"
    as_user(ana).post("/people/new", {"first_name": "Ida", "last_name": "Rao", "title": "Media-Mensch"})
    assert Contact.objects.get(first_name="Ida").seniority == "MANAGER"


@pytest.mark.parametrize("name", WORD_FIELDS)
def test_words_are_counted_on_an_index_alone(name: str) -> None:
    indexes = {"state": "company_by_place", "country": "company_by_place", "title": "contact_title_unread"}
    field = WORD_FIELDS[name]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = counted_spellings(viewer=operator(), field=field).explain()
    assert indexes.get(name, f"{field.kind}_unknown_{name}") in plan, plan
