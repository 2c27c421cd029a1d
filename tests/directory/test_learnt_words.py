"""Deciding what an unknown word means: from then on at every door, on the records that hold it, and back."""

from collections import Counter
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.actions import edit_company, edit_contact, words
from dealmecca.directory.actions.words import decide_word, settle_left_over_words, settle_word, withdraw_word
from dealmecca.directory.learning import learnt_words
from dealmecca.directory.models import Company, Contact, LearntWord
from dealmecca.directory.queries.words import unknown_words
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from tests import races
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
WEB: dict[str, Any] = {"door": Door.WEB}


def decide(actor: User | None, word_id: str, value: str) -> LearntWord:
    return decide_word(actor=actor, door=Door.WEB, word_id=word_id, value=value)


def counts() -> dict[str, int]:
    found = unknown_words(viewer=operator())
    return {word.id: word.record_count for of_field in found.values() for word in of_field}


def test_every_spelling_of_a_word_gets_the_value_and_keeps_it(moderator: User) -> None:
    written = ["Bev & Alc", "BEV AND ALC", "bev-alc."]
    made = [make_company(f"Brewer {number}", industry=text) for number, text in enumerate(written)]
    make_company("Other", industry="Bev")
    learnt = decide(moderator, "industry:bevalc", "ALCOHOL")
    assert (learnt.total, learnt.changed, bool(learnt.settled_at)) == (3, 3, True)
    for company, text in zip(made, written, strict=True):
        company.refresh_from_db()
        assert (company.industry, company.industry_text) == ("ALCOHOL", "")
        change = Change.objects.of("company", company.pk).newest_first()[0]
        assert change.fields == {"industry": ["", "ALCOHOL"], "industry_text": [text, ""]}
        assert (change.actor, change.door, change.batch) == (moderator, "WEB", f"word:{learnt.pk}")
    assert make_company("Later", industry="Bev. & Alc.").industry == "ALCOHOL", "the next one, at any door"
    assert counts() == {"industry:bev": 1}


def test_taking_it_back_leaves_alone_what_somebody_edited_since(moderator: User, admin: User) -> None:
    made = [make_company(f"Brewer {number}", industry="Bev & Alc") for number in range(4)]
    learnt = decide(moderator, "industry:bevalc", "ALCOHOL")
    edit_company(actor=None, **WEB, company=made[0], values={"industry": "FOOD_BEVERAGE"})
    for industry in ("FOOD_BEVERAGE", "ALCOHOL"):  # to and fro: somebody has looked at it
        edit_company(actor=None, **WEB, company=made[1], values={"industry": industry})
    edit_company(actor=None, **WEB, company=made[2], values={"phone": "312-555-0101"})
    learnt = withdraw_word(actor=admin, **WEB, word=learnt)
    assert (learnt.returned, learnt.left_alone, learnt.withdrawn_by) == (2, 2, admin)
    found = {company.name: (company.industry, company.industry_text) for company in Company.objects.all()}
    assert found == {
        "Brewer 0": ("FOOD_BEVERAGE", ""), "Brewer 1": ("ALCOHOL", ""),
        "Brewer 2": ("", "Bev & Alc"), "Brewer 3": ("", "Bev & Alc"),
    }  # fmt: skip
    assert make_company("Later", industry="Bev & Alc").industry == "", "nobody knows it any more"
    assert counts() == {"industry:bevalc": 3}
    assert decide(moderator, "industry:bevalc", "FOOD_BEVERAGE").changed == 3, "it can be decided again"
    with pytest.raises(Conflict, match="taken back already"):
        withdraw_word(actor=admin, **WEB, word=learnt)


def test_a_word_that_stays_text_is_asked_no_more_until_that_is_taken_back(moderator: User) -> None:
    company = make_company(industry="???")
    learnt = decide(moderator, "industry:???", "")
    assert counts() == {} and (learnt.changed, bool(learnt.settled_at)) == (0, True)
    assert make_company("Another", industry="???").industry_text == "???"
    withdraw_word(actor=moderator, **WEB, word=learnt)
    company.refresh_from_db()
    assert company.industry_text == "???" and counts() == {"industry:???": 2}


def test_titles_and_places_are_learnt_as_well(moderator: User) -> None:
    firm = make_company(state="Kalif.", country="Amerika")
    abroad = make_company("Abroad", state="Kalif.", country="Germany")
    person = make_contact("Maren Oduya", firm, title="Mediamensch")
    stated = make_contact("Tobias Rao", firm, title="Mediamensch", seniority="VP")
    assert counts() == {"country:amerika": 1, "title:mediamensch": 1}, "a state of an unknown country is none of ours"
    decide(moderator, "country:amerika", "US")
    decide(moderator, "state:kalif", "CA")
    decide(moderator, "title:mediamensch", "MANAGER")
    for record in (firm, abroad, person, stated):
        record.refresh_from_db()
    assert (firm.state, firm.country, abroad.state) == ("California", "United States", "Kalif.")
    assert (person.seniority, stated.seniority) == ("MANAGER", "VP")
    assert make_company("Later", location="Fresno, Kalif.").state == "California"
    assert make_contact("Ida Brandt", firm, title="Media-Mensch").seniority == "MANAGER"
    edit_contact(actor=None, **WEB, contact=person, values={"title": "VP, Media"})
    person.refresh_from_db()
    assert person.seniority == "VP", "what was read off the old title follows the new one"
    for learnt in LearntWord.objects.all():
        assert withdraw_word(actor=moderator, **WEB, word=learnt).left_alone == (learnt.field == "title")
    firm.refresh_from_db()
    assert (firm.state, firm.country) == ("Kalif.", "Amerika")


def test_the_queue_counts_what_a_recount_counts(moderator: User) -> None:
    for number, (industry, size, seniority, department) in enumerate(
        [("Bev & Alc", "a few", "Boss", "Tooling"), ("bev & alc", "a  few", "", "Tooling"), ("Beer", "", "BOSS", "")]
    ):
        firm = make_company(f"Firm {number}", industry=industry, size=size)
        make_contact(f"Person{number} Rao", firm, title="Hut", seniority=seniority, department=department)
    decide(moderator, "department:tooling", "")
    columns = [
        ("industry", "industry_text", Company), ("size", "size_text", Company),
        ("seniority", "seniority_text", Contact),
    ]  # fmt: skip
    recount: Counter[str] = Counter()
    for name, column, model in columns:
        for text in model._default_manager.values_list(column, flat=True):
            if text:
                recount[f"{name}:{text.lower().replace(' ', '').replace('&', '')}"] += 1
    assert counts() == {**recount, "title:hut": 1}


def test_many_records_are_left_to_a_job_that_may_run_twice(moderator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "AT_ONCE", 2)
    queued: list[str] = []
    monkeypatch.setattr(words, "_enqueue", lambda word: queued.append(word.pk))
    for number in range(5):
        make_company(f"Brewer {number}", industry="Bev & Alc")
    learnt = decide(moderator, "industry:bevalc", "ALCOHOL")
    assert (learnt.changed, learnt.settled_at, queued) == (0, None, [learnt.pk])
    with pytest.raises(Conflict, match="has decided on “Bev & Alc” already: that it is Beer"):
        decide(moderator, "industry:bevalc", "FOOD_BEVERAGE")
    settle_word(word_id=learnt.pk)
    settle_word(word_id=learnt.pk)
    learnt.refresh_from_db()
    assert (learnt.changed, bool(learnt.settled_at), counts()) == (5, True, {})
    withdraw_word(actor=moderator, **WEB, word=learnt)
    with pytest.raises(Conflict, match="being taken back"):
        decide(moderator, "industry:bevalc", "FOOD_BEVERAGE")
    settle_word(word_id=learnt.pk)
    learnt.refresh_from_db()
    assert (learnt.returned, learnt.left_alone) == (5, 0) and counts() == {"industry:bevalc": 5}


def test_a_record_that_came_from_who_did_not_know_the_decision_follows(moderator: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(words, "_enqueue", lambda word: settle_word(word_id=word.pk))
    company = make_company(industry="Bev & Alc")
    learnt = decide(moderator, "industry:bevalc", "ALCOHOL")
    Company.objects.filter(pk=company.pk).update(industry="", industry_text="BEV & ALC")
    assert (settle_left_over_words(), settle_left_over_words()) == (1, 0)
    company.refresh_from_db()
    assert company.industry == "ALCOHOL"
    returned = withdraw_word(actor=moderator, **WEB, word=learnt)
    company.refresh_from_db()
    assert (company.industry_text, returned.returned, returned.left_alone) == ("BEV & ALC", 1, 0)


def test_who_may_not_decide_and_what_cannot_be(ana: User, moderator: User) -> None:
    make_company(industry="Bev & Alc")
    for actor, word_id, value, refusal in (
        (ana, "industry:bevalc", "ALCOHOL", PermissionDenied),
        (moderator, "industry:bevalc", "NONSENSE", ValidationError),
        (moderator, "phone:bevalc", "ALCOHOL", ValidationError),
        (moderator, "industry:none", "ALCOHOL", Conflict),
    ):
        with pytest.raises(refusal):
            decide(actor, word_id, value)
    learnt = decide(moderator, "industry:bevalc", "ALCOHOL")
    with pytest.raises(PermissionDenied):
        withdraw_word(actor=ana, **WEB, word=learnt)
    twin = LearntWord(field="industry", key="bevalc", text="x", value="", door=Door.WEB)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    assert learnt_words() == {("industry", "bevalc"): "ALCOHOL"}


@races.can_fork
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_decides(moderator: User) -> None:
    for number in range(3):
        make_company(f"Brewer {number}", industry="Bev & Alc")
    values = ("ALCOHOL", "FOOD_BEVERAGE")
    found = races.race(lambda number: decide(moderator, "industry:bevalc", values[number % 2]), times=6)
    races.sentences(found, 1, "has decided on “Bev & Alc” already")
    learnt = LearntWord.objects.get()
    assert set(Company.objects.values_list("industry", flat=True)) == {learnt.value}
    found = races.race(lambda number: withdraw_word(actor=moderator, **WEB, word=learnt), times=4)
    races.sentences(found, 1, "taken back already")
    assert set(Company.objects.values_list("industry_text", flat=True)) == {"Bev & Alc"}
